"""Forms of minutes and resolutions. They explain and narrow choices; services decide."""

from typing import Any

from django import forms

from core.fields import ThaiDateField
from core.pointers import Pointer
from kotpn.meetings.models import AgendaItem
from kotpn.minutes.models import Minutes, Resolution
from kotpn.minutes.opened import ACTION, KINDS, PLAN, STEP
from kotpn.minutes.services.minutes import REMARK_DAYS
from processes.models import RunStep
from schools.models import Person
from supervision.planning.queries import plan_choices

_AREA = forms.Textarea({"rows": 3})


def office_people(user: Any, district: Any) -> Any:
    """Working people of the office and its schools, as far as the reader may see them."""
    return (
        Person.objects.visible_to(user).of_district(district).working().select_related("school").order_by("name_sort")
    )


class ItemChoice(forms.ModelChoiceField):
    """An item of one meeting by its printed place."""

    def __init__(self, *, meeting: Any, **kwargs: Any) -> None:
        rows = AgendaItem.objects.filter(section__meeting=meeting).select_related("section")
        self.places = _places(rows)
        super().__init__(rows, **{"required": False, "empty_label": "ทั้งฉบับ", **kwargs})

    def label_from_instance(self, item: AgendaItem) -> str:
        return f"วาระที่ {self.places[item.pk]} {item.title}"


def _places(rows: Any) -> dict[int, str]:
    """4.2 by item; the number of a section is its place among those of the meeting."""
    found: dict[int, str] = {}
    counted: dict[int, int] = {}
    items = list(rows)
    meeting = items[0].section.meeting_id if items else None
    sections = items[0].section.__class__.objects.filter(meeting=meeting) if items else []
    numbers = {section.pk: number for number, section in enumerate(sections, start=1)}
    for item in items:
        counted[item.section_id] = counted.get(item.section_id, 0) + 1
        found[item.pk] = f"{numbers[item.section_id]}.{counted[item.section_id]}"
    return found


class WritersForm(forms.Form):
    """Recorder and checker: one of our people, or a name typed."""

    recorder = forms.ModelChoiceField(
        Person.objects.none(), label="ผู้จดรายงานการประชุม", required=False, empty_label="พิมพ์ชื่อเอง"
    )
    recorder_name = forms.CharField(label="ชื่อผู้จดที่พิมพ์ในรายงาน", required=False, max_length=250)
    recorder_post = forms.CharField(label="ตำแหน่งผู้จด", required=False, max_length=300)
    checker = forms.ModelChoiceField(
        Person.objects.none(), label="ผู้ตรวจรายงานการประชุม", required=False, empty_label="พิมพ์ชื่อเอง",
        help_text="ต้องไม่ใช่ผู้จด ผู้ที่เลือกจะได้รับเรื่องให้ตรวจในระบบ",
    )  # fmt: skip
    checker_name = forms.CharField(label="ชื่อผู้ตรวจที่พิมพ์ในรายงาน", required=False, max_length=250)
    checker_post = forms.CharField(label="ตำแหน่งผู้ตรวจ", required=False, max_length=300)

    def __init__(self, *args: Any, minutes: Minutes, user: Any, **kwargs: Any) -> None:
        names = list(self.base_fields)
        kwargs.setdefault("initial", {name: getattr(minutes, name) for name in names})
        super().__init__(*args, **kwargs)
        people = office_people(user, minutes.meeting.committee.district)
        for name in ("recorder", "checker"):
            self.fields[name].queryset = people


class RemarkForm(forms.Form):
    text = forms.CharField(label="แก้ไขเป็นหรือข้อสังเกต", widget=_AREA, max_length=2000,
                           error_messages={"required": "กรุณาเขียนข้อที่ขอให้แก้ไข"})  # fmt: skip

    def __init__(self, *args: Any, minutes: Minutes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"] = ItemChoice(meeting=minutes.meeting_id, label="แก้ไขวาระที่")
        self.order_fields(["item", "text"])


class AnswerForm(forms.Form):
    answer = forms.CharField(label="ผลการแก้ไข", widget=forms.Textarea({"rows": 2}), max_length=2000,
                             error_messages={"required": "กรุณาเขียนผลการแก้ไข"})  # fmt: skip


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label="เหตุผล", required=False, widget=_AREA, max_length=2000, help_text="เว้นว่างได้เมื่อแจ้งข้อแก้ไขรายวาระแล้ว"
    )


class CirculateForm(forms.Form):
    remark_days = forms.IntegerField(
        label="ให้กรรมการแจ้งขอแก้ไขภายใน (วัน)", initial=REMARK_DAYS, min_value=1, max_value=60
    )


class AmendForm(forms.Form):
    before = forms.CharField(label="ข้อความเดิม", required=False, widget=_AREA, max_length=4000)
    after = forms.CharField(label="แก้ไขเป็น", widget=_AREA, max_length=4000,
                            error_messages={"required": "กรุณาเขียนข้อความที่แก้ไขเป็น"})  # fmt: skip

    def __init__(self, *args: Any, minutes: Minutes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"] = ItemChoice(meeting=minutes.meeting_id, label="วาระที่แก้ไข")
        self.order_fields(["item", "before", "after"])


class NoteForm(forms.Form):
    text = forms.CharField(label="ความก้าวหน้า", widget=_AREA, max_length=4000,
                           error_messages={"required": "กรุณาเขียนความก้าวหน้า"})  # fmt: skip


class DoneForm(forms.Form):
    text = forms.CharField(label="ผลการดำเนินการ", widget=_AREA, max_length=4000,
                           error_messages={"required": "กรุณาเขียนผลการดำเนินการ"})  # fmt: skip


class AssignForm(forms.Form):
    owner = forms.ModelChoiceField(
        Person.objects.none(), label="ผู้รับผิดชอบ", required=False, empty_label="พิมพ์ชื่อหรือหน่วยงานเอง"
    )
    owner_label = forms.CharField(label="ชื่อผู้รับผิดชอบที่พิมพ์", required=False, max_length=250)
    due_on = ThaiDateField(label="กำหนดเสร็จ", required=False)

    def __init__(self, *args: Any, resolution: Resolution, user: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {name: getattr(resolution, name) for name in self.base_fields})
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = office_people(user, resolution.committee.district)


class CorrectForm(forms.Form):
    """Which earlier resolution of the committee this one puts right."""

    corrects = forms.ModelChoiceField(Resolution.objects.none(), label="แก้ไขมติเดิม", empty_label="เลือกมติ")

    def __init__(self, *args: Any, resolution: Resolution, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Resolution.objects.visible_to(user).of_committee(resolution.committee_id).numbered().standing()
        self.fields["corrects"].queryset = rows.filter(meeting__held_on__lte=resolution.meeting.held_on).exclude(
            pk=resolution.pk
        )


class OpenWorkForm(forms.Form):
    """What carries the resolution out: a new matter to follow, a step of a run, or a plan that has to change."""

    kind = forms.ChoiceField(label="งานที่เปิด", choices=list(KINDS.items()), widget=forms.RadioSelect, initial=ACTION)
    text = forms.CharField(label="สิ่งที่ต้องดำเนินการ", required=False, widget=_AREA, max_length=2000,
                           help_text="เว้นว่าง = ใช้ข้อความของมติ (เฉพาะเรื่องที่ต้องติดตาม)")  # fmt: skip
    step = forms.ModelChoiceField(RunStep.objects.none(), label="ขั้นของกระบวนงาน", required=False, empty_label="เลือกขั้น")
    plan = forms.ChoiceField(label="แผนนิเทศ", required=False)

    def __init__(self, *args: Any, resolution: Resolution, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        district = resolution.committee.district
        rows = RunStep.objects.filter(run__district=district, run__state="open", run__school=None, run__cluster=None)
        rows = rows.exclude(state__in=("done", "skipped")).select_related("run__procedure", "step", "run__district")
        self.fields["step"].queryset = rows.order_by("run", "position")
        self.fields["step"].label_from_instance = _step_label
        self.fields["plan"].choices = [("", "เลือกแผน"), *plan_choices(user, district)]

    def target(self) -> Pointer | None:
        """What was chosen, None for a new action or nothing chosen."""
        kind, given = self.cleaned_data["kind"], self.cleaned_data
        if kind == STEP and given["step"] is not None:
            return Pointer(STEP, str(given["step"].pk), _step_label(given["step"]))
        if kind == PLAN and given["plan"]:
            return Pointer(PLAN, given["plan"], dict(self.fields["plan"].choices)[given["plan"]])
        return None


def _step_label(row: RunStep) -> str:
    return f"{row.run.procedure.name} {row.run.year}: {row.step.title}"
