"""Forms of the parts of a set: an area, an indicator, all weights."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from schools.models import School
from schools.results import result_kinds
from supervision.indicators.models import Area, Indicator, IndicatorSet
from supervision.indicators.queries.wording import level_lines, read_levels
from supervision.indicators.services import AreaWords, IndicatorWords

_ZERO, _HUNDRED = Decimal(0), Decimal(100)


def _weight(label: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=_ZERO, max_value=_HUNDRED, max_digits=5, decimal_places=2, initial=0
    )  # fmt: skip


def _points(label: str, **options: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=_ZERO, max_digits=9, decimal_places=2, **options)


class AreaForm(forms.Form):
    code = forms.CharField(label="รหัสด้าน", max_length=20, help_text="เช่น Q1")
    name = forms.CharField(label="ชื่อด้าน", max_length=120)
    description = forms.CharField(label="คำอธิบาย", required=False, widget=forms.Textarea({"rows": 2}))
    weight = _weight("น้ำหนัก (ร้อยละ)")
    is_extra = forms.BooleanField(
        label="ด้านเพิ่ม เลือกใช้ได้", required=False,
        help_text="น้ำหนักอยู่นอก 100 ของด้านหลัก และคิดเฉพาะปีที่เปิดใช้ เช่น การบริหารจัดการใน 5Q",
    )  # fmt: skip

    def words(self) -> AreaWords:
        return AreaWords(**self.cleaned_data)


class IndicatorForm(forms.Form):
    """`computed` is "result|option"; levels are one a line: 5 ดีเยี่ยม: what it takes."""

    area = forms.ModelChoiceField(label="ด้าน", queryset=Area.objects.none(), empty_label=None)
    code = forms.CharField(label="รหัส", max_length=20, help_text="เช่น 1.1 ไม่ซ้ำกันทั้งชุด")
    title = forms.CharField(label="ตัวชี้วัด", max_length=300, widget=forms.Textarea({"rows": 2}))
    detail = forms.CharField(label="คำอธิบาย/วิธีให้คะแนน", required=False, widget=forms.Textarea({"rows": 2}))
    source = forms.ChoiceField(
        label="ที่มาของคะแนน", choices=Indicator.Source.choices, widget=forms.RadioSelect,
        initial=Indicator.Source.ASSESSOR,
    )  # fmt: skip
    computed = forms.ChoiceField(
        label="ข้อมูลในระบบที่ใช้คำนวณ", required=False, help_text="ใช้เมื่อเลือก คำนวณจากข้อมูลในระบบ ช่วงคะแนนจะเป็นของข้อมูลนั้น"
    )
    lowest = _points("คะแนนต่ำสุด", initial=1)
    highest = _points("คะแนนเต็ม", initial=5)
    decimals = forms.IntegerField(label="ทศนิยม", min_value=0, max_value=4, initial=0)
    unit = forms.CharField(label="หน่วย", required=False, max_length=40, help_text="เช่น ร้อยละ ระดับ")
    lower_is_better = forms.BooleanField(label="ค่าน้อยดีกว่า", required=False)
    weight = _weight("น้ำหนักในด้าน (ร้อยละ)")
    target = _points("ค่าเป้าหมายของเขต", required=False)
    wanted = forms.CharField(label="หลักฐานที่ต้องการ", required=False, widget=forms.Textarea({"rows": 2}))
    levels = forms.CharField(
        label="คำอธิบายระดับ", required=False, widget=forms.Textarea({"rows": 6}),
        help_text="บรรทัดละหนึ่งระดับ: ค่า เว้นวรรค คำเรียก ตามด้วย : และคำอธิบาย เช่น 5 ดีเยี่ยม: ทำครบและเห็นผล",
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label="ใช้กับโรงเรียนประเภท", required=False, choices=School.Kind.choices, widget=forms.CheckboxSelectMultiple,
        help_text="ไม่เลือกเลยคือใช้กับทุกโรงเรียน",
    )  # fmt: skip

    def __init__(self, *args: Any, row: IndicatorSet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["area"].queryset = row.areas.all()
        fields["computed"].choices = _computed_choices(row.model.district)

    def clean_levels(self) -> list[tuple[Decimal, str, str]]:
        return read_levels(self.cleaned_data["levels"])

    def words(self) -> IndicatorWords:
        told = {name: value for name, value in self.cleaned_data.items() if name != "area"}
        result, _, option = told.pop("computed").partition("|")
        return IndicatorWords(result=result, option=option, **told)


def _computed_choices(district: Any) -> list[Any]:
    groups = [
        (kind.thai, [(f"{kind.key}|{option}", label) for option, label in kind.options(district)])
        for kind in result_kinds()
    ]
    return [("", "ไม่ได้คำนวณ"), *groups]


def indicator_initial(row: Indicator) -> dict[str, Any]:
    """What the form of an indicator shows."""
    names = (
        "area", "code", "title", "detail", "source", "lowest", "highest", "decimals", "unit", "lower_is_better",
        "weight", "target", "wanted", "kinds",
    )  # fmt: skip
    held = row.computed
    computed = f"{held['result']}|{held.get('option', '')}" if held.get("result") else ""
    return {name: getattr(row, name) for name in names} | {"levels": level_lines(row.levels), "computed": computed}


def indicator_standing(row: Indicator) -> dict[str, Any]:
    """What the form of an indicator has read when it says the same as the row."""
    return indicator_initial(row) | {"levels": read_levels(level_lines(row.levels))}


def weights_of(areas: Iterable[Area]) -> dict[str, Decimal]:
    """The weights as they stand, by the fields of their form."""
    found = {}
    for area in areas:
        found[f"area_{area.pk}"] = area.weight
        found |= {f"indicator_{row.pk}": row.weight for row in area.indicators.all()}
    return found


class WeightsForm(forms.Form):
    """A field for each area (area_KEY) and indicator (indicator_KEY)."""

    def __init__(self, *args: Any, areas: Iterable[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = list(areas)
        self.initial = {**weights_of(self.areas), **self.initial}
        for area in self.areas:
            self.fields[f"area_{area.pk}"] = _weight(f"น้ำหนักด้าน {area.code} {area.name}")
            for row in area.indicators.all():
                self.fields[f"indicator_{row.pk}"] = _weight(f"{row.code} {row.title}")

    def weights(self, prefix: str) -> dict[int, Decimal]:
        """By key, of "area" or "indicator"."""
        start = f"{prefix}_"
        return {
            int(name.removeprefix(start)): value for name, value in self.cleaned_data.items() if name.startswith(start)
        }
