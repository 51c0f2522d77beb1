"""Changing the structure. Nothing is deleted: what is no longer there is switched off."""

from typing import Any

from django.db import transaction

from core import audit
from core.errors import DomainError, NotAllowed, needed
from core.pointers import Pointer
from office.structure.models import BoardSeat, Post, Unit
from office.structure.permissions import may_write
from schools.models import District
from schools.services.locks import lock_district
from schools.services.refusals import explained

_NAMES = {"one_unit_per_name": ("มีหน่วยชื่อนี้แล้ว", "name")}
UNIT_FIELDS = ("kind", "name", "position", "parent", "duty", "work_group", "note", "is_active")
POST_FIELDS = ("title", "position", "unit", "holder", "is_acting", "reports_to", "is_active")
SEAT_FIELDS = ("position", "duty", "post", "person", "words", "is_active")


def begin_row(model: Any, district: District, actor: Any, key: int | None) -> Any:
    """The row for writing, or a new one; the office's row is locked, for a circle is made by two rows at once."""
    if actor is not audit.SYSTEM and not may_write(actor, district):
        raise NotAllowed("ท่านแก้ไขโครงสร้างของสำนักงานนี้ไม่ได้")
    lock_district(district.pk)
    return model.objects.get(pk=key, district=district) if key else model(district=district)


def set_fields(row: Any, fields: tuple[str, ...], values: dict[str, Any]) -> None:
    if unknown := set(values) - set(fields):
        raise ValueError(f"not fields of {row._meta.label}: {sorted(unknown)}")
    for name, value in values.items():
        other = getattr(value, "district_id", None)
        if other is not None and other != row.district_id:
            raise DomainError("เลือกได้เฉพาะรายการของสำนักงานนี้", field=name)
        setattr(row, name, value.strip() if isinstance(value, str) else value)


def _refuse_circle(row: Any, name: str, message: str) -> None:
    seen, at = {row.pk}, getattr(row, name)
    while at is not None and row.pk is not None:
        if at.pk in seen:
            raise DomainError(message, field=name)
        seen.add(at.pk)
        at = getattr(at, name)


def record_row(row: Any, actor: Any, new: bool) -> None:
    audit.record(
        actor=actor, action=f"structure.{'added' if new else 'edited'}",
        target=Pointer("district", str(row.district_id), row.district.name), district_code=row.district.code,
        data={"what": f"{row._meta.verbose_name} {row}"},
    )  # fmt: skip


@transaction.atomic
def save_unit(district: District, *, actor: Any, key: int | None = None, **values: Any) -> Unit:
    """Add a unit or change one. DomainError for a circle, a name that is there, and for switching off one that still
    has active units or posts."""
    row: Unit = begin_row(Unit, district, actor, key)
    new = row.pk is None
    set_fields(row, UNIT_FIELDS, values)
    row.name = needed(" ".join(row.name.split()), "กรุณากรอกชื่อ", field="name")
    _refuse_circle(row, "parent", "หน่วยจะอยู่ใต้ตัวเองหรือใต้หน่วยที่อยู่ใต้ตนไม่ได้")
    if not new and not row.is_active:
        if row.children.filter(is_active=True).exists():
            raise DomainError("ยังมีหน่วยที่ใช้งานอยู่ใต้หน่วยนี้ กรุณาย้ายหรือปิดก่อน", field="is_active")
        if row.posts.filter(is_active=True).exists():
            raise DomainError("ยังมีตำแหน่งที่ใช้งานในหน่วยนี้ กรุณาย้ายหรือปิดก่อน", field="is_active")
    with explained(_NAMES):
        row.save()
    record_row(row, actor, new)
    return row


@transaction.atomic
def save_post(district: District, *, actor: Any, key: int | None = None, **values: Any) -> Post:
    """Add a post or change one: its holder, and to whom it reports. A circle in the line of command is refused."""
    row: Post = begin_row(Post, district, actor, key)
    new = row.pk is None
    set_fields(row, POST_FIELDS, values)
    row.title = needed(" ".join(row.title.split()), "กรุณากรอกชื่อตำแหน่ง", field="title")
    _refuse_circle(row, "reports_to", "สายบังคับบัญชาวนกลับมาที่ตำแหน่งนี้ไม่ได้")
    if row.holder is None and row.is_acting:
        raise DomainError("รักษาการต้องระบุว่าใคร", field="holder")
    if not new and not row.is_active and row.reports.filter(is_active=True).exists():
        raise DomainError("ยังมีตำแหน่งที่ขึ้นตรงต่อตำแหน่งนี้ กรุณาย้ายก่อน", field="is_active")
    row.save()
    record_row(row, actor, new)
    return row


@transaction.atomic
def save_seat(district: District, *, actor: Any, key: int | None = None, **values: Any) -> BoardSeat:
    """Add a seat of the board or change one: a post, a person, or words such as ตัวแทนจากบุคลากร."""
    row: BoardSeat = begin_row(BoardSeat, district, actor, key)
    new = row.pk is None
    set_fields(row, SEAT_FIELDS, values)
    row.duty = row.duty or "กรรมการ"
    if row.post is None and row.person is None and not row.words:
        raise DomainError("กรุณาเลือกตำแหน่ง เลือกบุคคล หรือเขียนคำที่ใช้เรียก", field="words")
    row.save()
    record_row(row, actor, new)
    return row
