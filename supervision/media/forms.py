"""Forms of the catalogue of media. They explain and narrow; services decide."""

from typing import Any

from django import forms
from django.utils import timezone

from accounts.roles import roles_with
from core.fields import ThaiDateField
from core.forms import RowForm, needed_to_send
from instruments.models import Instrument, InstrumentVersion
from instruments.queries import usable_versions
from schools.models import Appointment, Person, Project, School, SubjectGroup, WorkGroup, WorkTask
from schools.scope import holds
from supervision.media.models import Medium, MediumUse, Review
from supervision.media.permissions import schools_to_note_for
from supervision.media.services import WORDS

_LONG = {"rows": 4}
_OFFICE_ONLY = ("work_group", "task", "project")


class MediumForm(RowForm):
    """`school` owns it, or the office where it is None. What belongs to the office's lists is asked of its people."""

    grades = forms.MultipleChoiceField(
        label="ใช้กับ", choices=Medium.Grade.choices, widget=forms.CheckboxSelectMultiple, required=False
    )

    url = forms.CharField(
        label="ลิงก์", required=False, max_length=2000, widget=forms.TextInput({"placeholder": "https://"})
    )

    class Meta:
        model = Medium
        fields = WORDS
        widgets = {name: forms.Textarea(_LONG) for name in ("problem", "usage", "outcome")} | {
            "licence": forms.RadioSelect,
        }

    def __init__(self, *args: Any, user: Any, district: Any, school: School | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].error_messages["required"] = "กรุณาระบุชื่อผลงาน"
        needed_to_send(self, "problem", "usage", "grades")
        licence: Any = self.fields["licence"]
        licence.choices = Medium.Licence.choices
        people = Person.objects.visible_to(user).of_district(district).working()
        rows: dict[str, Any] = {
            "owner": people.of_school(school) if school is not None else people.staff(),
            "subject_group": SubjectGroup.objects.visible_to(user).of_district(district).filter(is_active=True),
            "work_group": WorkGroup.objects.visible_to(user).of_district(district).filter(is_active=True),
            "task": WorkTask.objects.visible_to(user)
            .filter(work_group__district=district, is_active=True)
            .order_by("work_group__number", "number_sort"),
            "project": Project.objects.visible_to(user).of_district(district).filter(is_active=True),
        }
        for name, queryset in rows.items():
            field: Any = self.fields[name]
            field.queryset, field.empty_label = queryset, "ไม่ระบุ"
        if not holds(user, "register.write", district=district):
            for name in _OFFICE_ONLY:
                del self.fields[name]


class AskForm(forms.Form):
    reviewers = forms.ModelMultipleChoiceField(
        label="ผู้ประเมิน", queryset=Person.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "กรุณาเลือกผู้ประเมินอย่างน้อยหนึ่งคน"},
    )  # fmt: skip
    version = forms.ModelChoiceField(
        label="แบบประเมิน", queryset=InstrumentVersion.objects.none(), required=False,
        empty_label="ให้ระดับและความเห็นโดยไม่ใช้แบบ",
        help_text="แบบประเมินใช้กับผลงานของโรงเรียน ผู้ประเมินกรอกแบบแล้วจึงสรุประดับ",
    )  # fmt: skip
    due = ThaiDateField(label="ให้ผลภายในวันที่", required=False)

    def __init__(self, *args: Any, medium: Medium, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = medium.reviews.filter(round=medium.round).values("reviewer")
        sent_by = [key for key in (medium.created_by_id, medium.submitted_by_id) if key]
        people = Person.objects.visible_to(user).of_district(medium.district).staff()
        posts = Appointment.objects.in_force(timezone.localdate()).filter(
            district=medium.district, role__in=roles_with("register.write")
        )
        people = people.filter(pk__in=posts.values("person"))
        reviewers: Any = self.fields["reviewers"]
        reviewers.queryset = people.exclude(pk__in=asked).exclude(pk=medium.owner_id).exclude(user__in=sent_by)
        version: Any = self.fields["version"]
        if medium.school is None:
            del self.fields["version"]
            return
        subjects = usable_versions(medium.district).filter(instrument__subject=Instrument.Subject.SCHOOL)
        version.queryset = subjects
        version.label_from_instance = lambda row: row.instrument.name
        own = next((row.pk for row in subjects if row.instrument.code == "media-review"), None)
        self.initial.setdefault("version", own)


class ReviewForm(forms.Form):
    level = forms.TypedChoiceField(
        label="สรุประดับ", choices=Medium.Level.choices, coerce=int, empty_value=None, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    opinion = forms.CharField(
        label="ความเห็นและข้อเสนอแนะ", required=False, max_length=5000, widget=forms.Textarea(_LONG),
        help_text="เจ้าของผลงานอ่านได้เมื่อขึ้นทะเบียนหรือตีกลับแล้ว",
    )  # fmt: skip

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, initial={"level": review.level, "opinion": review.opinion}, **kwargs)


class ListForm(forms.Form):
    share = forms.BooleanField(label="ให้โรงเรียนในสังกัดใช้ร่วมกัน", required=False)

    def __init__(self, *args: Any, medium: Medium, **kwargs: Any) -> None:
        free = medium.licence != Medium.Licence.PRIVATE
        super().__init__(*args, initial={"share": free}, **kwargs)
        self.fields["share"].help_text = f"เจ้าของอนุญาต: {medium.get_licence_display()}"
        self.fields["share"].disabled = not free


class UseForm(RowForm):
    used_on = ThaiDateField(label="วันที่ใช้", error_messages={"required": "กรุณาระบุวันที่ใช้"})
    learners = forms.IntegerField(label="จำนวนผู้เรียน (คน)", required=False, min_value=1, max_value=100_000)

    class Meta:
        model = MediumUse
        fields = ("school", "used_on", "user_name", "place", "learners", "result")
        widgets = {"result": forms.Textarea(_LONG)}

    def __init__(self, *args: Any, medium: Medium, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schools = schools_to_note_for(user, medium.district)
        school: Any = self.fields["school"]
        school.queryset = schools
        of_office = holds(user, "register.write", district=medium.district)
        school.empty_label = "สำนักงานเขต" if of_office else "เลือกโรงเรียน"
        if not of_office and "school" not in self.initial:
            self.initial["school"] = schools.first()
        self.initial.setdefault("used_on", timezone.localdate())
        self.initial.setdefault("user_name", str(user))
        self.fields["user_name"].error_messages["required"] = "กรุณาระบุผู้ใช้"
        self.fields["result"].error_messages["required"] = "กรุณาเขียนผลการใช้"
