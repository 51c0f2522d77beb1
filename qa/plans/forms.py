"""Forms of quality plans: they explain and narrow choices; services decide."""

from decimal import Decimal
from typing import Any

from django import forms

from qa.plans.models import Finding, QualityPlan
from qa.plans.queries import PlanTree
from schools.models import Project

_YEAR: dict[str, Any] = {"min_value": 2400, "max_value": 2700}
_FIGURE: dict[str, Any] = {"max_digits": 12, "decimal_places": 2, "required": False}


def lock_field() -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)


def _area(label: str, rows: int = 3, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=4000, widget=forms.Textarea({"rows": rows}), **options)


class StartForm(forms.Form):
    title = forms.CharField(label="ชื่อแผน", max_length=300, error_messages={"required": "กรุณาระบุชื่อแผน"})
    year_kind = forms.ChoiceField(label="ปีที่ใช้", choices=QualityPlan.YearKind.choices, widget=forms.RadioSelect)
    year_from = forms.IntegerField(label="ตั้งแต่ปี (พ.ศ.)", **_YEAR)
    year_to = forms.IntegerField(label="ถึงปี (พ.ศ.)", help_text="แผนมีระยะ 3 ถึง 5 ปี", **_YEAR)
    aim = _area("เป้าประสงค์", required=False)


class FrontForm(forms.Form):
    title = forms.CharField(label="ชื่อแผน", max_length=300, error_messages={"required": "กรุณาระบุชื่อแผน"})
    aim = _area("เป้าประสงค์", required=False)
    lock = lock_field()


class RowForm(forms.Form):
    """Base of the forms of rows: `values` is what the service writes, `extra` what goes beside it."""

    lock = lock_field()
    beside: tuple[str, ...] = ()

    def __init__(self, *args: Any, plan: QualityPlan, row: Any, user: Any, **kwargs: Any) -> None:
        self.plan, self.row, self.user = plan, row, user
        super().__init__(*args, initial={"lock": plan.lock_version, **self.start()}, **kwargs)
        self.narrow()

    def start(self) -> dict[str, Any]:
        names = [name for name in self.base_fields if name != "lock" and name not in self.beside]
        return {name: getattr(self.row, name) for name in names} if self.row is not None else {}

    def narrow(self) -> None:
        """Choices and fields that depend on the plan."""

    @property
    def values(self) -> dict[str, Any]:
        mine = set(self.base_fields) - {"lock", *self.beside}
        return {name: value for name, value in self.cleaned_data.items() if name in mine}

    @property
    def extra(self) -> dict[str, Any]:
        return {}


class FindingForm(RowForm):
    text = _area("สิ่งที่พบ", error_messages={"required": "กรุณาเขียนสิ่งที่พบ"})
    origin = forms.ChoiceField(label="มาจาก", choices=Finding.Origin.choices, widget=forms.RadioSelect, initial="self")
    academic_year = forms.IntegerField(label="ปีการศึกษาของผล (พ.ศ.)", required=False, **_YEAR)
    source = forms.CharField(
        label="แหล่งข้อมูล", max_length=300, required=False, help_text="เช่น สรุปผล SAR ระดับเขต หน้า 12 หรือรายงาน สมศ."
    )


class StrategyForm(RowForm):
    title = forms.CharField(label="กลยุทธ์", max_length=300, error_messages={"required": "กรุณาเขียนกลยุทธ์"})
    objective = _area("วัตถุประสงค์", required=False)
    findings = forms.ModelMultipleChoiceField(
        label="แก้สิ่งที่พบ", queryset=Finding.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    beside = ("findings",)

    def start(self) -> dict[str, Any]:
        held = super().start()
        return held | {"findings": list(self.row.findings.all())} if self.row is not None else held

    def narrow(self) -> None:
        field: Any = self.fields["findings"]
        field.queryset = self.plan.findings.order_by("position", "pk")
        if not field.queryset.exists():
            del self.fields["findings"]

    @property
    def extra(self) -> dict[str, Any]:
        return {"findings": self.cleaned_data.get("findings", ())}


class MeasureForm(RowForm):
    text = _area("มาตรการ", error_messages={"required": "กรุณาเขียนมาตรการ"})


class _YearsForm(RowForm):
    """One figure for each year of the plan."""

    word = ""
    figure: dict[str, Any] = _FIGURE

    def narrow(self) -> None:
        held = self.held()
        for year in self.plan.years:
            self.fields[f"y{year}"] = forms.DecimalField(
                label=f"{self.word} {self.plan.get_year_kind_display()} {year}", initial=held.get(year), **self.figure
            )

    def held(self) -> dict[int, Decimal]:
        raise NotImplementedError

    @property
    def extra(self) -> dict[str, Any]:
        return {"years": {year: self.cleaned_data[f"y{year}"] for year in self.plan.years}}


class IndicatorForm(_YearsForm):
    title = forms.CharField(label="ตัวชี้วัด", max_length=300, error_messages={"required": "กรุณาเขียนตัวชี้วัด"})
    unit = forms.CharField(label="หน่วย", max_length=40, required=False, help_text="เช่น ร้อยละ โรงเรียน คะแนน")
    baseline = forms.DecimalField(label="ค่าฐาน", help_text="ผลก่อนเริ่มแผน", **_FIGURE)
    higher_is_better = forms.TypedChoiceField(
        label="ทิศทาง", choices=[("1", "ยิ่งมากยิ่งดี"), ("0", "ยิ่งน้อยยิ่งดี")], coerce=lambda value: value == "1",
        widget=forms.RadioSelect, initial="1",
    )  # fmt: skip
    word = "ค่าเป้าหมาย"

    def start(self) -> dict[str, Any]:
        held = super().start()
        return held | {"higher_is_better": "1" if self.row.higher_is_better else "0"} if self.row is not None else held

    def held(self) -> dict[int, Decimal]:
        return {one.year: one.target for one in self.row.years.all()} if self.row is not None else {}


class ProjectForm(_YearsForm):
    name = forms.CharField(label="โครงการหรือกิจกรรม", max_length=300, error_messages={"required": "กรุณาระบุชื่อโครงการ"})
    project = forms.ModelChoiceField(
        label="โครงการในทะเบียนของกลุ่ม", queryset=Project.objects.none(), required=False, empty_label="ไม่ผูก"
    )
    responsible = forms.CharField(label="ผู้รับผิดชอบ", max_length=200, required=False)
    word = "งบประมาณ (บาท)"
    figure: dict[str, Any] = {"max_digits": 12, "decimal_places": 2, "required": False, "min_value": Decimal(0)}

    def narrow(self) -> None:
        super().narrow()
        field: Any = self.fields["project"]
        field.queryset = Project.objects.visible_to(self.user).of_district(self.plan.district_id)

    def held(self) -> dict[int, Decimal]:
        return {one.year: one.budget for one in self.row.years.all()} if self.row is not None else {}


FORMS: dict[str, type[RowForm]] = {
    "finding": FindingForm,
    "strategy": StrategyForm,
    "measure": MeasureForm,
    "indicator": IndicatorForm,
    "project": ProjectForm,
}


class ResultsForm(forms.Form):
    """The result of each indicator in one year, with a note. Field names: r<indicator>, n<indicator>."""

    lock = lock_field()

    def __init__(self, *args: Any, plan: QualityPlan, tree: PlanTree, **kwargs: Any) -> None:
        super().__init__(*args, initial={"lock": plan.lock_version}, **kwargs)
        self.measured = [
            line for part in tree.strategies for line in part.indicators if line.cells[0].target is not None
        ]
        for line in self.measured:
            cell = line.cells[0]
            self.fields[f"r{line.row.pk}"] = forms.DecimalField(label="ผล", initial=cell.result, **_FIGURE)
            self.fields[f"r{line.row.pk}"].needed_to_send = True
            self.fields[f"n{line.row.pk}"] = forms.CharField(
                label="หมายเหตุ", max_length=500, required=False, initial=cell.note
            )
        self.lines = [(line, self[f"r{line.row.pk}"], self[f"n{line.row.pk}"]) for line in self.measured]

    def results(self) -> dict[int, tuple[Decimal | None, str]]:
        values = self.cleaned_data
        return {line.row.pk: (values[f"r{line.row.pk}"], values[f"n{line.row.pk}"]) for line in self.measured}
