"""Forms of programmes, their schools, teams, rollout and cooperation. They explain and narrow; services decide."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q

from core.fields import ThaiDateField
from instruments.models import Instrument
from office.orders.queries import appointing
from schools.models import Cluster, OutsideBody, OutsidePerson, Person, Project, School, Team
from supervision.improvement.models import Cooperation, Programme, RolloutActivity, WorkingTeam
from supervision.improvement.models.programme import Use
from supervision.improvement.services.programmes import RULES
from supervision.indicators.models import IndicatorSet, QualityModel

_EXTRA_HELP = "คู่มือใช้ในข้อมูลฐาน ความก้าวหน้า และการประเมิน ส่วนบันทึกข้อตกลงมีสี่ด้าน"


def _choices(field: Any, rows: Any) -> None:
    field.queryset = rows


class _RulesForm(forms.Form):
    """What is set both when a year is opened and later."""

    uses_extra = forms.BooleanField(label="ใช้ด้านที่ห้า (5Q)", required=False)
    extra_uses = forms.MultipleChoiceField(
        label="ใช้ด้านที่ห้าใน", choices=Use.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_EXTRA_HELP,
    )  # fmt: skip
    joiners = forms.ChoiceField(
        label="โรงเรียนที่เปิดกลางปี", choices=Programme.Rule.choices, widget=forms.RadioSelect,
        help_text="ชื่อและเหตุผลแสดงในรายชื่อโรงเรียนเสมอ",
    )  # fmt: skip
    leavers = forms.ChoiceField(
        label="โรงเรียนที่ปิดหรือรวมระหว่างปี", choices=Programme.Rule.choices, widget=forms.RadioSelect
    )
    project = forms.ModelChoiceField(
        label="โครงการที่ใช้ขับเคลื่อน", queryset=Project.objects.none(), required=False, empty_label="ไม่ระบุ",
        help_text="นับการลงพื้นที่ที่อยู่ในโครงการนี้",
    )  # fmt: skip
    instrument = forms.ModelChoiceField(
        label="เครื่องมือนิเทศของรูปแบบ", queryset=Instrument.objects.none(), required=False, empty_label="ไม่ระบุ",
        help_text="นับการลงพื้นที่ที่ใช้เครื่องมือนี้",
    )  # fmt: skip
    mentoring_visits = forms.IntegerField(
        label="ลงพื้นที่ให้คำปรึกษาอย่างน้อย (ครั้งต่อโรงเรียน)", min_value=0, max_value=50, initial=2
    )
    report_every = forms.IntegerField(label="รายงานความก้าวหน้าทุก (วัน)", min_value=1, max_value=366, initial=30)

    def narrow(self, user: Any, district: Any) -> None:
        _choices(self.fields["project"], Project.objects.visible_to(user).of_district(district).filter(is_active=True))
        _choices(self.fields["instrument"], Instrument.objects.visible_to(user).of_district(district).order_by("name"))


class OpenForm(_RulesForm):
    """A model's year."""

    field_order = ("model", "year")
    model = forms.ModelChoiceField(
        label="รูปแบบการขับเคลื่อน", queryset=QualityModel.objects.none(), empty_label=None,
        help_text="ใช้ชุดตัวชี้วัดฉบับล่าสุดที่ประกาศใช้",
    )  # fmt: skip
    year = forms.IntegerField(label="ปี (พ.ศ.)", min_value=2500, max_value=2700)

    def __init__(self, *args: Any, user: Any, district: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.narrow(user, district)
        published = IndicatorSet.objects.filter(state=IndicatorSet.State.PUBLISHED).values("model")
        models = QualityModel.objects.visible_to(user).of_district(district).filter(is_active=True, pk__in=published)
        _choices(self.fields["model"], models)


class EditForm(_RulesForm):
    """The rules of a programme that runs."""

    field_order = ("name", "starts_on", "ends_on", "counts_on", "academic_year")
    name = forms.CharField(label="ชื่อ", max_length=250, error_messages={"required": "กรุณาระบุชื่อ"})
    starts_on = ThaiDateField(label="วันเริ่ม")
    ends_on = ThaiDateField(label="วันสิ้นสุด")
    counts_on = ThaiDateField(label="นับโรงเรียนที่เปิดในวันที่", help_text="โรงเรียนที่เปิดหลังวันนี้เป็นโรงเรียนที่เข้าร่วมกลางปี")
    academic_year = forms.IntegerField(
        label="ปีการศึกษาของข้อมูล (พ.ศ.)", min_value=2500, max_value=2700, help_text="จำนวนนักเรียน ครู และระดับคุณภาพที่ใช้"
    )

    def __init__(self, *args: Any, user: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, initial={name: getattr(programme, name) for name in RULES}, **kwargs)
        self.narrow(user, programme.district)
        for name in ("project", "instrument"):
            held = getattr(programme, name)
            field: Any = self.fields[name]
            if held is not None:
                field.queryset |= type(held).objects.filter(pk=held.pk)
        if not programme.set.areas.filter(is_extra=True).exists():
            del self.fields["uses_extra"], self.fields["extra_uses"]
        elif programme.model.extra_label:
            self.fields["uses_extra"].label = f"ใช้ด้านเพิ่ม ({programme.model.extra_label})"


class DecideForm(forms.Form):
    """A school in or out by hand."""

    is_in = forms.TypedChoiceField(
        label="โรงเรียนนี้", choices=[("yes", "อยู่ในการขับเคลื่อน"), ("no", "ไม่อยู่ในการขับเคลื่อน")],
        coerce=lambda word: word == "yes", widget=forms.RadioSelect, empty_value=None,
    )  # fmt: skip
    reason = forms.CharField(
        label="เหตุผล", widget=forms.Textarea({"rows": 3}), max_length=2000, help_text="โรงเรียนเห็นข้อความนี้",
        error_messages={"required": "กรุณาเขียนเหตุผล โรงเรียนจะเห็นข้อความนี้"},
    )  # fmt: skip


class TeamWordsForm(forms.Form):
    name = forms.CharField(label="ชื่อทีม", max_length=200, error_messages={"required": "กรุณาระบุชื่อทีม"})
    duty = forms.CharField(label="บทบาทหน้าที่", required=False, widget=forms.Textarea({"rows": 4}))
    order: Any = forms.ModelChoiceField(label="คำสั่งในทะเบียน", queryset=None, required=False, empty_label="ไม่ระบุ")
    order_reference = forms.CharField(
        label="หรือพิมพ์เลขคำสั่ง", max_length=150, required=False, help_text="เช่น 125/2568 เมื่อคำสั่งไม่อยู่ในทะเบียน"
    )
    schools = forms.ModelMultipleChoiceField(
        label="โรงเรียนที่ทีมดูแล", queryset=School.objects.none(), required=False, widget=forms.CheckboxSelectMultiple,
        help_text="ไม่เลือกเลยคือทุกโรงเรียน ใช้กับทีมระดับเขต",
    )  # fmt: skip

    def narrow(self, user: Any, programme: Programme) -> None:
        _choices(self.fields["order"], appointing(user, programme.district))
        inside = School.objects.visible_to(user).filter(participations__programme=programme)
        if "schools" in self.fields:
            _choices(self.fields["schools"], inside.order_by("name_sort"))


class TeamForm(TeamWordsForm):
    """A new team; a school makes its own."""

    field_order = ("level", "cluster", "school", "taken_from")
    level = forms.ChoiceField(label="ระดับ", choices=WorkingTeam.Level.choices, widget=forms.RadioSelect)
    cluster = forms.ModelChoiceField(
        label="กลุ่มโรงเรียน", queryset=Cluster.objects.none(), required=False, empty_label="เฉพาะทีมระดับกลุ่ม"
    )
    school = forms.ModelChoiceField(
        label="โรงเรียน", queryset=School.objects.none(), required=False, empty_label="เฉพาะทีมระดับโรงเรียน"
    )
    taken_from = forms.ModelChoiceField(
        label="นำรายชื่อจากทีมที่มีอยู่", queryset=Team.objects.none(), required=False, empty_label="ไม่นำมา",
        help_text="ทีมถาวร ทีมเฉพาะกิจ หรือกลุ่มที่มีชื่อของสำนักงาน",
    )  # fmt: skip

    def __init__(
        self, *args: Any, user: Any, programme: Programme, school: School | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.narrow(user, programme)
        if school is not None:
            for name in ("level", "cluster", "school", "taken_from", "order", "schools"):
                del self.fields[name]
            return
        _choices(self.fields["cluster"], Cluster.objects.visible_to(user).of_district(programme.district))
        schools: Any = self.fields["schools"]
        _choices(self.fields["school"], schools.queryset)
        _choices(self.fields["taken_from"], Team.objects.visible_to(user).of_district(programme.district))


class TeamEditForm(TeamWordsForm):
    def __init__(self, *args: Any, user: Any, team: WorkingTeam, **kwargs: Any) -> None:
        initial = {name: getattr(team, name) for name in ("name", "duty", "order", "order_reference")}
        super().__init__(*args, initial={**initial, "schools": list(team.schools.all())}, **kwargs)
        self.narrow(user, team.programme)
        if team.order is not None:
            order: Any = self.fields["order"]
            offered = order.queryset.order_by().values("pk")
            order.queryset = type(team.order).objects.filter(Q(pk__in=offered) | Q(pk=team.order_id))
        if team.level != WorkingTeam.Level.DISTRICT:
            del self.fields["schools"]


def _with_place(person: Person) -> str:
    return f"{person} · {person.school.name}" if person.school else str(person)


class MemberForm(forms.Form):
    person = forms.ModelChoiceField(
        label="บุคลากร", queryset=Person.objects.none(), required=False, empty_label="เลือกบุคลากรของเขตหรือโรงเรียน"
    )
    outside = forms.ModelChoiceField(
        label="หรือบุคคลภายนอก", queryset=OutsidePerson.objects.none(), required=False, empty_label="ไม่ระบุ"
    )
    name = forms.CharField(label="หรือพิมพ์ชื่อ", max_length=250, required=False, help_text="ตามที่พิมพ์ในคำสั่ง")
    post = forms.CharField(label="ตำแหน่งของชื่อที่พิมพ์", max_length=300, required=False)
    duty = forms.CharField(label="หน้าที่ในทีม", max_length=150, initial="กรรมการ")
    reports = forms.BooleanField(
        label="รายงานความก้าวหน้าของโรงเรียนที่ทีมดูแลได้", required=False, help_text="ต้องเลือกจากบุคลากรที่มีบัญชีผู้ใช้"
    )

    def __init__(self, *args: Any, user: Any, team: WorkingTeam, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        district = team.programme.district
        people = Person.objects.visible_to(user).of_district(district).working()
        if team.school_id:
            people = people.filter(school=team.school_id).select_related("school") | people.eligible_for_teams()
        else:
            people = people.eligible_for_teams()
        field: Any = self.fields["person"]
        field.queryset = people
        field.label_from_instance = _with_place
        outside = OutsidePerson.objects.visible_to(user).of_district(district).filter(is_active=True)
        _choices(self.fields["outside"], outside)


class RolloutForm(forms.Form):
    title = forms.CharField(label="กิจกรรม", max_length=300, error_messages={"required": "กรุณาระบุกิจกรรม"})
    detail = forms.CharField(label="รายละเอียด", required=False, widget=forms.Textarea({"rows": 3}))
    owner = forms.ModelChoiceField(
        label="ผู้รับผิดชอบ", queryset=Person.objects.none(), required=False, empty_label="ไม่ระบุ"
    )
    owner_text = forms.CharField(label="หรือพิมพ์ผู้รับผิดชอบ", max_length=200, required=False)
    starts_on = ThaiDateField(label="ตั้งแต่วันที่", error_messages={"required": "กรุณาระบุวันที่"})
    ends_on = ThaiDateField(label="ถึงวันที่", required=False, help_text="เว้นว่างเมื่อทำวันเดียว")
    budget = forms.DecimalField(label="งบประมาณ (บาท)", required=False, min_value=0, max_digits=12, decimal_places=2)

    def __init__(
        self, *args: Any, user: Any, programme: Programme, activity: RolloutActivity | None = None, **kwargs: Any
    ) -> None:
        if activity is not None:
            kwargs["initial"] = {name: getattr(activity, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        people = Person.objects.visible_to(user).of_district(programme.district).working()
        _choices(self.fields["owner"], people.of_office())

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        data["ends_on"] = data.get("ends_on") or data.get("starts_on")
        return data


class DoneForm(forms.Form):
    done_on = ThaiDateField(label="ทำเสร็จเมื่อ", required=False, help_text="เว้นว่างเมื่อยังไม่ได้ทำ")
    result = forms.CharField(label="ผล", required=False, widget=forms.Textarea({"rows": 3}))
    spent = forms.DecimalField(label="ใช้จริง (บาท)", required=False, min_value=0, max_digits=12, decimal_places=2)


class CooperationForm(forms.Form):
    activity = forms.CharField(label="กิจกรรม", max_length=300, error_messages={"required": "กรุณาระบุกิจกรรม"})
    side = forms.ChoiceField(label="ผู้ร่วมมือ", choices=Cooperation.Side.choices, widget=forms.RadioSelect)
    body = forms.ModelChoiceField(
        label="หน่วยงานในทะเบียน", queryset=OutsideBody.objects.none(), required=False, empty_label="ไม่ระบุ"
    )
    partner = forms.CharField(
        label="หรือพิมพ์ชื่อผู้ร่วมมือ", max_length=250, required=False, help_text="เช่น โรงเรียนข้างเคียง วัด ผู้ปกครอง อบต."
    )
    held_on = ThaiDateField(label="วันที่", error_messages={"required": "กรุณาระบุวันที่"})
    who = forms.CharField(label="ผู้ร่วมดำเนินการ", max_length=300, required=False)
    reached = forms.IntegerField(label="ผู้ได้รับประโยชน์ (คน)", required=False, min_value=0, max_value=1_000_000)
    result = forms.CharField(label="ผลที่เกิดขึ้น", required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(
        self, *args: Any, user: Any, programme: Programme, record: Cooperation | None = None,
        initial: Mapping[str, Any] | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        told = dict(initial or {})
        if record is not None:
            told = {name: getattr(record, name) for name in self.base_fields}
        super().__init__(*args, initial=told, **kwargs)
        bodies = OutsideBody.objects.visible_to(user).of_district(programme.district).filter(is_active=True)
        _choices(self.fields["body"], bodies)
        if not bodies.exists():
            del self.fields["body"]
            self.fields["partner"].label, self.fields["partner"].required = "ชื่อผู้ร่วมมือ", True

    def words(self) -> dict[str, Any]:
        return {**self.cleaned_data, "body": self.cleaned_data.get("body")}
