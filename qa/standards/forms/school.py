"""Forms of a school's standards: where to start from, the levels aimed at, own items, the declaration."""

from typing import Any

from django import forms

from core.fields import ThaiDateField
from qa.standards.forms.sets import YEAR, lock_field
from qa.standards.models import EducationLevel, SchoolStandards, SchoolTarget, Standard, StandardSet
from qa.standards.queries import TargetLine, previous_of, sets_for
from schools.models import School


class StartForm(forms.Form):
    """School, year and level; the set is the office's own where it has one, unless another is chosen."""

    school = forms.ModelChoiceField(label="โรงเรียน", queryset=School.objects.none(), empty_label=None)
    academic_year = forms.IntegerField(label="ปีการศึกษา (พ.ศ.)", **YEAR)
    level = forms.ChoiceField(label="ระดับการศึกษา", choices=EducationLevel.choices, widget=forms.RadioSelect)
    set = forms.ModelChoiceField(
        label="เริ่มจากชุดมาตรฐาน", queryset=StandardSet.objects.none(), required=False,
        empty_label="มาตรฐานของเขต ถ้าไม่มีใช้มาตรฐานชาติ",
    )  # fmt: skip
    copies = forms.BooleanField(
        label="นำข้อของโรงเรียนและค่าเป้าหมายของปีก่อนมาด้วย", required=False,
        help_text="ค่าเป้าหมายตามมาด้วยเมื่อใช้ชุดมาตรฐานเดิม ข้อที่โรงเรียนเพิ่มตามมาทุกครั้ง",
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, district: Any, schools: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        school: Any = self.fields["school"]
        school.queryset = schools
        if schools.count() == 1:
            school.initial, school.widget = schools.get().pk, forms.HiddenInput()
        chosen: Any = self.fields["set"]
        chosen.queryset = StandardSet.objects.visible_to(user).of_district(district).in_use().exclude(
            family=StandardSet.Family.EXTERNAL
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if {"school", "academic_year", "level"} <= set(values) and not values.get("set"):
            found = sets_for(values["school"].district_id, values["level"], values["academic_year"]).first()
            if found is None:
                self.add_error("academic_year", "ยังไม่มีชุดมาตรฐานที่ใช้ในปีการศึกษานี้ กรุณาแจ้งสำนักงานเขต")
            values["set"] = found
        return values

    def given(self) -> dict[str, Any]:
        """What the service asks for, beside the school."""
        values = self.cleaned_data
        key = {name: values[name] for name in ("academic_year", "level")}
        previous = previous_of(values["school"], **key) if values["copies"] else None
        return {**key, "set": values["set"], "previous": previous}


class TargetsForm(forms.Form):
    """Two choices a row, of this year and of the goal, and the same overall. Field names: t<row>, g<row>."""

    target = forms.TypedChoiceField(label="ค่าเป้าหมายโดยรวมของปีนี้", required=False, coerce=int, empty_value=None)
    goal = forms.TypedChoiceField(label="เป้าหมายโดยรวมระยะ 3–5 ปี", required=False, coerce=int, empty_value=None)
    goal_year = forms.TypedChoiceField(
        label="ปีการศึกษาที่จะถึงเป้าหมายระยะ 3–5 ปี", required=False, coerce=int, empty_value=None
    )
    lock = lock_field()

    def __init__(self, *args: Any, paper: SchoolStandards, lines: list[TargetLine], **kwargs: Any) -> None:
        initial = {
            "target": paper.target_id, "goal": paper.goal_id, "goal_year": paper.goal_year, "lock": paper.lock_version,
        }  # fmt: skip
        self.rows = [line.row for line in lines if line.row is not None]
        for row in self.rows:
            initial |= {f"t{row.pk}": row.target_id, f"g{row.pk}": row.goal_id}
        super().__init__(*args, initial=initial, **kwargs)
        levels = [("", "ยังไม่กำหนด"), *((level.pk, f"{level.word} ({level.value})") for level in paper.set.scale.all())]
        years = range(paper.academic_year + 2, paper.academic_year + 5)
        for row in self.rows:
            for name, word in ((f"t{row.pk}", "ปีนี้"), (f"g{row.pk}", "ระยะ 3–5 ปี")):
                self.fields[name] = forms.TypedChoiceField(label=word, required=False, coerce=int, empty_value=None)
        for name, field in self.fields.items():
            if isinstance(field, forms.TypedChoiceField):
                # A draft may lack them; declaring asks for what is missing.
                field.needed_to_send = True
                field.choices = [("", "ยังไม่กำหนด"), *((y, y) for y in years)] if name == "goal_year" else levels
        self.lines = [
            (line, self[f"t{line.row.pk}"], self[f"g{line.row.pk}"]) if line.row else (line, None, None)
            for line in lines
        ]

    def given(self) -> dict[str, Any]:
        values = self.cleaned_data
        return {
            "rows": {row.pk: (values[f"t{row.pk}"], values[f"g{row.pk}"]) for row in self.rows},
            "overall": (values["target"], values["goal"]),
            "goal_year": values["goal_year"],
            "lock_version": values["lock"],
        }


class OwnItemForm(forms.Form):
    under = forms.ModelChoiceField(label="อยู่ใต้มาตรฐาน", queryset=Standard.objects.none(), empty_label=None)
    number = forms.CharField(label="เลขที่", max_length=20, help_text="เช่น 1.3")
    title = forms.CharField(
        label="ข้อของโรงเรียน", widget=forms.Textarea({"rows": 3}), error_messages={"required": "กรุณาเขียนข้อความ"}
    )
    lock = lock_field()

    def __init__(self, *args: Any, paper: SchoolStandards, item: SchoolTarget | None, **kwargs: Any) -> None:
        initial: dict[str, Any] = {"lock": paper.lock_version}
        if item is not None:
            initial |= {"under": item.under_id, "number": item.number, "title": item.title}
        super().__init__(*args, initial=initial, **kwargs)
        field: Any = self.fields["under"]
        field.queryset = paper.set.standards.filter(parent=None)


class DeclareForm(forms.Form):
    announced_on = ThaiDateField(label="วันที่ประกาศ")
    number = forms.CharField(label="เลขที่ประกาศ", max_length=60, required=False)
    file = forms.FileField(label="ไฟล์ประกาศของโรงเรียน", required=False, help_text="PDF ภาพ หรือเอกสาร ต้องมีอย่างน้อยหนึ่งไฟล์")
    lock = lock_field()
