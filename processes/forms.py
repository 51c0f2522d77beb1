"""Forms of actions, procedures, their steps and runs. They explain and narrow choices; services decide."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import CharField, CheckboxSelectMultiple, HiddenInput, IntegerField, MultipleChoiceField, Textarea

from accounts.roles import ROLES
from core.fields import ThaiDateField
from core.thai.dates import MONTHS as MONTH_NAMES
from processes.models import Procedure, ProcedureVersion, RunStep, Step
from processes.services.procedures import StepWords
from processes.step_pages import pages_for
from schools.models import Cluster, Person


class DraftForm(forms.Form):
    draft = forms.CharField(
        label="ร่างคำตอบ",
        help_text="ผู้อำนวยการโรงเรียนจะเห็นร่างนี้ แก้ไขได้ และเป็นผู้ส่ง",
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "กรุณาเขียนร่างคำตอบ"},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class ReportForm(forms.Form):
    result = forms.CharField(
        label="ผลการดำเนินการ", widget=forms.Textarea({"rows": 4}), error_messages={"required": "กรุณาเขียนผลการดำเนินการ"}
    )
    evidence = forms.FileField(label="หลักฐาน", required=False, help_text="ภาพ PDF หรือเอกสาร")


class ProcedureForm(forms.Form):
    name = forms.CharField(label="ชื่องาน", max_length=200, error_messages={"required": "กรุณาระบุชื่องาน"})
    level = forms.ChoiceField(label="ดำเนินการโดย", choices=Procedure.Level.choices, widget=forms.RadioSelect)
    year_kind = forms.ChoiceField(label="รอบปี", choices=Procedure.YearKind.choices, widget=forms.RadioSelect)


class LinesField(forms.CharField):
    """One thing a line; cleaned to a list of the lines that say something."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", forms.Textarea({"rows": 4}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, (list, tuple)) else value

    def clean(self, value: Any) -> list[str]:
        return [line.strip() for line in (super().clean(value) or "").splitlines() if line.strip()]


class PairsField(LinesField):
    """One pair a line, parted by the first colon; cleaned to a list of pairs."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            return "\n".join(": ".join(filter(None, row)) for row in value)
        return value

    def clean(self, value: Any) -> Any:
        rows = [line.partition(":") for line in super().clean(value)]
        return [[first.strip(), second.strip()] for first, _, second in rows]


class WordsForm(forms.Form):
    """The nine headings of a procedure, beside its steps."""

    document_code = forms.CharField(label="รหัสเอกสาร", max_length=60, required=False)
    group = forms.CharField(label="กลุ่มงาน", max_length=200, required=False)
    objectives = LinesField(label="วัตถุประสงค์", help_text="บรรทัดละหนึ่งข้อ")
    scope = forms.CharField(label="ขอบเขตของงาน", required=False, widget=forms.Textarea({"rows": 3}))
    definitions = PairsField(label="คำจำกัดความ", help_text="บรรทัดละหนึ่งคำ เขียนคำ ตามด้วย : แล้วความหมาย")
    duties = PairsField(label="หน้าที่ความรับผิดชอบ", help_text="บรรทัดละหนึ่งตำแหน่ง เขียนตำแหน่ง ตามด้วย : แล้วหน้าที่")
    monitoring = forms.CharField(label="ระบบติดตามประเมินผล", required=False, widget=forms.Textarea({"rows": 3}))
    forms = LinesField(label="แบบฟอร์มที่ใช้", help_text="บรรทัดละหนึ่งแบบ")
    references = LinesField(label="เอกสารหรือหลักฐานอ้างอิง", help_text="บรรทัดละหนึ่งรายการ")
    source = CharField(label="ที่มา", required=False, widget=Textarea({"rows": 2}))
    note = CharField(label="หมายเหตุ", required=False, widget=Textarea({"rows": 3}))
    lock = IntegerField(widget=HiddenInput)


MONTHS = [("", "ไม่ระบุ"), *((number, MONTH_NAMES[number - 1]) for number in (*range(10, 13), *range(1, 10)))]


def _month(value: str) -> int | None:
    return int(value) if value else None


def _pages(level: str, held: Sequence[str]) -> list[tuple[str, str]]:
    """What a step may show: first what it shows in its order, so that saving keeps it, then the others by title. A page
    the step has and no app offers stays a choice too."""
    found = {page.code: page.title for page in pages_for(level)}
    first = [(code, found.pop(code, f"{code} (ยังไม่มีในระบบ)")) for code in held]
    return [*first, *found.items()]


class StepForm(forms.Form):
    """A step, or a sub-step (without shape, months and way back)."""

    title = forms.CharField(label="ขั้นตอน", max_length=200, error_messages={"required": "กรุณาระบุชื่อขั้นตอน"})
    detail = forms.CharField(label="รายละเอียดงาน", required=False, widget=forms.Textarea({"rows": 4}))
    shape = forms.ChoiceField(label="รูปในผังงาน", choices=Step.Shape.choices, widget=forms.RadioSelect,
                              initial=Step.Shape.ACTIVITY)  # fmt: skip
    back_to = forms.ChoiceField(label="เมื่อไม่ผ่านให้กลับไปขั้น", required=False)
    back_label = forms.CharField(label="คำบนเส้นย้อนกลับ", max_length=60, required=False, help_text="เช่น ไม่เห็นชอบ")
    phase = forms.CharField(label="ระยะ", max_length=120, required=False)
    month_from = forms.TypedChoiceField(
        label="ตั้งแต่เดือน", choices=MONTHS, coerce=_month, empty_value=None, required=False
    )
    month_to = forms.TypedChoiceField(label="ถึงเดือน", choices=MONTHS, coerce=_month, empty_value=None, required=False)
    timing = forms.CharField(label="เวลาดำเนินการ", max_length=120, required=False, help_text="ตามที่จะพิมพ์ เช่น ต.ค.–พ.ย.")
    owner = forms.CharField(label="ผู้รับผิดชอบ", max_length=200, required=False)
    post = forms.ChoiceField(label="ตำแหน่งในระบบ", required=False)
    quality = forms.CharField(label="มาตรฐานคุณภาพงาน", required=False, widget=forms.Textarea({"rows": 2}))
    forms = LinesField(label="แบบฟอร์มที่ใช้", help_text="บรรทัดละหนึ่งแบบ")
    references = LinesField(label="เอกสารอ้างอิง", help_text="บรรทัดละหนึ่งรายการ")
    pages = MultipleChoiceField(
        label="ข้อมูลและหน้าทำงานของขั้น", required=False, widget=CheckboxSelectMultiple,
        help_text="เปิดขั้นแล้วเห็นงานจริงของขั้นนั้น เลือกได้หลายหน้า",
    )  # fmt: skip
    lock = IntegerField(widget=HiddenInput)

    def __init__(
        self, *args: Any, version: ProcedureVersion, step: Step | None, parent: Step | None, **kw: Any
    ) -> None:
        initial = {name: getattr(step, name) for name in self.base_fields if step is not None and name != "lock"}
        if step is not None:
            initial["back_to"] = step.back_to_id or ""
        super().__init__(*args, initial={**initial, "lock": version.lock_version}, **kw)
        if parent is not None:
            for name in ("shape", "back_to", "back_label", "month_from", "month_to", "phase", "post", "pages"):
                del self.fields[name]
            return
        before = version.steps.filter(parent=None)
        if step is not None:
            before = before.filter(position__lt=step.position)
        back: Any = self.fields["back_to"]
        back.choices = [("", "ไม่มีทางย้อนกลับ"), *((str(row.pk), f"{row.position + 1}. {row.title}") for row in before)]
        post: Any = self.fields["post"]
        post.choices = [("", "ไม่ระบุ"), *((code, role.thai) for code, role in ROLES.items())]
        pages: Any = self.fields["pages"]
        pages.choices = _pages(version.procedure.level, step.pages if step is not None else ())

    def words(self) -> StepWords:
        data = {name: value for name, value in self.cleaned_data.items() if name != "lock"}
        data["forms"], data["references"] = tuple(data["forms"]), tuple(data["references"])
        if "pages" in data:
            data["pages"] = tuple(data["pages"])
        if "back_to" in data:
            data["back_to"] = int(data["back_to"]) if data["back_to"] else None
        return StepWords(**data)


class OpenRunsForm(forms.Form):
    """Which year, and of a cluster's or school's procedure, where."""

    year = forms.IntegerField(label="ปี พ.ศ.", min_value=2500, max_value=2700)
    clusters = forms.ModelMultipleChoiceField(
        label="กลุ่มโรงเรียน", queryset=Cluster.objects.none(), required=False, widget=forms.CheckboxSelectMultiple,
        help_text="ไม่เลือกเลยคือทุกกลุ่ม",
    )  # fmt: skip

    def __init__(self, *args: Any, procedure: Procedure, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].label = f"{procedure.get_year_kind_display()} (พ.ศ.)"
        if procedure.level == Procedure.Level.OFFICE:
            del self.fields["clusters"]
            return
        field: Any = self.fields["clusters"]
        field.queryset = Cluster.objects.visible_to(user).of_district(procedure.district)


class RunStepForm(forms.Form):
    state = forms.ChoiceField(label="สถานะ", choices=RunStep.State.choices, widget=forms.RadioSelect)
    planned_on = ThaiDateField(label="กำหนดแล้วเสร็จ", required=False)
    done_on = ThaiDateField(label="เสร็จเมื่อ", required=False, help_text="เว้นว่างไว้คือวันนี้ เมื่อเลือกเสร็จแล้ว")
    owner = forms.ModelChoiceField(label="ผู้รับผิดชอบ", queryset=Person.objects.none(), required=False,
                                   empty_label="ไม่ระบุ")  # fmt: skip
    note = forms.CharField(label="บันทึก", required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, row: RunStep, user: Any, **kwargs: Any) -> None:
        initial = {name: getattr(row, name) for name in ("state", "planned_on", "done_on", "owner", "note")}
        super().__init__(*args, initial=initial, **kwargs)
        people = Person.objects.visible_to(user).of_district(row.run.district).working()
        run = row.run
        if run.school_id:
            people = people.of_school(run.school)
        elif run.cluster_id:
            people = people.of_office() | people.filter(school__cluster=run.cluster)
        else:
            people = people.of_office()
        field: Any = self.fields["owner"]
        field.queryset = people | Person.objects.filter(pk=row.owner_id) if row.owner_id else people
