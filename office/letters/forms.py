"""Forms of letters. They explain and narrow choices; services decide."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone

from accounts.roles import ROLES
from core.fields import ThaiDateField
from core.thai.dates import be_year, thai_date
from core.thai.numerals import to_arabic
from office.letters.models import Letter, LetterOpinion
from office.letters.permissions import POSTS
from office.letters.queries import recipients
from office.letters.searching import number_at, place_typed
from office.letters.services.registering import MOST_NUMBER
from schools.models import Person

_TEXT = {"rows": 4}
_POSTS = [(code, ROLES[code].thai) for code in POSTS]


# Years between a letter's own date and its registration from which the year is asked about.
OLD_YEARS = 2


def _is_old(dated: date, registered_on: date) -> bool:
    """Of a day of registering that has not come it is that one which is wrong."""
    if registered_on > timezone.localdate():
        return False
    last = (registered_on.year - OLD_YEARS, registered_on.month, registered_on.day)
    return (dated.year, dated.month, dated.day) < last


class LetterForm(forms.Form):
    """What the register says of a letter, in the order a letter is read. `dated_confirmed` appears where its own date
    is so old that most often a figure of the year is wrong: old letters exist, so it asks and never refuses."""

    own_number = forms.CharField(label="ที่ (เลขที่หนังสือ)", max_length=80, required=False, help_text="เช่น ศธ 04001/ว 123")
    dated = ThaiDateField(label="ลงวันที่", required=False, help_text="เช่น 15/1/2569")
    dated_confirmed = forms.BooleanField(label="วันที่ของหนังสือถูกต้องแล้ว เป็นหนังสือเก่า", required=False)
    sender = forms.CharField(label="จาก", max_length=200, error_messages={"required": "กรุณาระบุว่าหนังสือมาจากที่ใด"})
    receiver = forms.CharField(label="ถึง", max_length=200, error_messages={"required": "กรุณาระบุว่าหนังสือถึงผู้ใด"})
    subject = forms.CharField(label="เรื่อง", max_length=500, error_messages={"required": "กรุณาเขียนเรื่อง"})
    urgency = forms.TypedChoiceField(label="ชั้นความเร็ว", choices=Letter.Urgency.choices, coerce=int, initial=0)
    secrecy = forms.TypedChoiceField(label="ชั้นความลับ", choices=Letter.Secrecy.choices, coerce=int, initial=0)
    due_on = ThaiDateField(label="ต้องตอบหรือดำเนินการภายใน", required=False, help_text="เว้นว่างได้")
    remark = forms.CharField(label="หมายเหตุ", max_length=300, required=False)
    answers = forms.CharField(
        label="ตอบหนังสือรับเลขที่", max_length=12, required=False, help_text="เช่น 12/2569 เว้นว่างถ้าไม่ได้ตอบหนังสือฉบับใด"
    )

    def __init__(
        self, *args: Any, user: Any, district: Any, direction: str, registered_on: date | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.district, self.registered_on = user, district, registered_on
        self.hide_unasked("dated_confirmed")
        if direction == Letter.Direction.IN:
            del self.fields["answers"]
        else:
            del self.fields["due_on"]
        place = "sender" if direction == Letter.Direction.IN else "receiver"
        self.fields[place].widget.attrs["list"] = "letter-places"

    def hide_unasked(self, name: str) -> None:
        """A box that is not ticked waits for its question."""
        if not self.data.get(name):  # the hidden box is posted too, empty
            self.fields[name].widget = forms.HiddenInput()

    def ask_to_confirm(self, name: str) -> None:
        """Show the box beside its question."""
        self.fields[name].widget = forms.CheckboxInput(attrs={"id": self[name].auto_id})

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        confirmed = data.pop("dated_confirmed", False)
        dated, registered_on = data.get("dated"), data.get("registered_on") or self.registered_on
        kept = dated == self.initial.get("dated")
        if dated and registered_on and not kept and not confirmed and _is_old(dated, registered_on):
            self.ask_to_confirm("dated_confirmed")
            self.add_error(
                "dated",
                f"ลงวันที่ {thai_date(dated, 'short')} ก่อนวันลงทะเบียนเกิน {OLD_YEARS} ปี กรุณาตรวจปี พ.ศ. "
                "ถ้าเป็นหนังสือเก่าจริงให้เลือกยืนยันแล้วบันทึกอีกครั้ง",
            )
        return data

    def clean_answers(self) -> Letter | None:
        typed = to_arabic(self.cleaned_data["answers"]).strip()
        if not typed:
            return None
        place = place_typed(typed)
        rows = Letter.objects.visible_to(self.user).of_district(self.district).incoming()
        found: Letter | None = None if place is None else rows.filter(place=place).first()
        if found is None:
            raise forms.ValidationError("ไม่พบเลขรับนี้ในทะเบียน กรุณาพิมพ์เป็น เลข/ปี เช่น 12/2569")
        return found


class NewLetterForm(LetterForm):
    """One of a row of letters: the key of the form makes two clicks one letter; `confirmed` appears once a letter that
    came before was found."""

    registered_on = ThaiDateField(label="วันที่ลงทะเบียน", error_messages={"required": "กรุณาระบุวันที่ลงทะเบียน"})
    upload = forms.FileField(label="ไฟล์หนังสือ", required=False, help_text="PDF ภาพ หรือ Word แนบเพิ่มภายหลังได้")
    confirmed = forms.BooleanField(label="ยืนยันว่าเป็นหนังสือคนละฉบับ ลงทะเบียนเป็นเลขใหม่", required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    field_order = ("confirmed", "own_number", "dated", "dated_confirmed", "sender", "receiver", "subject", "answers",
                   "urgency", "secrecy", "registered_on", "due_on", "remark", "upload")  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        initial = {"registered_on": timezone.localdate(), "form_key": uuid4(), **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["own_number"].widget.attrs["autofocus"] = True
        self.hide_unasked("confirmed")


class EnterLetterForm(LetterForm):
    """A line of the paper register under the number it has there."""

    number = forms.IntegerField(label="เลขทะเบียน", min_value=1, max_value=MOST_NUMBER)
    year = forms.IntegerField(label="ปีของเลขทะเบียน (พ.ศ.)", min_value=2500, max_value=2700)
    registered_on = ThaiDateField(label="วันที่รับหรือส่ง", error_messages={"required": "กรุณาระบุวันที่"})

    field_order = ("number", "year", "registered_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        initial = {"year": be_year(timezone.localdate()), **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, initial=initial, **kwargs)


_NOT_KEPT = ("answers", "dated_confirmed")


def initial_of(letter: Letter) -> dict[str, Any]:
    """What the form of a letter begins with."""
    values = {name: getattr(letter, name) for name in LetterForm.base_fields if name not in _NOT_KEPT}
    if letter.answers is not None:
        year, number = number_at(letter.answers.place)
        values["answers"] = f"{number}/{year}"
    return values


class ProposeForm(forms.Form):
    summary = forms.CharField(
        label="สรุปเรื่อง", widget=forms.Textarea(_TEXT), max_length=4000,
        help_text="ใคร ขอให้ทำอะไร ภายในเมื่อใด และข้อเสนอของธุรการ", error_messages={"required": "กรุณาสรุปเรื่องให้ผู้พิจารณา"},
    )  # fmt: skip
    to = forms.ChoiceField(label="เสนอต่อ", choices=_POSTS, widget=forms.RadioSelect)
    due_on = ThaiDateField(label="ต้องตอบหรือดำเนินการภายใน", required=False)


class _PeopleForm(forms.Form):
    """Narrows the people a letter may be handed to."""

    def __init__(self, *args: Any, letter: Letter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        have = [route.person_id for route in letter.routes.all()]
        field: Any = self.fields["people"]
        field.queryset = recipients(letter.district, timezone.localdate()).exclude(pk__in=have)
        field.label_from_instance = _with_post


def _with_post(person: Person) -> str:
    return f"{person} · {person.position}" if person.position else str(person)


def _people(**options: Any) -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        queryset=Person.objects.none(), widget=forms.CheckboxSelectMultiple, required=False, **options
    )


class OpinionForm(_PeopleForm):
    text = forms.CharField(
        label="ความเห็น", widget=forms.Textarea(_TEXT), max_length=4000, error_messages={"required": "กรุณาเขียนความเห็น"}
    )
    outcome = forms.ChoiceField(
        label="สั่งการ",
        choices=LetterOpinion.Outcome.choices,
        initial=LetterOpinion.Outcome.ROUTE,
        widget=forms.RadioSelect,
    )
    people = _people(label="ผู้รับมอบ", help_text="เลือกเมื่อสั่งการว่ามอบผู้ปฏิบัติ")
    due_on = ThaiDateField(label="ให้เสร็จภายใน", required=False)
    to = forms.ChoiceField(
        label="เสนอต่อไปยัง", choices=[("", "ไม่ได้เสนอต่อ"), *_POSTS], required=False,
        help_text="เลือกเมื่อสั่งการว่าเสนอผู้บังคับบัญชาชั้นเหนือขึ้นไป",
    )  # fmt: skip


class RouteForm(_PeopleForm):
    people = _people(label="ผู้รับมอบ")
    instruction = forms.CharField(
        label="ให้ดำเนินการ", max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )
    due_on = ThaiDateField(label="ให้เสร็จภายใน", required=False)


class NoteForm(forms.Form):
    """What came of it."""

    note = forms.CharField(
        label="ผลการดำเนินการ", widget=forms.Textarea(_TEXT), max_length=4000,
        error_messages={"required": "กรุณาเขียนผลการดำเนินการ"},
    )  # fmt: skip
