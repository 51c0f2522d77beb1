"""Forms of an area of the baseline, of the plan, of the fast report; they explain, the services decide."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.fields import ThaiDateField
from core.forms import RowForm
from supervision.indicators.models import Indicator
from supervision.progress.models import PlanLine
from supervision.progress.queries.frame import AreaFrame
from supervision.progress.scales import plain, reading, refusal, worse
from supervision.progress.services.reports import LONGEST
from supervision.progress.services.sheet import TEXTS, Figures


class ScaleField(forms.Field):
    """A value on an indicator's scale, typed with Arabic or Thai digits; cleans to a Decimal or None."""

    def __init__(self, indicator: Indicator, **kwargs: Any) -> None:
        self.indicator = indicator
        super().__init__(required=False, **kwargs)
        mode = "decimal" if indicator.decimals else "numeric"
        self.widget.attrs |= {"inputmode": mode, "autocomplete": "off", "class": "nt-figure", "maxlength": 12}

    def prepare_value(self, value: Any) -> Any:
        return plain(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value or "").strip()
        if not text:
            return None
        found = reading(text)
        if found is None:
            raise ValidationError("โปรดใส่เป็นตัวเลข")
        problem = refusal(self.indicator, found)
        if problem:
            raise ValidationError(problem)
        return found


class AreaForm(forms.Form):
    """One area: per indicator baseline, target and the two words about them, then the analysis."""

    strength = forms.CharField(label="จุดเด่น", required=False, max_length=4000)
    problem = forms.CharField(label="ปัญหา", required=False, max_length=4000)
    cause = forms.CharField(label="สาเหตุ", required=False, max_length=4000)
    need = forms.CharField(
        label="ความต้องการ", required=False, max_length=4000,
        help_text="แต่ละด้านที่มีความต้องการต้องมีกิจกรรมในแผนอย่างน้อยหนึ่งกิจกรรม",
    )  # fmt: skip

    def __init__(self, *args: Any, indicators: Sequence[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicators = list(indicators)
        for name in TEXTS:
            self.fields[name].widget = forms.Textarea(attrs={"rows": 3})
        for row in self.indicators:
            self.fields[f"baseline_{row.pk}"] = ScaleField(row, label=f"ข้อมูลฐาน {row.code}")
            self.fields[f"target_{row.pk}"] = ScaleField(row, label=f"ค่าเป้าหมาย {row.code}")
            self.fields[f"note_{row.pk}"] = forms.CharField(label="ที่มาหรือหมายเหตุ", required=False, max_length=500)
            self.fields[f"reason_{row.pk}"] = forms.CharField(
                label="เหตุที่เป้าหมายต่ำกว่าข้อมูลฐาน", required=False, max_length=500
            )
            for name in (f"baseline_{row.pk}", f"target_{row.pk}", f"reason_{row.pk}"):
                field: Any = self.fields[name]
                field.needed_to_send = True

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for row in self.indicators:
            baseline, target = given.get(f"baseline_{row.pk}"), given.get(f"target_{row.pk}")
            short = baseline is not None and target is not None and worse(row, target, baseline)
            if short and not given.get(f"reason_{row.pk}"):
                self.add_error(
                    f"reason_{row.pk}",
                    f"เป้าหมาย {plain(target)} ต่ำกว่าข้อมูลฐาน {plain(baseline)} ถ้าตั้งใจ โปรดบอกเหตุผล ถ้าไม่ โปรดแก้ตัวเลข",
                )
        return given

    def figures(self, suggested: Mapping[int, tuple[Decimal, str]]) -> dict[int, Figures]:
        """What the form says; a baseline that is the suggested one as it was offered keeps where it came from."""
        found = {}
        for row in self.indicators:
            baseline = self.cleaned_data[f"baseline_{row.pk}"]
            offer = suggested.get(row.pk)
            found[row.pk] = Figures(
                baseline=baseline, target=self.cleaned_data[f"target_{row.pk}"],
                target_reason=self.cleaned_data[f"reason_{row.pk}"], baseline_note=self.cleaned_data[f"note_{row.pk}"],
                origin=offer[1] if offer and baseline == offer[0] else "",
            )  # fmt: skip
        return found

    def texts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in TEXTS}


class PlanLineForm(RowForm):
    """An activity of the plan; areas and indicators are those of the school's programme."""

    starts_on = ThaiDateField(label="เริ่ม", required=False)
    ends_on = ThaiDateField(label="ถึง", required=False)
    area = forms.ChoiceField(label="ด้าน")
    indicator = forms.ChoiceField(label="ตัวชี้วัดที่จะยกระดับ", required=False)

    class Meta:
        model = PlanLine
        fields = ("need", "activity", "owner", "starts_on", "ends_on", "budget", "expected")
        widgets = {
            "need": forms.Textarea(attrs={"rows": 2}),
            "expected": forms.Textarea(attrs={"rows": 2}),
            "budget": forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        }

    field_order = ("area", "need", "activity", "indicator", "owner", "starts_on", "ends_on", "budget", "expected")

    def __init__(self, *args: Any, frames: Sequence[AreaFrame], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = {str(frame.area.pk): frame.area for frame in frames}
        self.rows = {str(row.pk): row for frame in frames for row in frame.indicators}
        self.fields["area"].choices = [(key, str(area)) for key, area in self.areas.items()]
        groups = [(str(frame.area), [(str(row.pk), str(row)) for row in frame.indicators]) for frame in frames]
        self.fields["indicator"].choices = [("", "ทั้งด้าน"), *groups]

    @property
    def given(self) -> dict[str, Any]:
        """What the service takes."""
        return {
            **super().given,
            "area": self.areas[self.cleaned_data["area"]],
            "indicator": self.rows.get(self.cleaned_data["indicator"]),
        }

    def standing(self, row: PlanLine) -> dict[str, Any]:
        """What the row says in this form's fields."""
        own = {name: getattr(row, name) for name in self.Meta.fields}
        return own | {"area": str(row.area_id), "indicator": str(row.indicator_id or "")}


class DoneForm(forms.Form):
    done_on = ThaiDateField(label="ทำแล้วเมื่อ", required=False)


class ReportForm(forms.Form):
    """The fast report: a tap an area, the rest as one likes."""

    public_id = forms.UUIDField(widget=forms.HiddenInput)
    reported_on = forms.DateField(widget=forms.HiddenInput, required=False)
    told = forms.CharField(
        label="ความก้าวหน้าโดยย่อ", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="หนึ่งประโยคก็พอ",
    )  # fmt: skip
    help_wanted = forms.CharField(
        label="ปัญหาหรือสิ่งที่ขอให้ช่วย", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, frames: Sequence[AreaFrame], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.frames = list(frames)
        for frame in self.frames:
            self.fields[f"area_{frame.area.pk}"] = forms.CharField(required=False, max_length=8)
            for row in frame.indicators:
                self.fields[f"value_{row.pk}"] = ScaleField(row, label=str(row))

    @property
    def given(self) -> dict[str, Any]:
        """What the service takes besides photos."""
        data = self.cleaned_data
        areas = {frame.area.pk: data[f"area_{frame.area.pk}"] for frame in self.frames}
        values = {row.pk: data[f"value_{row.pk}"] for frame in self.frames for row in frame.indicators}
        return {
            "public_id": data["public_id"], "reported_on": data["reported_on"], "told": data["told"],
            "help_wanted": data["help_wanted"], "areas": {key: state for key, state in areas.items() if state},
            "values": {key: value for key, value in values.items() if value is not None},
        }  # fmt: skip
