"""Acts on the library: add, edit, list with its number, show to schools, replace, withdraw; categories."""

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed, needed
from core.files import attachments_of, remove
from core.numbers import next_number
from core.pointers import Pointer
from core.stamps import held_since
from core.thai.dates import BE_OFFSET
from core.twice import says_the_same
from evidence.links import tidy
from schools.models import District
from schools.services.reference import add_shipped, in_order
from supervision.library.models import Category, LibraryItem
from supervision.library.permissions import STATES, keeps_library, may_add, may_write

WORDS = (
    "category", "title", "issuer", "author", "dated", "edition", "summary", "url", "work_group", "task",
    "subject_group", "for_schools", "replaces",
)  # fmt: skip
SERIES = "library"


def pointer_of(item: LibraryItem) -> Pointer:
    return Pointer("library_item", str(item.pk), str(item)[:300], item.dated)


def _trace(item: LibraryItem, act: str, *, actor: Any, at: datetime, **data: Any) -> None:
    audit.record(
        actor=actor, action=f"library.{act}", target=pointer_of(item), district_code=item.district.code, data=data,
        at=at,
    )  # fmt: skip


def _put(item: LibraryItem, values: dict[str, Any]) -> None:
    if unknown := set(values) - set(WORDS):
        raise ValueError(f"not words of a library item: {sorted(unknown)}")
    for name, value in values.items():
        setattr(item, name, value.strip() if isinstance(value, str) else value)
    item.title = needed(" ".join(item.title.split()), "กรุณาระบุชื่อเอกสาร", field="title")
    item.edition = " ".join(item.edition.split())
    item.url = tidy(item.url) if item.url else ""
    for name in ("category", "author", "work_group", "subject_group", "replaces"):
        row = getattr(item, name)
        if row is not None and row.district_id != item.district_id:
            raise DomainError("รายการที่เลือกไม่ใช่ของเขตนี้", field=name)
    if item.author is not None and item.author.school_id is not None:
        raise DomainError("เลือกได้เฉพาะบุคลากรของสำนักงานเขต", field="author")
    if item.task is not None and item.task.work_group_id != item.work_group_id:
        raise DomainError("เลือกงานของกลุ่มงานที่เลือก", field="task")


def _saved(item: LibraryItem) -> None:
    try:
        with transaction.atomic():
            item.save()
    except IntegrityError as error:
        if "one_library_item_per_title_and_edition" not in str(error):
            raise
        raise DomainError("มีเอกสารชื่อนี้ฉบับนี้ในหมวดแล้ว ระบุฉบับหรือพิมพ์ครั้งที่ให้ต่างกัน", field="title") from error


@transaction.atomic
def add_item(district: District, *, actor: Any, now: datetime | None = None, **values: Any) -> LibraryItem:
    """A draft; the very same again by the same person (a second click) is the draft that is there."""
    now = now or timezone.now()
    if not may_add(actor, district):
        raise NotAllowed("เพิ่มเอกสารได้เฉพาะบุคลากรของกลุ่มนิเทศฯ")
    made = LibraryItem(district=district, saved_by=actor, created_by=actor, created_at=now, updated_at=now)
    _put(made, values)
    same = LibraryItem.objects.of_district(district).filter(
        category=made.category, title=made.title, edition=made.edition, created_by=actor, state="draft", stamp=1
    )
    if (found := same.first()) is not None and says_the_same(found, made, WORDS):
        return found
    _saved(made)
    _trace(made, "added", actor=actor, at=now)
    return made


def _locked(item: LibraryItem, actor: Any) -> LibraryItem:
    row: LibraryItem = (
        LibraryItem.objects.select_for_update(of=("self",))
        .select_related("district", "category", "author", "work_group", "task", "subject_group", "replaces", "saved_by")
        .get(pk=item.pk)
    )
    if not may_write(actor, row):
        raise NotAllowed("แก้ไขได้เฉพาะผู้เพิ่ม ผู้จัดทำ และ ผอ.กลุ่มนิเทศฯ")
    return row


@transaction.atomic
def edit_item(
    item: LibraryItem, *, actor: Any, stamp: int | None = None, now: datetime | None = None, **values: Any
) -> LibraryItem:
    """StaleRevision when somebody saved it since the form was opened. What is listed keeps category and predecessor,
    because number and chain of editions follow from them."""
    now = now or timezone.now()
    row = _locked(item, actor)
    STATES.next(row.state, "edit")
    held_since(row, stamp, actor=actor, values=values)
    if row.state != LibraryItem.State.DRAFT:
        values = {name: value for name, value in values.items() if name not in ("category", "replaces")}
    elif values.get("replaces") is not None and values["replaces"].pk == row.pk:
        raise DomainError("เอกสารแทนฉบับของตนเองไม่ได้", field="replaces")
    _put(row, values)
    row.stamp, row.saved_by, row.updated_at = row.stamp + 1, actor, now
    _saved(row)
    _trace(row, "edited", actor=actor, at=now)
    return row


def lacking(item: LibraryItem) -> list[str]:
    """What is still absent before it is listed."""
    return [] if item.url or attachments_of(pointer_of(item)) else ["ไฟล์หรือลิงก์ของเอกสาร"]


@transaction.atomic
def list_item(item: LibraryItem, *, actor: Any, now: datetime | None = None) -> LibraryItem:
    """Into the library, with the next number of the calendar year where its category is numbered; the edition it
    replaces steps back. Two clicks list once."""
    now = now or timezone.now()
    row = _locked(item, actor)
    if row.state == LibraryItem.State.LISTED:
        return row
    row.state = STATES.next(row.state, "list")
    if wanted := lacking(row):
        raise DomainError(f"ยังไม่มี{' '.join(wanted)}")
    if row.replaces is not None:
        _step_back(row.replaces, actor=actor, now=now)
    row.listed_at, row.updated_at = now, now
    if row.category.is_numbered:
        # By the calendar year of the listing, as the papers themselves are cited.
        row.year = timezone.localdate(now).year + BE_OFFSET
        row.number = next_number(row.district.code, SERIES, row.year)
    row.save(update_fields=["state", "listed_at", "updated_at", "number", "year"])
    _trace(row, "listed", actor=actor, at=now, number=row.number_label)
    return row


def _step_back(old: LibraryItem, *, actor: Any, now: datetime) -> None:
    held: LibraryItem = (
        LibraryItem.objects.select_for_update(of=("self",)).select_related("district").get(pk=old.pk)
    )  # fmt: skip
    if held.state != LibraryItem.State.LISTED:
        raise DomainError("ฉบับที่จะแทนไม่ได้ใช้อยู่แล้ว กรุณาเลือกฉบับล่าสุด", field="replaces")
    held.state, held.updated_at = STATES.next(held.state, "replace"), now
    held.save(update_fields=["state", "updated_at"])
    _trace(held, "replaced", actor=actor, at=now)


@transaction.atomic
def show_to_schools(item: LibraryItem, *, actor: Any, shown: bool, now: datetime | None = None) -> LibraryItem:
    now = now or timezone.now()
    row = _locked(item, actor)
    row.state = STATES.next(row.state, "show")
    if row.for_schools == shown:
        return row
    row.for_schools, row.updated_at = shown, now
    row.save(update_fields=["for_schools", "updated_at"])
    _trace(row, "shown" if shown else "hidden", actor=actor, at=now)
    return row


@transaction.atomic
def withdraw_item(item: LibraryItem, *, actor: Any, reason: str, now: datetime | None = None) -> LibraryItem:
    """No longer in use; its number is kept and schools do not see it any more."""
    now = now or timezone.now()
    row = _locked(item, actor)
    reason = needed(reason, "กรุณาเขียนเหตุที่เลิกใช้")
    if row.state == LibraryItem.State.WITHDRAWN:
        return row
    row.state, row.reason, row.updated_at = STATES.next(row.state, "withdraw"), reason, now
    row.save(update_fields=["state", "reason", "updated_at"])
    _trace(row, "withdrawn", actor=actor, at=now, reason=reason)
    return row


@transaction.atomic
def remove_draft(item: LibraryItem, *, actor: Any, now: datetime | None = None) -> None:
    """A draft goes with its files; what was listed is withdrawn instead."""
    row = _locked(item, actor)
    STATES.next(row.state, "remove")
    owner = pointer_of(row)
    for attachment in attachments_of(owner):
        remove(attachment, actor=actor, owner=owner)
    _trace(row, "removed", actor=actor, at=now or timezone.now())
    row.delete()


@transaction.atomic
def save_category(
    district: District, *, actor: Any, category: Category | None = None, name: str, is_numbered: bool = False,
    is_active: bool = True, now: datetime | None = None,
) -> Category:  # fmt: skip
    """A new category, or another name for one; whether its papers are numbered stays once one of them was."""
    now = now or timezone.now()
    if not keeps_library(actor, district):
        raise NotAllowed("จัดหมวดได้เฉพาะ ผอ.กลุ่มนิเทศฯ")
    name = needed(" ".join(name.split()), "กรุณาระบุชื่อหมวด", field="name")
    rows = Category.objects.select_for_update().filter(district=district)
    row = rows.get(pk=category.pk) if category is not None else None
    same = rows.filter(name=name).first()
    if same is not None and (row is None or same.pk != row.pk):
        raise DomainError("มีหมวดชื่อนี้แล้ว", field="name")
    if row is None:
        last = rows.order_by().aggregate(last=Max("position"))["last"] if same is None else 0
        row = Category(district=district, position=(last or 0) + 1)
    elif row.is_numbered != is_numbered and _was_used(row):
        raise DomainError("หมวดนี้มีเอกสารที่ขึ้นทะเบียนแล้ว จึงเปลี่ยนการออกเลขที่ไม่ได้", field="is_numbered")
    row.name, row.is_numbered, row.is_active = name, is_numbered, is_active
    row.save()
    audit.record(
        actor=actor, action="library.category", target=Pointer("district", str(district.pk), district.name),
        district_code=district.code, data={"name": name}, at=now,
    )  # fmt: skip
    return row


def _was_used(category: Category) -> bool:
    rows: Any = LibraryItem.objects.filter(category=category)
    return bool(rows.was_listed().exists())


@lru_cache
def _shipped() -> list[dict[str, Any]]:
    path = Path(__file__).parent / "reference" / "categories.yaml"
    rows: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return rows


def load_categories(district: District) -> int:
    return add_shipped(Category, district, in_order(_shipped()))
