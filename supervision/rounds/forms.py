"""Forms of rounds and of a school's own supervision. They explain and narrow choices; services decide."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from core.fields import ThaiDateField
from core.forms import needed_to_send
from instruments.models import Instrument, InstrumentVersion
from instruments.permissions import may_write
from instruments.queries import usable_versions
from schools.models import Cluster, Person, School
from schools.queries.schools import bands_of
from supervision.rounds.models import CollectionRound, InternalVisit, RoundSchool
from supervision.rounds.permissions import may_submit

LONG = {"rows": 4}
Audience = CollectionRound.Audience


class RoundForm(forms.Form):
    """A round as a draft; which schools is one choice and, for three of them, a list."""

    version = forms.ModelChoiceField(
        label="เครื่องมือ", queryset=InstrumentVersion.objects.none(), empty_label="เลือกเครื่องมือ",
        error_messages={"required": "กรุณาเลือกเครื่องมือ"},
    )  # fmt: skip
    title = forms.CharField(label="ชื่อรอบ", max_length=200, error_messages={"required": "กรุณาระบุชื่อรอบ"})
    label = forms.CharField(
        label="ชื่อรอบย่อยสำหรับเปรียบเทียบ", max_length=80, required=False,
        help_text="เช่น ก่อนเปิดภาคเรียน หรือ หลังเปิดภาคเรียน แบบเดียวกันสองรอบจะเทียบกันได้",
    )  # fmt: skip
    note = forms.CharField(label="คำชี้แจงถึงโรงเรียน", required=False, widget=forms.Textarea(LONG))
    audience = forms.ChoiceField(label="ส่งถึง", choices=Audience.choices, initial=Audience.ALL, widget=forms.RadioSelect)
    clusters = forms.MultipleChoiceField(label="กลุ่มโรงเรียน", required=False, widget=forms.CheckboxSelectMultiple)
    kinds = forms.MultipleChoiceField(
        label="ประเภทโรงเรียน", required=False, choices=School.Kind.choices, widget=forms.CheckboxSelectMultiple
    )
    sizes = forms.MultipleChoiceField(label="ขนาดโรงเรียน", required=False, widget=forms.CheckboxSelectMultiple)
    opens_on = ThaiDateField(label="เปิดวันที่", error_messages={"required": "กรุณาระบุวันเปิด"})
    due_on = ThaiDateField(label="กำหนดส่ง", error_messages={"required": "กรุณาระบุกำหนดส่ง"})
    closes_on_due = forms.BooleanField(
        label="ปิดรับเมื่อพ้นกำหนด", required=False, help_text="ถ้าไม่เลือก โรงเรียนยังส่งได้หลังกำหนด และมีเครื่องหมายว่าส่งช้า"
    )
    remind_before = forms.IntegerField(
        label="เตือนก่อนครบกำหนด (วัน)", min_value=0, max_value=60, initial=3, help_text="0 คือไม่เตือน"
    )
    remind_every = forms.IntegerField(
        label="หลังเลยกำหนดเตือนทุก (วัน)", min_value=0, max_value=60, initial=7, help_text="0 คือไม่เตือน"
    )

    _LISTS = {Audience.CLUSTER: "clusters", Audience.KIND: "kinds", Audience.SIZE: "sizes"}

    def __init__(self, *args: Any, user: Any, district: Any, round_: CollectionRound | None = None, **kw: Any) -> None:
        initial = self._initial(round_)
        initial.update(kw.pop("initial", None) or {})
        super().__init__(*args, initial=initial, **kw)
        mine = [row.pk for row in usable_versions(district) if may_write(user, row.instrument)]
        field: Any = self.fields["version"]
        field.queryset = InstrumentVersion.objects.filter(pk__in=mine).select_related("instrument")
        field.label_from_instance = lambda row: f"{row.instrument.name} · {row.instrument.get_subject_display()}"
        clusters: Any = self.fields["clusters"]
        clusters.label = district.settings.cluster_label
        clusters.choices = list(Cluster.objects.visible_to(user).of_district(district).values_list("pk", "name"))
        sizes: Any = self.fields["sizes"]
        sizes.choices = [(band.pk, f"{band.label} ({band.span})") for band in bands_of(district)]

    def _initial(self, round_: CollectionRound | None) -> dict[str, Any]:
        if round_ is None:
            today = timezone.localdate()
            return {"opens_on": today, "due_on": today + timedelta(days=14)}
        values = {
            name: getattr(round_, name)
            for name in ("version", "title", "label", "note", "audience", "opens_on", "due_on", "closes_on_due",
                         "remind_before", "remind_every")
        }  # fmt: skip
        name = self._LISTS.get(Audience(round_.audience))
        return {**values, name: round_.chosen} if name else values

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        opens, due = data.get("opens_on"), data.get("due_on")
        if opens and due and due < opens:
            self.add_error("due_on", "กำหนดส่งอยู่ก่อนวันเปิด")
        lists = {name: data.pop(name, []) for name in self._LISTS.values()}
        name = self._LISTS.get(Audience(data["audience"])) if data.get("audience") else None
        data["chosen"] = list(lists[name]) if name else []
        if name and not data["chosen"] and name not in self.errors:
            self.add_error(name, f"กรุณาเลือก{self.fields[name].label}อย่างน้อยหนึ่งรายการ")
        return data


class ExtendForm(forms.Form):
    due_on = ThaiDateField(label="กำหนดส่งใหม่", error_messages={"required": "กรุณาระบุกำหนดส่งใหม่"})
    reason = forms.CharField(
        label="เหตุที่ขยายกำหนด", widget=forms.Textarea({"rows": 3}), error_messages={"required": "กรุณาเขียนเหตุที่ขยายกำหนด"},
        help_text="โรงเรียนที่ยังไม่ส่งจะเห็นข้อความนี้",
    )  # fmt: skip


class AddSheetForm(forms.Form):
    """One more sheet of the round's form: about a class or a person, as the form is for."""

    classroom = forms.CharField(label="ชั้น/ห้อง", max_length=40, required=False, help_text="เช่น ป.1/1")
    person = forms.ModelChoiceField(
        label="ครูหรือบุคลากร", queryset=Person.objects.none(), required=False, empty_label="เลือกบุคคล"
    )

    def __init__(self, *args: Any, user: Any, entry: RoundSchool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        subject = entry.round.version.instrument.subject
        if subject != Instrument.Subject.PERSON:
            del self.fields["person"]
        else:
            people = Person.objects.visible_to(user).filter(school=entry.school).working()
            field: Any = self.fields["person"]
            # A teacher fills in their own sheet; the principal anyone's.
            field.queryset = people if may_submit(user, entry) else people.filter(user=user)
            field.required = True
            field.error_messages["required"] = "กรุณาเลือกบุคคล"
            del self.fields["classroom"]
        if subject == Instrument.Subject.CLASSROOM:
            self.fields["classroom"].required = True
            self.fields["classroom"].error_messages["required"] = "กรุณาระบุชั้น/ห้อง เช่น ป.1/1"


class SubmitForm(forms.Form):
    comment = forms.CharField(label="ข้อความถึงสำนักงานเขต", required=False, widget=forms.Textarea({"rows": 2}))


def _staff(school: School) -> Any:
    return Person.objects.working().of_school(school).order_by("name_sort", "pk")


class PlanForm(forms.Form):
    """One appointment for several teachers; what was chosen last time is there already."""

    teachers = forms.ModelMultipleChoiceField(
        label="ครูผู้รับการนิเทศ", queryset=Person.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "กรุณาเลือกครูอย่างน้อยหนึ่งคน"},
        help_text="เลือกได้หลายคน ระบบจำวิชาและห้องครั้งก่อนของแต่ละคนให้",
    )  # fmt: skip
    observer = forms.ModelChoiceField(
        label="ผู้นิเทศ", queryset=Person.objects.none(), empty_label="เลือกผู้นิเทศ",
        error_messages={"required": "กรุณาเลือกผู้นิเทศ"},
    )  # fmt: skip
    planned_on = ThaiDateField(label="วันที่นัด", error_messages={"required": "กรุณาระบุวันที่นัด"})
    version = forms.ModelChoiceField(
        label="แบบที่ใช้", queryset=InstrumentVersion.objects.none(), empty_label="เลือกแบบ",
        error_messages={"required": "กรุณาเลือกแบบที่ใช้"},
    )  # fmt: skip
    subject = forms.CharField(label="รายวิชา", max_length=120, required=False, help_text="เว้นว่างได้ถ้าแต่ละคนต่างกัน")
    classroom = forms.CharField(label="ชั้น/ห้อง", max_length=40, required=False, help_text="เช่น ป.1/1")

    def __init__(self, *args: Any, user: Any, school: School, **kwargs: Any) -> None:
        last = InternalVisit.objects.filter(school=school).select_related("version").order_by("-pk").first()
        initial = {"planned_on": timezone.localdate() + timedelta(days=7)}
        if last is not None:
            initial |= {"observer": last.observer_id, "version": last.version_id}
        initial.update(kwargs.pop("initial", None) or {})
        super().__init__(*args, initial=initial, **kwargs)
        teachers: Any = self.fields["teachers"]
        observer: Any = self.fields["observer"]
        teachers.queryset = observer.queryset = _staff(school)
        if last is None:
            mine = _staff(school).filter(user=user).values_list("pk", flat=True).first()
            self.initial["observer"] = mine
        usable = [
            row.pk for row in usable_versions(school.district) if row.instrument.subject != Instrument.Subject.SCHOOL
        ]
        version: Any = self.fields["version"]
        version.queryset = InstrumentVersion.objects.filter(pk__in=usable).select_related("instrument")
        version.label_from_instance = lambda row: row.instrument.name
        if last is not None and last.version_id not in usable:
            self.initial["version"] = None


class MoveForm(forms.Form):
    planned_on = ThaiDateField(label="วันที่นัด", error_messages={"required": "กรุณาระบุวันที่นัด"})
    observer = forms.ModelChoiceField(
        label="ผู้นิเทศ", queryset=Person.objects.none(), error_messages={"required": "กรุณาเลือกผู้นิเทศ"}
    )

    def __init__(self, *args: Any, visit: InternalVisit, **kwargs: Any) -> None:
        super().__init__(*args, initial={"planned_on": visit.planned_on, "observer": visit.observer_id}, **kwargs)
        field: Any = self.fields["observer"]
        field.queryset = _staff(visit.school).exclude(pk=visit.teacher_id)


class RecordForm(forms.Form):
    """What stands around the sheet's items in the record of an observation."""

    observed_on = ThaiDateField(label="วันที่นิเทศจริง", required=False)
    subject = forms.CharField(label="รายวิชา", max_length=120, required=False, help_text="เช่น ภาษาไทย")
    classroom = forms.CharField(label="ชั้น/ห้อง", max_length=40, required=False, help_text="เช่น ป.1/1")
    strengths = forms.CharField(label="จุดเด่น", required=False, widget=forms.Textarea({"rows": 3}))
    to_improve = forms.CharField(label="สิ่งที่ควรพัฒนา", required=False, widget=forms.Textarea({"rows": 3}))
    next_step = forms.CharField(label="ข้อตกลงที่จะทำต่อ", required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, visit: InternalVisit, **kwargs: Any) -> None:
        initial = {name: getattr(visit, name) for name in self.base_fields}
        initial["observed_on"] = visit.observed_on or min(visit.planned_on, timezone.localdate())
        super().__init__(*args, initial=initial, **kwargs)
        needed_to_send(self, "observed_on")
        if visit.version.instrument.subject == Instrument.Subject.CLASSROOM:
            needed_to_send(self, "classroom")


class AcknowledgeForm(forms.Form):
    comment = forms.CharField(
        label="ข้อความถึงผู้นิเทศ",
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 2}),
        help_text="ไม่เขียนก็ได้",
    )


class SummaryForm(forms.Form):
    results = forms.CharField(label="ผลการนิเทศภายในโดยสรุป", required=False, widget=forms.Textarea({"rows": 6}))
    problems = forms.CharField(label="ปัญหาและอุปสรรค", required=False, widget=forms.Textarea(LONG))
    plans = forms.CharField(label="แนวทางพัฒนาในภาคเรียนต่อไป", required=False, widget=forms.Textarea(LONG))
    support = forms.CharField(label="สิ่งที่ต้องการให้สำนักงานเขตสนับสนุน", required=False, widget=forms.Textarea(LONG))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        needed_to_send(self, "results")
