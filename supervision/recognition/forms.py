"""Forms of honours, polls, best practices and the sharing event. They explain and narrow; services decide."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from core.fields import ThaiDateField, ThaiTimeField
from core.forms import RowForm, needed_to_send
from schools.models import Person, School
from supervision.improvement.models import Participation, Programme
from supervision.indicators.models import Area, ColourBand
from supervision.recognition import electors, ruling
from supervision.recognition.models import Award, BestPractice, Poll
from supervision.recognition.permissions import people_to_nominate, schools_to_nominate
from supervision.recognition.services.wording import FIELDS, default_signer, example

_LONG = {"rows": 4}
# Above this many people a name is looked for first: no phone draws two thousand choices.
MOST_PEOPLE = 60
_RULE = ("measure", "top", "per_group", "colours", "at_least", "gain_at_least")


class AwardForm(RowForm):
    """An honour as a draft. The rule's fields count where it goes by rule only."""

    way = forms.ChoiceField(label="วิธีคัดเลือก", choices=Award.Way.choices, widget=forms.RadioSelect)
    measure = forms.ChoiceField(label="เรียงตาม", required=False)
    top = forms.IntegerField(label="จำนวนอันดับแรก", required=False, min_value=1, max_value=1000)
    per_group = forms.BooleanField(label="นับแยกตามกลุ่มจัดลำดับ", required=False)
    at_least = forms.DecimalField(label="คะแนนที่ใช้เรียงตั้งแต่ (ร้อยละ)", required=False, max_digits=5, decimal_places=2)
    gain_at_least = forms.DecimalField(label="พัฒนาการตั้งแต่ (ร้อยละ)", required=False, max_digits=5, decimal_places=2)
    colours = forms.MultipleChoiceField(
        label="กลุ่มสี", required=False, choices=ColourBand.Colour.choices, widget=forms.CheckboxSelectMultiple
    )
    nominations_until = ThaiDateField(label="รับการเสนอชื่อถึงวันที่", required=False, help_text="ว่างไว้คือรับจนประกาศ")
    dated_on = ThaiDateField(label="ให้ไว้ ณ วันที่", required=False, help_text="ว่างไว้คือวันที่ประกาศ")

    class Meta:
        model = Award
        fields = (
            "programme", "name", "kind", "recipient", "way", "criteria", "nominations_until", "certificate_text",
            "signer", "signer_post", "dated_on",
        )  # fmt: skip
        widgets = {"criteria": forms.Textarea(_LONG), "certificate_text": forms.Textarea(_LONG)}

    def __init__(self, *args: Any, user: Any, district: Any, **kwargs: Any) -> None:
        award = kwargs.get("instance")
        initial = self._of(award, district, kwargs.get("initial") or {})
        super().__init__(*args, **{**kwargs, "initial": initial})
        programmes: Any = self.fields["programme"]
        rows = Programme.objects.visible_to(user).of_district(district).standing()
        programmes.queryset = rows.select_related("set")
        programmes.empty_label = "ไม่ผูกกับการขับเคลื่อน"
        names = " ".join(f"{{{name}}} {thai}" for name, thai in FIELDS.items())
        school, person = example(Award.For.SCHOOL), example(Award.For.PERSON)
        self.fields[
            "certificate_text"
        ].help_text = f"ว่างไว้คือ {school} หรือถ้ามอบแก่บุคคล {person} ใส่ชื่อในวงเล็บปีกกาได้: {names}"
        measure: Any = self.fields["measure"]
        measure.choices = self._measures(rows)
        self.fields["name"].error_messages["required"] = "กรุณาระบุชื่อรางวัล"

    @staticmethod
    def _of(award: Award | None, district: Any, given: dict[str, Any]) -> dict[str, Any]:
        if award is not None and award.pk:
            return {name: award.rule.get(name) for name in _RULE} | given
        signer, post = default_signer(district, timezone.localdate())
        return {"way": Award.Way.CHOICE, "signer": signer, "signer_post": post, **given}

    @staticmethod
    def _measures(programmes: Any) -> list[tuple[str, str]]:
        """Those of every programme that may be chosen, each once; the service refuses one of another set."""
        areas = Area.objects.filter(set__in=programmes.values("set")).order_by("position", "code")
        found = {f"{ruling.AREA}{code}": name for code, name in areas.values_list("code", "name")}
        return [(ruling.TOTAL, "คะแนนรวม"), (ruling.GAIN, "พัฒนาการจากข้อมูลฐาน"), *found.items()]

    @property
    def given(self) -> dict[str, Any]:
        """What the services take."""
        data = self.cleaned_data
        figures = {name: data.get(name) for name in _RULE}
        for name in ("at_least", "gain_at_least"):
            figures[name] = None if figures[name] is None else str(figures[name])
        return super().given | {"rule": figures if data["way"] == Award.Way.RULE else {}}

    def standing(self, award: Award) -> dict[str, Any]:
        """What the award says in this form's fields."""
        own = {name: getattr(award, name) for name in self.Meta.fields}
        rule = {name: award.rule[name] for name in _RULE if name in award.rule}
        figures = {name: Decimal(rule[name]) for name in ("at_least", "gain_at_least") if rule.get(name)}
        return own | rule | figures


class _WhoForm(forms.Form):
    """A school or a person; people of a large office are found by name first (`q` of the address)."""

    school = forms.ModelChoiceField(
        label="โรงเรียน", queryset=School.objects.none(), empty_label="เลือกโรงเรียน",
        error_messages={"required": "กรุณาเลือกโรงเรียน"},
    )  # fmt: skip
    person = forms.ModelChoiceField(
        label="บุคคล", queryset=Person.objects.none(), empty_label="เลือกบุคคล",
        error_messages={"required": "กรุณาเลือกบุคคล"},
    )  # fmt: skip

    def narrow(self, award: Award, schools: Any, people: Any, text: str) -> None:
        """Leave the field the award asks for, with these choices."""
        if not award.for_people:
            del self.fields["person"]
            field: Any = self.fields["school"]
            field.queryset = schools.order_by("name_sort", "pk")
            return
        del self.fields["school"]
        if text:
            people = people.filter(Q(first_name__icontains=text) | Q(last_name__icontains=text))
        posted = self.data.get("person") if self.is_bound else None
        few = people.order_by("name_sort", "pk").values_list("pk", flat=True)[: MOST_PEOPLE + 1]
        keys = list(few)
        self.must_search = len(keys) > MOST_PEOPLE and not posted
        field = self.fields["person"]
        field.queryset = people if posted else Person.objects.filter(pk__in=keys[:MOST_PEOPLE])
        field.queryset = field.queryset.select_related("school").order_by("name_sort", "pk")
        field.label_from_instance = lambda row: " ".join(
            part for part in (row.full_name, row.position, row.school.name if row.school else "") if part
        )

    must_search = False


class NominationForm(_WhoForm):
    reason = forms.CharField(
        label="เหตุผลและผลงาน", widget=forms.Textarea(_LONG), max_length=4000,
        error_messages={"required": "กรุณาเขียนเหตุผลและผลงาน"}, help_text="แนบหลักฐานได้หลังส่งชื่อแล้ว",
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, award: Award, text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.narrow(award, schools_to_nominate(user, award.district), people_to_nominate(user, award.district), text)


class RecipientForm(_WhoForm):
    why = forms.CharField(
        label="เหตุที่ได้รับ", widget=forms.Textarea({"rows": 3}), max_length=1000,
        error_messages={"required": "กรุณาเขียนเหตุที่ได้รับ"},
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, award: Award, text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schools = School.objects.visible_to(user).of_district(award.district)
        people = Person.objects.visible_to(user).of_district(award.district).working()
        self.narrow(award, schools, people, text)


class PollForm(forms.Form):
    question = forms.CharField(label="คำถาม", max_length=300, required=False)
    groups = forms.MultipleChoiceField(
        label="ผู้มีสิทธิออกเสียง", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "กรุณาเลือกกลุ่มผู้มีสิทธิออกเสียง"},
        help_text="รายชื่อกำหนดเมื่อเปิด และไม่เปลี่ยนจนปิด นับเฉพาะผู้มีบัญชีผู้ใช้",
    )  # fmt: skip
    opens_on = ThaiDateField(label="เปิดวันที่", error_messages={"required": "กรุณาระบุวันเปิด"})
    opens_time = ThaiTimeField(label="เวลาเปิด")
    closes_on = ThaiDateField(label="ปิดวันที่", error_messages={"required": "กรุณาระบุวันปิด"})
    closes_time = ThaiTimeField(label="เวลาปิด")

    def __init__(self, *args: Any, award: Award, **kwargs: Any) -> None:
        today = timezone.localdate()
        kwargs["initial"] = {
            "question": f"ผู้สมควรได้รับ “{award.name}”", "opens_on": today, "opens_time": time(8, 30),
            "closes_on": today + timedelta(days=7), "closes_time": time(16, 30),
        }  # fmt: skip
        super().__init__(*args, **kwargs)
        groups: Any = self.fields["groups"]
        groups.choices = electors.groups(award.district, today)

    @property
    def given(self) -> dict[str, Any]:
        data = self.cleaned_data

        def at(name: str) -> datetime:
            return timezone.make_aware(datetime.combine(data[f"{name}_on"], data[f"{name}_time"]))

        return {
            "question": data["question"],
            "groups": data["groups"],
            "opens_at": at("opens"),
            "closes_at": at("closes"),
        }


class VoteForm(forms.Form):
    option = forms.TypedChoiceField(
        label="ตัวเลือก", coerce=int, widget=forms.RadioSelect, error_messages={"required": "กรุณาเลือกหนึ่งรายการ"}
    )

    def __init__(self, *args: Any, poll: Poll, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["option"]
        field.choices = [*((row.pk, row.label) for row in poll.options.all()), (0, "ไม่ออกเสียงให้รายใด")]


class PracticeForm(RowForm):
    class Meta:
        model = BestPractice
        fields = ("title", "programme", "area", "background", "doing", "outcome", "advice", "contact")
        widgets = {name: forms.Textarea(_LONG) for name in ("background", "doing", "outcome", "advice")}

    def __init__(self, *args: Any, school: School, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].error_messages["required"] = "กรุณาระบุชื่อแนวปฏิบัติ"
        needed_to_send(self, "background", "doing", "outcome")
        programmes: Any = self.fields["programme"]
        mine = Participation.objects.filter(school=school).values("programme")
        programmes.queryset = Programme.objects.filter(pk__in=mine).standing()
        programmes.empty_label = "ไม่ผูกกับการขับเคลื่อน"
        area: Any = self.fields["area"]
        area.queryset = Area.objects.filter(set__in=programmes.queryset.values("set")).select_related("set__model")
        area.empty_label = "ไม่ระบุด้าน"
        area.label_from_instance = lambda row: f"{row} ({row.set})"


class SharingForm(forms.Form):
    title = forms.CharField(label="ชื่อกิจกรรม", max_length=200, error_messages={"required": "กรุณาระบุชื่อกิจกรรม"})
    held_on = ThaiDateField(label="วันที่จัด", error_messages={"required": "กรุณาระบุวันที่จัด"})
    time_from = ThaiTimeField(label="เวลาเริ่ม", required=False)
    time_to = ThaiTimeField(label="ถึงเวลา", required=False)
    place = forms.CharField(label="สถานที่", max_length=200, required=False)


class PresentForm(forms.Form):
    practice = forms.ModelChoiceField(
        label="แนวปฏิบัติที่ดี", queryset=BestPractice.objects.none(), empty_label="เลือกเรื่องที่จะนำเสนอ",
        error_messages={"required": "กรุณาเลือกเรื่องที่จะนำเสนอ"},
    )  # fmt: skip
    minutes = forms.IntegerField(label="เวลานำเสนอ (นาที)", initial=30, min_value=5, max_value=240)

    def __init__(self, *args: Any, practices: Any, told: Iterable[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["practice"]
        field.queryset = practices.exclude(pk__in=list(told))
        field.label_from_instance = lambda row: f"{row.title} · {row.school.name}"
