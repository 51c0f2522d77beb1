"""Forms of a gathering itself and what comes of it. They explain and narrow choices; services decide."""

from typing import Any

from django import forms
from django.utils import timezone

from core.fields import ThaiDateField, ThaiTimeField
from core.thai.years import academic_term
from instruments.queries import terms_of
from meetings.models import Gathering, GatheringBody, GatheringKind
from processes.models import Run, RunStep
from schools.models import Amphoe, Cluster, Person, Project, School, SubjectGroup, WorkGroup, WorkTask


def _area(label: str, *, rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=20_000, widget=forms.Textarea({"rows": rows}), **more
    )


def _row(
    label: str, model: Any, *, empty: str = "ไม่ระบุ", required: bool = False, **more: Any
) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label=label, queryset=model.objects.none(), required=required, empty_label=empty, **more
    )


class GatheringForm(forms.Form):
    """A body, a group, an อำเภอ or single schools: what is chosen is joined."""

    kind = forms.ModelChoiceField(
        label="ประเภท", queryset=GatheringKind.objects.none(), empty_label="เลือกประเภท",
        error_messages={"required": "กรุณาเลือกประเภท"},
    )  # fmt: skip
    title = forms.CharField(label="เรื่อง", max_length=200, error_messages={"required": "กรุณาระบุเรื่องที่ประชุม"})
    body = _row("คณะหรือกลุ่มที่ประชุม", GatheringBody)
    body_text = forms.CharField(
        label="ชื่อคณะหรือกลุ่ม (ระบุเอง)", max_length=200, required=False,
        help_text="ใช้เมื่อไม่มีในรายการ หรือต้องการชื่อเต็ม เช่น เครือข่ายครูปฐมวัย",
    )  # fmt: skip
    held_on = ThaiDateField(label="วันที่", error_messages={"required": "กรุณาระบุวันที่"})
    held_to = ThaiDateField(label="ถึงวันที่", required=False, help_text="เว้นว่างเมื่อจัดวันเดียว")
    time_from = ThaiTimeField(label="เวลาเริ่ม", required=False)
    time_to = ThaiTimeField(label="ถึงเวลา", required=False)
    place = forms.CharField(label="สถานที่", max_length=200, required=False)
    academic_year = forms.IntegerField(label="เรื่องของปีการศึกษา (พ.ศ.)", min_value=2540, max_value=2700)
    cluster = _row("กลุ่มโรงเรียน", Cluster)
    amphoe = _row("อำเภอ", Amphoe, help_text="เลือกกลุ่มหรืออำเภอคือเชิญทุกโรงเรียนในนั้น")
    principle = _area("หลักการและเหตุผล")
    purpose = _area("วัตถุประสงค์")
    project = _row("โครงการ", Project)
    work_group = _row("กลุ่มงาน", WorkGroup)
    task = _row("งาน", WorkTask)
    subject_group = _row("กลุ่มสาระการเรียนรู้", SubjectGroup)
    run_step = _row("ขั้นของกระบวนงาน", RunStep)
    recorder = _row("ผู้บันทึกการประชุม", Person, help_text="ได้รับการเตือนกำหนดส่งบันทึก")
    budget = forms.DecimalField(label="งบประมาณที่ใช้ (บาท)", required=False, min_value=0, max_digits=12, decimal_places=2)
    budget_source = forms.CharField(label="แหล่งงบประมาณ", max_length=200, required=False)
    schools = forms.ModelMultipleChoiceField(
        label="โรงเรียนอื่นที่เชิญเพิ่ม", queryset=School.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, district: Any, gathering: Gathering | None = None, **kw: Any) -> None:
        today = timezone.localdate()
        initial: dict[str, Any] = {"held_on": today}
        if gathering is None:
            initial["academic_year"] = academic_term(today, terms_of(district))[0]
        else:
            initial |= {name: getattr(gathering, name) for name in self.base_fields if name != "schools"}
            initial["held_to"] = gathering.held_to if gathering.held_to != gathering.held_on else None
            initial["schools"] = list(gathering.schools.values_list("school", flat=True))
        initial.update(kw.pop("initial", None) or {})
        super().__init__(*args, initial=initial, **kw)
        self._narrow(user, district, gathering)
        if gathering is not None:
            self._for_one_called(gathering)

    def _narrow(self, user: Any, district: Any, gathering: Gathering | None) -> None:
        today = timezone.localdate()
        people = Person.objects.visible_to(user).of_district(district).working().filter(user__isnull=False)
        rows: dict[str, Any] = {
            "kind": GatheringKind.objects.of_district(district).filter(is_active=True),
            "body": GatheringBody.objects.of_district(district).filter(is_active=True),
            "cluster": Cluster.objects.visible_to(user).of_district(district),
            "amphoe": Amphoe.objects.visible_to(user).of_district(district),
            "project": Project.objects.of_district(district).filter(is_active=True),
            "work_group": WorkGroup.objects.of_district(district).filter(is_active=True),
            "task": WorkTask.objects.filter(work_group__district=district, is_active=True).select_related("work_group"),
            "subject_group": SubjectGroup.objects.of_district(district).filter(is_active=True),
            "run_step": RunStep.objects.filter(
                run__in=Run.objects.visible_to(user).of_district(district).filter(school=None, state=Run.State.OPEN)
            ).select_related("run__procedure", "run__district", "run__cluster", "run__school", "step"),
            "recorder": people.of_office(),
            "schools": School.objects.visible_to(user).of_district(district).open_on(today).order_by("name_sort"),
        }
        for name, found in rows.items():
            field: Any = self.fields[name]
            held = getattr(gathering, f"{name}_id", None) if gathering is not None else None
            # What was chosen before stays, even if it is no longer offered.
            field.queryset = found if held is None else found | field.queryset.model.objects.filter(pk=held)
        self.fields["cluster"].label = district.settings.cluster_label
        recorder: Any = self.fields["recorder"]
        recorder.label_from_instance = lambda row: f"{row} ({row.position})" if row.position else str(row)

    def _for_one_called(self, gathering: Gathering) -> None:
        """Whom it is for is settled once it was called; single schools still come and go. Of several batches each has
        its own days and place."""
        several = gathering.batches.count() > 1
        gone = ["cluster", "amphoe"] + (["held_on", "held_to", "time_from", "time_to", "place"] if several else [])
        for name in gone:
            del self.fields[name]
        schools: Any = self.fields["schools"]
        schools.label = "โรงเรียนที่เชิญ"
        schools.queryset = (schools.queryset | School.objects.filter(gatherings__gathering=gathering)).distinct()

    @property
    def words(self) -> dict[str, Any]:
        """What is written about it, without whom it invites."""
        return {name: value for name, value in self.cleaned_data.items() if name != "schools"}

    @staticmethod
    def standing(gathering: Gathering) -> dict[str, Any]:
        """What the row says in this form's fields."""
        rows = gathering.schools.select_related("school").order_by("school__name_sort")
        stands = {name: getattr(gathering, name) for name in GatheringForm.base_fields if name != "schools"}
        return stands | {"schools": [row.school for row in rows]}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        chosen = list(data.get("schools") or [])
        rows: Any = self.fields["schools"]
        if data.get("cluster"):
            chosen += rows.queryset.filter(cluster=data["cluster"])
        if data.get("amphoe"):
            chosen += rows.queryset.filter(amphoe=data["amphoe"])
        data["schools"] = chosen
        if data.get("held_on") and "held_to" in data:
            data["held_to"] = data["held_to"] or data["held_on"]
        return data


class DiscussedForm(forms.Form):
    discussed = forms.CharField(
        label="บันทึกการประชุม", required=False, max_length=20_000, widget=forms.Textarea({"rows": 6})
    )


class AgreementForm(forms.Form):
    text = forms.CharField(
        label="ข้อตกลง", max_length=2000, widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "กรุณาเขียนข้อตกลง"},
    )  # fmt: skip
    school = _row("โรงเรียนที่รับไปทำ", School, empty="ทุกโรงเรียน")
    owner = _row("ผู้รับผิดชอบของสำนักงาน", Person)
    due_on = ThaiDateField(
        label="กำหนดแล้วเสร็จ", required=False, help_text="ใส่กำหนดแล้ว ผู้รับไปทำจะได้รับเป็นเรื่องให้ดำเนินการและติดตามจนปิด"
    )

    def __init__(self, *args: Any, user: Any, gathering: Gathering, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        school: Any = self.fields["school"]
        school.queryset = School.objects.filter(gatherings__gathering=gathering).order_by("name_sort")
        owner: Any = self.fields["owner"]
        owner.queryset = Person.objects.visible_to(user).of_district(gathering.district).working().of_office()


class LessonForm(forms.Form):
    by_label = forms.CharField(
        label="ผู้ถอดบทเรียน", max_length=200, required=False, help_text="ชื่อกลุ่มหรือผู้สะท้อน เว้นว่างคือชื่อของท่าน"
    )
    went_well = _area("สิ่งที่ทำได้ดี")
    went_badly = _area("สิ่งที่ยังไม่สำเร็จหรือเป็นอุปสรรค")
    learned = _area("สิ่งที่ได้เรียนรู้")
    next_steps = _area("สิ่งที่จะทำต่อไป")


class RulesForm(forms.Form):
    minutes_days = forms.IntegerField(
        label="ส่งบันทึกการประชุมภายใน (วัน) หลังวันประชุม", min_value=1, max_value=60,
        help_text="ผู้บันทึกได้รับการเตือนก่อนครบกำหนดหนึ่งวัน และเมื่อเลยกำหนด",
    )  # fmt: skip
