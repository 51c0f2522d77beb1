"""Forms of networks; choices are the office's own, and services decide."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from core.fields import ThaiDateField, ThaiTimeField
from core.forms import RowForm
from core.thai.years import fiscal_range
from instruments.models import InstrumentVersion
from instruments.queries import usable_versions
from schools.models import OutsideBody, OutsidePerson, Person, Project, School, SubjectGroup, WorkTask
from supervision.networks.models import Activity, Member, Network, NetworkKind, NetworkYear, Pair, PlanLine, Survey

_LONG = {"rows": 4}
# Above this many people a name is looked for first: no phone draws two thousand choices.
MOST_PEOPLE = 60


def _named(row: Any) -> str:
    school = getattr(row, "school", None)
    return " · ".join(part for part in (row.full_name, row.position, school.name if school else "") if part)


class NetworkForm(RowForm):
    level = forms.ChoiceField(label="ระดับ", choices=Network.Level.choices, widget=forms.RadioSelect)
    started_on = ThaiDateField(label="ตั้งเมื่อวันที่", error_messages={"required": "กรุณาระบุวันที่ตั้งเครือข่าย"})
    leads = forms.ModelMultipleChoiceField(
        label="ผู้ประสานเครือข่าย", queryset=Person.objects.none(), required=False, widget=forms.CheckboxSelectMultiple,
        help_text="ศึกษานิเทศก์ที่เลือกแก้ไขเครือข่ายนี้ได้",
    )  # fmt: skip

    class Meta:
        model = Network
        fields = ("name", "kind", "level", "aims", "started_on", "project", "task", "subject_group")
        widgets = {"aims": forms.Textarea(_LONG)}

    def __init__(self, *args: Any, user: Any, district: Any, **kwargs: Any) -> None:
        found = kwargs.get("instance")
        given = {"leads": list(found.leads.values_list("pk", flat=True))} if found else {
            "started_on": timezone.localdate(), "level": Network.Level.OFFICE
        }  # fmt: skip
        super().__init__(*args, **{**kwargs, "initial": given | (kwargs.get("initial") or {})})
        rows = {
            "kind": NetworkKind.objects.visible_to(user)
            .of_district(district)
            .filter(Q(is_active=True) | Q(networks=found.pk if found else None))
            .distinct(),
            "project": Project.objects.visible_to(user).of_district(district).filter(is_active=True),
            "task": WorkTask.objects.visible_to(user).filter(work_group__district=district, is_active=True),
            "subject_group": SubjectGroup.objects.visible_to(user).of_district(district).filter(is_active=True),
            "leads": Person.objects.visible_to(user).of_district(district).staff().order_by("name_sort"),
        }
        for name, choices in rows.items():
            field: Any = self.fields[name]
            field.queryset = choices
        for name in ("project", "task", "subject_group"):
            chosen: Any = self.fields[name]
            chosen.empty_label = "ไม่ระบุ"
        kind: Any = self.fields["kind"]
        kind.empty_label = "เลือกชนิด"
        kind.error_messages["required"] = "กรุณาเลือกชนิดของเครือข่าย"
        leads: Any = self.fields["leads"]
        leads.label_from_instance = _named
        self.fields["name"].error_messages["required"] = "กรุณาระบุชื่อเครือข่าย"

    @property
    def given(self) -> dict[str, Any]:
        return super().given | {"leads": self.cleaned_data["leads"]}


class MembersForm(forms.Form):
    """Schools, people of the office and its schools, people and bodies from outside; all that is ticked come in."""

    role = forms.ChoiceField(label="บทบาท", choices=Member.Role.choices, initial=Member.Role.MEMBER)
    joined_on = ThaiDateField(label="เข้าร่วมเมื่อวันที่")
    schools = forms.ModelMultipleChoiceField(
        label="โรงเรียน", queryset=School.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    people = forms.ModelMultipleChoiceField(
        label="บุคลากรของเขตและโรงเรียน", queryset=Person.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    outside_people = forms.ModelMultipleChoiceField(
        label="บุคคลภายนอก", queryset=OutsidePerson.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    bodies = forms.ModelMultipleChoiceField(
        label="หน่วยงานและชุมชนภายนอก", queryset=OutsideBody.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    must_search = False

    def __init__(self, *args: Any, user: Any, network: Network, text: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})["joined_on"] = timezone.localdate()
        super().__init__(*args, **kwargs)
        district = network.district
        held = network.members.now()
        inside: dict[str, Any] = {
            field: [key for key in held.values_list(field, flat=True) if key is not None]
            for field in ("school", "person", "outside_person", "outside_body")
        }
        schools: Any = self.fields["schools"]
        rows: Any = School.objects.visible_to(user).of_district(district).open_on(timezone.localdate())
        schools.queryset = rows.exclude(pk__in=inside["school"]).order_by("name_sort", "pk")
        people: Any = self.fields["people"]
        found: Any = Person.objects.visible_to(user).of_district(district).working().exclude(pk__in=inside["person"])
        if self.is_bound:
            people.queryset = found.select_related("school")
        else:
            if text:
                found = found.filter(Q(first_name__icontains=text) | Q(last_name__icontains=text))
            keys = list(found.order_by("name_sort", "pk").values_list("pk", flat=True)[: MOST_PEOPLE + 1])
            self.must_search = len(keys) > MOST_PEOPLE
            shown = Person.objects.filter(pk__in=keys[:MOST_PEOPLE]) if text or not self.must_search else found.none()
            people.queryset = shown.select_related("school").order_by("name_sort", "pk")
        people.label_from_instance = _named
        outside: Any = self.fields["outside_people"]
        outside.queryset = (
            OutsidePerson.objects.visible_to(user).of_district(district).filter(is_active=True)
            .exclude(pk__in=inside["outside_person"])
        )  # fmt: skip
        bodies: Any = self.fields["bodies"]
        bodies.queryset = (
            OutsideBody.objects.visible_to(user).of_district(district).filter(is_active=True)
            .exclude(pk__in=inside["outside_body"])
        )  # fmt: skip
        for name, field in (("outside_people", outside), ("bodies", bodies)):
            if not field.queryset.exists():
                del self.fields[name]

    @property
    def who(self) -> list[Any]:
        return [
            row for name in ("schools", "people", "outside_people", "bodies") for row in self.cleaned_data.get(name, ())
        ]


class LeaveForm(forms.Form):
    left_on = ThaiDateField(label="ออกเมื่อวันที่", error_messages={"required": "กรุณาระบุวันที่ออก"})


class PairForm(forms.Form):
    kind = forms.ChoiceField(label="แบบ", choices=Pair.Kind.choices, widget=forms.RadioSelect, initial=Pair.Kind.PAIR)
    lead = forms.ModelChoiceField(
        label="โรงเรียนหลักหรือโรงเรียนพี่", queryset=School.objects.none(), empty_label="เลือกโรงเรียน",
        error_messages={"required": "กรุณาเลือกโรงเรียน"},
    )  # fmt: skip
    partner = forms.ModelChoiceField(
        label="โรงเรียนคู่หรือโรงเรียนน้อง", queryset=School.objects.none(), empty_label="เลือกโรงเรียน",
        error_messages={"required": "กรุณาเลือกโรงเรียน"},
    )  # fmt: skip
    aim = forms.CharField(label="เรื่องที่พัฒนาร่วมกัน", max_length=300, error_messages={"required": "กรุณาระบุเรื่องที่พัฒนาร่วมกัน"})
    agreement = forms.CharField(
        label="ข้อตกลง", widget=forms.Textarea(_LONG), required=False, max_length=4000,
        help_text="ใครทำอะไร เมื่อใด ดูผลจากอะไร แนบฉบับลงนามได้ที่หน้าเครือข่าย",
    )  # fmt: skip
    agreed_on = ThaiDateField(label="วันที่ตกลง", error_messages={"required": "กรุณาระบุวันที่ตกลง"})

    def __init__(self, *args: Any, user: Any, network: Network, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})["agreed_on"] = timezone.localdate()
        super().__init__(*args, **kwargs)
        rows: Any = School.objects.visible_to(user).of_district(network.district).open_on(timezone.localdate())
        for name in ("lead", "partner"):
            field: Any = self.fields[name]
            field.queryset = rows.order_by("name_sort", "pk")


class WordsForm(RowForm):
    class Meta:
        model = NetworkYear
        fields = ("needs", "goal", "results", "problems", "use", "use_text", "advice")
        widgets = {
            name: forms.Textarea(_LONG) for name in ("needs", "goal", "results", "problems", "use_text", "advice")
        }
        help_texts = {
            "needs": "ขั้นที่ 1", "goal": "ขั้นที่ 2", "results": "ขั้นที่ 5 และ 7", "use": "ขั้นที่ 6",
            "use_text": "ขั้นที่ 6 นำผลไปกำหนดแนวทางของรอบต่อไปอย่างไร",
        }  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        use: Any = self.fields["use"]
        use.choices = [("", "ยังไม่สรุป"), *NetworkYear.Use.choices]


class LineForm(forms.Form):
    title = forms.CharField(label="กิจกรรม", max_length=200, error_messages={"required": "กรุณาระบุกิจกรรม"})
    target = forms.CharField(label="เป้าหมายหรือตัวชี้วัด", max_length=300, required=False)
    starts_on = ThaiDateField(label="ตั้งแต่วันที่", error_messages={"required": "กรุณาระบุวันที่"})
    ends_on = ThaiDateField(label="ถึงวันที่", required=False, help_text="ว่างไว้คือวันเดียว")
    owner = forms.ModelChoiceField(
        label="ผู้รับผิดชอบ", queryset=Person.objects.none(), required=False, empty_label="ไม่ระบุ"
    )
    budget = forms.DecimalField(label="งบประมาณ (บาท)", required=False, min_value=0, max_digits=12, decimal_places=2)
    budget_source = forms.CharField(label="แหล่งงบประมาณ", max_length=200, required=False)

    def __init__(self, *args: Any, user: Any, year: NetworkYear, line: PlanLine | None = None, **kwargs: Any) -> None:
        if line is not None:
            kwargs["initial"] = {name: getattr(line, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner"]
        rows: Any = Person.objects.visible_to(user).of_district(year.network.district).working()
        owner.queryset = rows.of_office().order_by("name_sort", "pk")
        owner.label_from_instance = _named

    def clean_ends_on(self) -> Any:
        return self.cleaned_data["ends_on"] or self.cleaned_data.get("starts_on")


class ActivityForm(forms.Form):
    line = forms.ModelChoiceField(
        label="ตามแผนข้อ", queryset=PlanLine.objects.none(), required=False, empty_label="นอกแผน"
    )
    title = forms.CharField(label="กิจกรรม", max_length=200, error_messages={"required": "กรุณาระบุกิจกรรม"})
    held_on = ThaiDateField(label="วันที่", error_messages={"required": "กรุณาระบุวันที่"})
    place = forms.CharField(label="สถานที่", max_length=200, required=False)
    people = forms.IntegerField(label="ผู้เข้าร่วม (คน)", required=False, min_value=0, max_value=100_000)
    result = forms.CharField(
        label="ผลที่ได้", widget=forms.Textarea(_LONG), max_length=4000,
        error_messages={"required": "กรุณาเขียนผลที่ได้"},
    )  # fmt: skip

    def __init__(self, *args: Any, year: NetworkYear, activity: Activity | None = None, **kwargs: Any) -> None:
        if activity is not None:
            kwargs["initial"] = {name: getattr(activity, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        line: Any = self.fields["line"]
        line.queryset = year.plan.all()


class CallForm(forms.Form):
    title = forms.CharField(label="ชื่อการประชุม", max_length=200, error_messages={"required": "กรุณาระบุชื่อการประชุม"})
    kind = forms.ChoiceField(
        label="ประเภท",
        choices=[
            ("meeting", "ประชุม"), ("seminar", "สัมมนา"), ("workshop", "ประชุมเชิงปฏิบัติการ"),
            ("forum", "เวทีแลกเปลี่ยนเรียนรู้"), ("plc", "ชุมชนการเรียนรู้ทางวิชาชีพ (PLC)"),
        ],
    )  # fmt: skip
    held_on = ThaiDateField(label="วันที่จัด", error_messages={"required": "กรุณาระบุวันที่จัด"})
    time_from = ThaiTimeField(label="เวลาเริ่ม", required=False)
    time_to = ThaiTimeField(label="ถึงเวลา", required=False)
    place = forms.CharField(label="สถานที่", max_length=200, required=False)


def versions_of(district: Any, *, without: str = "") -> Any:
    """Forms about networks that may be used now: a queryset, the shipped survey and follow-up among them, but
    for the one of the code `without`."""
    keys = [row.pk for row in usable_versions(district, of_networks=True)]
    rows = InstrumentVersion.objects.filter(pk__in=keys).exclude(instrument__code=without)
    return rows.select_related("instrument").order_by("instrument__name", "pk")


class SurveyForm(forms.Form):
    version = forms.ModelChoiceField(
        label="แบบสำรวจ", queryset=InstrumentVersion.objects.none(), empty_label="เลือกแบบสำรวจ",
        help_text="เครื่องมือที่เผยแพร่และใช้กับ “เครือข่าย”", error_messages={"required": "กรุณาเลือกแบบสำรวจ"},
    )  # fmt: skip
    open_until = ThaiDateField(label="ตอบได้ถึงวันที่", error_messages={"required": "กรุณาระบุวันปิดรับ"})

    def __init__(self, *args: Any, year: NetworkYear, survey: Survey | None, **kwargs: Any) -> None:
        rows = versions_of(year.network.district, without="network-follow-up")
        chosen = survey.version_id if survey else rows.filter(instrument__code="network-survey").values_list(
            "pk", flat=True
        ).first()  # fmt: skip
        until = survey.open_until if survey else timezone.localdate() + timedelta(days=14)
        super().__init__(*args, **{**kwargs, "initial": {"version": chosen, "open_until": until}})
        version: Any = self.fields["version"]
        version.queryset = rows
        version.label_from_instance = lambda row: str(row.instrument)


class FollowUpForm(forms.Form):
    """The day of a follow-up; its items are drawn by instruments."""

    done_on = ThaiDateField(label="วันที่ติดตาม", error_messages={"required": "กรุณาระบุวันที่ติดตาม"})

    def __init__(self, *args: Any, year: NetworkYear, **kwargs: Any) -> None:
        start, end = fiscal_range(year.fiscal_year)
        today = timezone.localdate()
        super().__init__(*args, **{**kwargs, "initial": {"done_on": min(max(today, start), end)}})


class YearForm(forms.Form):
    fiscal_year = forms.IntegerField(
        label="ปีงบประมาณ (พ.ศ.)", min_value=2540, max_value=2640, widget=forms.NumberInput({"inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), "กรุณาระบุปีงบประมาณเป็น พ.ศ. เช่น 2568"
        ),
    )  # fmt: skip
