"""Forms of the register of studies. They explain and narrow; services decide."""

from typing import Any

from django import forms
from django.utils import timezone

from core.fields import ThaiDateField
from core.forms import RowForm
from core.thai.years import fiscal_year
from instruments.models import Instrument
from schools.models import Person, Project, SubjectGroup, WorkGroup, WorkTask
from schools.scope import people_keys
from supervision.research.models import Study, StudyPerson
from supervision.research.permissions import LINE
from supervision.research.services import WORDS

_LONG = {"rows": 4}
_TEXTS = ("question", "aims", "sample", "method", "tools", "summary", "use", "publication")


class StudyForm(RowForm):
    """A study of the office, or another's research (`kind` other), whose own fields count then."""

    lead = forms.ModelChoiceField(label="หัวหน้าคณะวิจัย", queryset=Person.objects.none(), required=False)
    members = forms.ModelMultipleChoiceField(
        label="ผู้วิจัยร่วม", queryset=Person.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    instruments = forms.ModelMultipleChoiceField(
        label="เครื่องมือนิเทศในระบบที่ใช้", queryset=Instrument.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    year_from = forms.IntegerField(label="ตั้งแต่ปีงบประมาณ", min_value=2530, max_value=2600)
    year_to = forms.IntegerField(label="ถึงปีงบประมาณ", min_value=2530, max_value=2600, required=False)

    url = forms.CharField(
        label="ลิงก์", required=False, max_length=2000, widget=forms.TextInput({"placeholder": "https://"})
    )

    class Meta:
        model = Study
        fields = WORDS
        widgets = {name: forms.Textarea(_LONG) for name in _TEXTS}

    def __init__(self, *args: Any, user: Any, district: Any, **kwargs: Any) -> None:
        study: Study | None = kwargs.get("instance")
        initial = self._people(study, user, district) | (kwargs.get("initial") or {})
        super().__init__(*args, **{**kwargs, "initial": initial})
        self.fields["title"].error_messages["required"] = "กรุณาระบุชื่อเรื่อง"
        people = Person.objects.visible_to(user).of_district(district).staff()
        rows: dict[str, Any] = {
            "lead": people, "members": people,
            "instruments": Instrument.objects.visible_to(user).of_district(district).filter(is_active=True)
            .order_by("name"),
            "work_group": WorkGroup.objects.visible_to(user).of_district(district).filter(is_active=True),
            "task": WorkTask.objects.visible_to(user).filter(work_group__district=district, is_active=True)
            .order_by("work_group__number", "number_sort"),
            "subject_group": SubjectGroup.objects.visible_to(user).of_district(district).filter(is_active=True),
            "project": Project.objects.visible_to(user).of_district(district).filter(is_active=True),
        }  # fmt: skip
        for name, queryset in rows.items():
            field: Any = self.fields[name]
            field.queryset = queryset
            if name not in ("members", "instruments"):
                field.empty_label = "ไม่ระบุ"

    @staticmethod
    def _people(study: Study | None, user: Any, district: Any) -> dict[str, Any]:
        if study is None:
            own = Person.objects.of_district(district).of_office().filter(pk__in=people_keys(user)).first()
            year = fiscal_year(timezone.localdate())
            return {"lead": own, "year_from": year, "year_to": year}
        rows = list(study.people.all())
        lead = next((row.person_id for row in rows if row.part == StudyPerson.Part.LEAD), None)
        members = [row.person_id for row in rows if row.part == StudyPerson.Part.MEMBER]
        return {"lead": lead, "members": members, "instruments": list(study.instruments.all())}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("year_from") and not values.get("year_to"):
            values["year_to"] = values["year_from"]
        return values

    @property
    def given(self) -> dict[str, Any]:
        return super().given | {name: self.cleaned_data[name] for name in ("lead", "members", "instruments")}


class NewStudyForm(StudyForm):
    kind = forms.ChoiceField(label="ประเภท", choices=Study.Kind.choices, widget=forms.RadioSelect)

    field_order = ("kind",)

    @property
    def given(self) -> dict[str, Any]:
        return super().given | {"kind": self.cleaned_data["kind"]}


class StageForm(forms.Form):
    stage = forms.ChoiceField(label="ขั้น", widget=forms.RadioSelect, error_messages={"required": "กรุณาเลือกขั้น"})
    on = ThaiDateField(label="วันที่", error_messages={"required": "กรุณาระบุวันที่"})
    note = forms.CharField(
        label="บันทึก", required=False, max_length=2000, widget=forms.Textarea({"rows": 3}),
        help_text="ย้อนขั้นต้องเขียนเหตุผล",
    )  # fmt: skip

    def __init__(self, *args: Any, study: Study, **kwargs: Any) -> None:
        stage = Study.Stage(study.stage)
        place = LINE.index(stage) if stage in LINE else len(LINE)
        following = LINE[min(place + 1, len(LINE) - 1)]
        super().__init__(*args, initial={"stage": following, "on": timezone.localdate()}, **kwargs)
        field: Any = self.fields["stage"]
        field.choices = [(one.value, one.label) for one in LINE if one != study.stage]
