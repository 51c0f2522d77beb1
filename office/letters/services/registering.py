"""Registering under the running number of the calendar year, lines of the paper register, corrections, cancelling."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from core import files
from core.errors import DomainError, NotAllowed, needed
from core.models import NumberSeries
from core.numbers import next_number
from core.thai.dates import be_year, thai_date
from core.thai.numerals import to_arabic
from office.letters.models import Letter
from office.letters.permissions import may_register
from office.letters.queries import pointer_of
from office.letters.searching import haystack_of, place_of
from office.letters.services.common import locked, moment, touch, trace
from office.letters.services.hiding import hide_subject
from schools.models import District
from schools.services.refusals import explained

TEXTS = (
    "own_number", "dated", "sender", "receiver", "subject", "urgency", "secrecy", "due_on", "remark", "answers",
)  # fmt: skip
ALLOWED = ("pdf", "image", "office")
_TAKEN = {"one_letter_per_number": ("เลขทะเบียนนี้มีในทะเบียนของปีนั้นแล้ว", "number")}
_NEEDED = {
    "sender": "กรุณาระบุว่าหนังสือมาจากที่ใด",
    "receiver": "กรุณาระบุว่าหนังสือถึงผู้ใด",
    "subject": "กรุณาเขียนเรื่อง",
}
_LONGEST = {"own_number": 80, "sender": 200, "receiver": 200, "subject": 500, "remark": 300}
MOST_NUMBER = 999_999


class AlreadyCame(DomainError):
    """A letter with this number and day came from the same sender; `earlier` is it. Confirmed, it is registered."""

    def __init__(self, earlier: Letter) -> None:
        super().__init__(
            f"หนังสือเลขที่และวันที่เดียวกันนี้จากผู้ส่งรายนี้ลงทะเบียนแล้วเป็น{earlier.reference} "
            f"เมื่อ {thai_date(earlier.registered_on, 'short')} ถ้าเป็นคนละฉบับจริงให้เลือกยืนยันแล้วบันทึกอีกครั้ง",
            field="own_number",
        )
        self.earlier = earlier


@transaction.atomic
def register_letter(
    district: District,
    *,
    actor: Any,
    direction: str,
    registered_on: date,
    confirmed: bool = False,
    form_key: UUID | None = None,
    uploads: Iterable[UploadedFile] = (),
    now: datetime | None = None,
    **values: Any,
) -> Letter:
    """Register a letter under the next number of its calendar year. `values` are TEXTS.

    The same `form_key` again gives the letter that is there. AlreadyCame unless `confirmed` for one that came before.
    The register runs by day: a day in the future is refused, one before the last number of its year, and one of a year
    whose register was never begun while a later one was.
    """
    at = moment(now)
    row = _new(Letter(district=district, direction=direction, registered_on=registered_on), actor, at, values)
    looked_at = [(upload, files.examine(upload, allow=ALLOWED)) for upload in uploads]
    row.form_key, row.year = form_key, be_year(registered_on)
    # Registrations of an office go one after another from here: a second click finds the first, days stay in order.
    _counter(district, direction, row.year)
    if again := _sent_before(district, actor, form_key):
        return again
    _check_day(row, timezone.localdate(at))
    if not confirmed:
        check_again(row)
    row.number = next_number(district.code, _series(direction), row.year)
    _save(row)
    for upload, examined in looked_at:
        files.store(upload, owner=pointer_of(row), actor=actor, district_code=district.code, examined=examined)
    trace(row, "registered", actor, at, number=row.register_number)
    return row


def _series(direction: str) -> str:
    return f"letter:{direction}"


def _counter(district: District, direction: str, year: int) -> NumberSeries:
    """The counter of a register's year, locked until the end of the transaction."""
    key: dict[str, Any] = {"district_code": district.code, "series": _series(direction), "year": year}
    NumberSeries.objects.get_or_create(**key)
    return NumberSeries.objects.select_for_update().get(**key)


def _sent_before(district: District, actor: Any, form_key: UUID | None) -> Letter | None:
    """What the first of two clicks on one form registered."""
    if form_key is None:
        return None
    rows = Letter.objects.of_district(district).filter(form_key=form_key, created_by=actor)
    found: Letter | None = rows.first()
    return found


def _new(row: Letter, actor: Any, at: datetime, values: Mapping[str, Any]) -> Letter:
    if not may_register(actor, row.district):
        raise NotAllowed("ท่านลงทะเบียนหนังสือของสำนักงานนี้ไม่ได้")
    row.created_by, row.created_at, row.updated_at = actor, at, at
    _write(row, values)
    return row


def _write(row: Letter, values: Mapping[str, Any]) -> None:
    """Check and set what the register says of a letter."""
    if unknown := set(values) - set(TEXTS):
        raise ValueError(f"a letter has no {sorted(unknown)}")
    for name, value in values.items():
        setattr(row, name, " ".join(value.split())[: _LONGEST[name]] if isinstance(value, str) else value)
    row.own_number = to_arabic(row.own_number)
    for name, message in _NEEDED.items():
        needed(getattr(row, name), message, field=name)
    if row.dated and row.dated > row.registered_on:
        raise DomainError("วันที่ของหนังสืออยู่หลังวันที่ลงทะเบียน", field="dated")
    if row.dated and row.due_on and row.due_on < row.dated:
        raise DomainError("กำหนดอยู่ก่อนวันที่ของหนังสือ กรุณาตรวจวันที่", field="due_on")
    answered = row.answers
    if answered is None:
        return
    if row.is_in:
        raise DomainError("หนังสือรับตอบหนังสือรับไม่ได้ การตอบลงทะเบียนเป็นหนังสือส่ง", field="answers")
    if answered.district_id != row.district_id or not answered.is_in or answered.state == Letter.State.CANCELLED:
        raise DomainError("เลือกตอบได้เฉพาะหนังสือรับของสำนักงานนี้ที่ไม่ได้ยกเลิก", field="answers")


def _to_come(day: date, today: date) -> DomainError:
    """A day that has not come; of another year most often one figure of the year is wrong."""
    year = f" ตรวจปี พ.ศ. {be_year(day)}" if day.year != today.year else ""
    return DomainError(f"วันที่ลงทะเบียนต้องไม่เป็นวันในอนาคต{year}", field="registered_on")


def _check_day(row: Letter, today: date) -> None:
    if row.registered_on > today:
        raise _to_come(row.registered_on, today)
    numbered = Letter.objects.of_district(row.district_id).of_direction(row.direction).filter(is_entered=False)
    last = numbered.of_year(row.year).order_by("-place").first()
    if last is None and (later := numbered.filter(place__gte=place_of(row.year + 1, 0)).order_by("-place").first()):
        raise DomainError(
            f"ทะเบียนปี {row.year} ยังไม่มีเลขใด แต่ทะเบียนปี {later.year} เริ่มใช้แล้ว กรุณาตรวจปีของวันที่ "
            "ถ้าเป็นหนังสือที่มีเลขในทะเบียนกระดาษให้ลงทะเบียนย้อนหลัง",
            field="registered_on",
        )
    if last is not None and last.registered_on > row.registered_on:
        raise DomainError(
            f"เลขล่าสุดของทะเบียนคือ {last.register_number} ลงเมื่อ {thai_date(last.registered_on, 'short')} "
            "เลขใหม่ลงวันที่ก่อนหน้านั้นไม่ได้ ถ้าเป็นหนังสือที่มีเลขในทะเบียนกระดาษให้ลงทะเบียนย้อนหลัง",
            field="registered_on",
        )


def check_again(row: Letter) -> None:
    """AlreadyCame where the same sender's number and day stand in the register."""
    if not row.is_in or not row.own_number:
        return
    rows = Letter.objects.of_district(row.district_id).incoming().named_alike(row.sender, row.own_number, row.dated)
    earlier = rows.exclude(pk=row.pk).order_by("-place").first()
    if earlier is not None:
        raise AlreadyCame(earlier)


def _save(row: Letter) -> None:
    row.place = place_of(row.year, row.number)
    row.haystack = _haystack(row)
    with explained(_TAKEN):
        row.save()


def _haystack(row: Letter) -> str:
    return haystack_of(
        row.register_number, row.own_number, row.sender, row.receiver, "" if row.is_secret else row.subject
    )


@transaction.atomic
def enter_letter(
    district: District,
    *,
    actor: Any,
    direction: str,
    number: int,
    year: int,
    registered_on: date,
    now: datetime | None = None,
    **values: Any,
) -> Letter:
    """Copy a line of the paper register under the number it has there (`year` in พ.ศ.).

    A number the register has is refused. In a year the system gave no number yet, its next number follows the highest
    one entered; afterwards only numbers below the first it gave are entered, so that no gap and no double can come.
    """
    at = moment(now)
    row = _new(Letter(district=district, direction=direction, registered_on=registered_on), actor, at, values)
    row.year, row.number, row.is_entered = year, number, True
    if not 1 <= number <= MOST_NUMBER:
        raise DomainError("เลขทะเบียนต้องเป็นจำนวนตั้งแต่ 1", field="number")
    if registered_on > timezone.localdate(at):
        raise _to_come(registered_on, timezone.localdate(at))
    if be_year(registered_on) != year:
        raise DomainError(f"เลขของปี {year} ต้องลงวันที่ในปี พ.ศ. {year}", field="registered_on")
    series = _counter(district, direction, year)
    same = Letter.objects.of_district(district).of_direction(direction).of_year(year)
    if same.filter(number=number).exists():
        raise DomainError(f"เลขทะเบียน {number}/{year} ใช้แล้ว", field="number")
    first = same.filter(is_entered=False).order_by("place").values_list("number", flat=True).first()
    if first is not None and number > first:
        raise DomainError(f"ปีนี้ระบบออกเลขเองตั้งแต่ {first}/{year} แล้ว ลงทะเบียนย้อนหลังได้เฉพาะเลขก่อนหน้านั้น", field="number")
    if first is None and series.last < number:
        series.last = number
        series.save(update_fields=["last"])
    _save(row)
    trace(row, "entered", actor, at, number=row.register_number)
    return row


@transaction.atomic
def edit_letter(
    letter: Letter, *, actor: Any, stamp: int | None = None, now: datetime | None = None, **values: Any
) -> Letter:
    """Correct what the register says; number and day of registering never change. One that is made secret is told by
    its class wherever its subject was told before."""
    row = locked(letter, actor, "edit", stamp=stamp, values=values)
    before = {name: getattr(row, name) for name in values}
    subject, open_before = row.subject, not row.is_secret
    _write(row, values)
    changed = [name for name in values if getattr(row, name) != before[name]]
    if not changed:
        return row
    row.haystack = _haystack(row)
    touch(row, moment(now), *changed, "haystack")
    if open_before and row.is_secret:
        hide_subject(row, subject)
    words = " ".join(str(getattr(Letter._meta.get_field(name), "verbose_name", name)) for name in changed)
    trace(row, "edited", actor, row.updated_at, what=words)
    return row


@transaction.atomic
def cancel_letter(letter: Letter, *, actor: Any, reason: str, now: datetime | None = None) -> Letter:
    """Strike a line out of the register; its number stays used and the reason stands in the remarks."""
    row = locked(letter, actor, "cancel")
    row.cancel_reason = needed(reason, "กรุณาเขียนเหตุที่ยกเลิก")[:2000]
    row.state = Letter.State.CANCELLED
    touch(row, moment(now), "state", "cancel_reason")
    trace(row, "cancelled", actor, row.updated_at, reason=row.cancel_reason)
    return row
