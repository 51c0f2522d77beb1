"""Write sets of standards: a new one, a copy, words, scale, rows and ties. What was published or is used is frozen."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import PROTECT
from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed, StaleRevision
from core.pointers import Pointer
from qa.standards.models import EducationLevel, ScaleLevel, Standard, StandardSet, StandardTie
from qa.standards.permissions import may_write_sets, paper_of
from qa.standards.states import IN_HAND, SET_STATES

FRONT = ("name", "edition", "year_from", "year_to", "method", "source", "certainty")
MOST_ROWS, DEEPEST, MOST_LEVELS = 300, 3, 10
Level = tuple[int, str, Sequence[str]]


@dataclass(frozen=True)
class ItemWords:
    """What a row says; `weight` is above nothing, `is_own` marks the office's own (อัตลักษณ์)."""

    number: str
    title: str
    weight: Decimal = Decimal(1)
    is_own: bool = False


def set_pointer(row: StandardSet) -> Pointer:
    return Pointer("standard_set", str(row.pk), row.name)


@transaction.atomic
def make_set(
    district: Any, *, actor: Any, level: str, family: str, values: Mapping[str, Any], now: datetime | None = None
) -> StandardSet:
    """An empty draft. `values`: name, edition, year_from, year_to, method, source, certainty."""
    _allowed(actor, district)
    if level not in EducationLevel.values or family not in StandardSet.Family.values:
        raise DomainError("กรุณาเลือกระดับการศึกษาและประเภทของชุด", field="level")
    made = StandardSet(district=district, level=level, family=family, code=_free_code(district))
    _fill_front(made, values)
    made.created_by, made.updated_at = _person(actor), now or timezone.now()
    made.save()
    trace(made, "made", actor=actor, at=made.updated_at)
    return made


@transaction.atomic
def copy_set(
    source: StandardSet, *, actor: Any, family: str, values: Mapping[str, Any], now: datetime | None = None
) -> StandardSet:
    """A new draft with the scale and rows of `source`. Each row is tied to the one it was copied from when the copy is
    of another family, and to what that one was tied to."""
    _allowed(actor, source.district)
    made = make_set(
        source.district,
        actor=actor,
        level=source.level,
        family=family,
        values={**{name: getattr(source, name) for name in FRONT}, **values},
        now=now,
    )
    made.based_on = source
    made.save(update_fields=["based_on"])
    ScaleLevel.objects.bulk_create(
        ScaleLevel(set=made, value=row.value, word=row.word, also=row.also) for row in source.scale.all()
    )
    twins: dict[int, Standard] = {}
    waiting = list(source.standards.order_by("position"))
    while waiting:
        # A child is given its parent's key, so a whole depth goes in before the next.
        ready = [row for row in waiting if row.parent_id is None or row.parent_id in twins]
        waiting = [row for row in waiting if row not in ready]
        layer = [
            Standard(
                set=made, parent=twins.get(row.parent_id or 0), position=row.position, number=row.number,
                title=row.title, weight=row.weight, is_own=row.is_own,
            )
            for row in ready
        ]  # fmt: skip
        for row, twin in zip(ready, Standard.objects.bulk_create(layer), strict=True):
            twins[row.pk] = twin
    ties = [
        StandardTie(item=twins[tie.item_id], other_id=tie.other_id)
        for tie in StandardTie.objects.filter(item__set=source)
    ]
    if family != source.family:
        ties += [StandardTie(item=twin, other_id=pk) for pk, twin in twins.items()]
    StandardTie.objects.bulk_create(ties)
    return made


@transaction.atomic
def save_front(
    row: StandardSet, *, actor: Any, values: Mapping[str, Any], lock_version: int | None = None,
    now: datetime | None = None,
) -> StandardSet:  # fmt: skip
    draft = locked_draft(row, actor=actor, lock_version=lock_version)
    _fill_front(draft, values)
    return _touch(draft, actor=actor, now=now)


@transaction.atomic
def save_scale(
    row: StandardSet, *, actor: Any, levels: Sequence[Level], lock_version: int | None = None,
    now: datetime | None = None,
) -> StandardSet:  # fmt: skip
    """Replace the scale of a draft: (value, word, other spellings), each value and word once."""
    draft = locked_draft(row, actor=actor, lock_version=lock_version)
    words = [word.strip() for _, word, _ in levels]
    spellings = [*words, *(other.strip() for _, _, also in levels for other in also)]
    if not 2 <= len(levels) <= MOST_LEVELS:
        raise DomainError(f"ต้องมี 2 ถึง {MOST_LEVELS} ระดับ", field="levels")
    if not all(words) or any(len(word) > 60 for word in spellings):
        raise DomainError("แต่ละระดับต้องมีคำ ไม่เกิน 60 ตัวอักษร", field="levels")
    if len({value for value, _, _ in levels}) < len(levels) or len(set(spellings)) < len(spellings):
        raise DomainError("ค่าหรือคำของระดับซ้ำกัน", field="levels")
    if any(not 0 <= value <= 100 for value, _, _ in levels):
        raise DomainError("ค่าของระดับต้องเป็น 0 ถึง 100", field="levels")
    draft.scale.all().delete()
    ScaleLevel.objects.bulk_create(
        ScaleLevel(set=draft, value=value, word=word.strip(), also=[one.strip() for one in also if one.strip()])
        for value, word, also in levels
    )
    return _touch(draft, actor=actor, now=now)


@transaction.atomic
def save_item(
    row: StandardSet, *, actor: Any, words: ItemWords, item: Standard | None = None, parent: Standard | None = None,
    lock_version: int | None = None, now: datetime | None = None,
) -> Standard:  # fmt: skip
    """Write a row of a draft, or add one at the end of `parent` (of the set, without)."""
    draft = locked_draft(row, actor=actor, lock_version=lock_version)
    number, title = " ".join(words.number.split()), " ".join(words.title.split())
    if not number or len(number) > 20:
        raise DomainError("กรุณาระบุเลขที่ ไม่เกิน 20 ตัวอักษร", field="number")
    if not title:
        raise DomainError("กรุณาเขียนข้อความ", field="title")
    if not 0 < words.weight < 10_000:
        raise DomainError("น้ำหนักต้องมากกว่า 0", field="weight")
    others = draft.standards.exclude(pk=item.pk) if item is not None else draft.standards.all()
    if others.filter(number=number).exists():
        raise DomainError(f"มีเลขที่ {number} ในชุดนี้แล้ว", field="number")
    if item is None:
        if draft.standards.count() >= MOST_ROWS:
            raise DomainError(f"หนึ่งชุดมีได้ไม่เกิน {MOST_ROWS} ข้อ")
        if parent is not None and (parent.set_id != draft.pk or _depth(parent) >= DEEPEST - 1):
            raise DomainError(f"ชุดหนึ่งซ้อนได้ไม่เกิน {DEEPEST} ชั้น", field="number")
        top = draft.standards.order_by("-position").values_list("position", flat=True).first()
        item = Standard(set=draft, parent=parent, position=(top or 0) + 1)
    elif item.set_id != draft.pk:
        raise DomainError("ข้อนี้ไม่ได้อยู่ในชุดนี้")
    item.number, item.title, item.weight, item.is_own = number, title, words.weight, words.is_own
    item.save()
    _renumber(draft)
    _touch(draft, actor=actor, now=now)
    return item


@transaction.atomic
def move_item(item: Standard, *, actor: Any, up: bool, now: datetime | None = None) -> None:
    """One place up or down among its siblings; all below it goes along."""
    draft = locked_draft(item.set, actor=actor)
    rows = list(draft.standards.filter(parent=item.parent_id).order_by("position"))
    place = next((index for index, row in enumerate(rows) if row.pk == item.pk), None)
    other = None if place is None else place - 1 if up else place + 1
    if place is None or other is None or not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    _renumber(draft, {item.parent_id: [row.pk for row in rows]})
    _touch(draft, actor=actor, now=now)


@transaction.atomic
def remove_item(item: Standard, *, actor: Any, now: datetime | None = None) -> None:
    """Take a row of a draft out with all below it."""
    draft = locked_draft(item.set, actor=actor)
    if draft.standards.filter(pk=item.pk).delete()[0]:
        _renumber(draft)
        _touch(draft, actor=actor, now=now)


@transaction.atomic
def set_ties(
    item: Standard, *, actor: Any, others: Iterable[Standard], lock_version: int | None = None,
    now: datetime | None = None,
) -> None:  # fmt: skip
    """Tie a row to rows of other sets of the office and level, in place of those it was tied to."""
    held = locked_set(item.set, actor=actor, lock_version=lock_version)
    if held.state == StandardSet.State.RETIRED:
        raise DomainError("ชุดนี้เลิกใช้แล้ว จึงผูกเพิ่มไม่ได้")
    wanted = list(others)
    if any(one.set_id == held.pk or one.set.district_id != held.district_id or one.set.level != held.level
           for one in wanted):  # fmt: skip
        raise DomainError("ผูกได้กับข้อของชุดอื่นในเขตและระดับเดียวกัน", field="others")
    item.ties.exclude(other__in=wanted).delete()
    StandardTie.objects.bulk_create([StandardTie(item=item, other=one) for one in wanted], ignore_conflicts=True)
    held.lock_version += 1
    held.updated_at = now or timezone.now()
    held.save(update_fields=["lock_version", "updated_at"])
    trace(held, "tied", actor=actor, at=held.updated_at, data={"number": item.number, "count": len(wanted)})


@transaction.atomic
def delete_draft(row: StandardSet, *, actor: Any, now: datetime | None = None) -> None:
    draft = locked_draft(row, actor=actor)
    if draft.offspring.exists():
        raise DomainError("มีชุดที่ทำสำเนาจากร่างนี้แล้ว จึงลบไม่ได้")
    trace(draft, "deleted", actor=actor, at=now or timezone.now())
    draft.delete()


def is_used(row: StandardSet) -> bool:
    """Whether anything to the right keeps a level, a target or a paper by this set."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: row.pk}).exists()
        for relation in StandardSet._meta.related_objects
        if relation.on_delete is PROTECT and relation.related_model is not StandardSet
    )


def locked_set(row: StandardSet, *, actor: Any, lock_version: int | None = None) -> StandardSet:
    """The set as it stands, held until the transaction ends; NotAllowed, or StaleRevision when it moved on."""
    found = StandardSet.objects.select_for_update(of=("self",)).select_related("district").get(pk=row.pk)
    _allowed(actor, found.district)
    if lock_version is not None and found.lock_version != lock_version:
        raise StaleRevision("มีผู้อื่นแก้ไขชุดนี้หลังจากที่ท่านเปิดหน้า กรุณาเปิดหน้านี้ใหม่ เทียบ แล้วบันทึกอีกครั้ง")
    return found


def locked_draft(row: StandardSet, *, actor: Any, lock_version: int | None = None) -> StandardSet:
    found = locked_set(row, actor=actor, lock_version=lock_version)
    if paper_of(found).state in IN_HAND:
        raise DomainError("ชุดนี้เสนอแล้ว จึงแก้ไม่ได้จนกว่าจะถอนคืนหรือถูกส่งกลับ")
    if not SET_STATES.allows(found.state, "edit") or is_used(found):
        raise DomainError("ชุดนี้ประกาศใช้หรือถูกใช้แล้ว จึงแก้ไม่ได้ กรุณาทำสำเนาเป็นชุดใหม่แล้วแก้ที่สำเนา")
    return found


def trace(row: StandardSet, act: str, *, actor: Any, at: datetime, data: dict[str, Any] | None = None) -> None:
    audit.record(
        actor=actor, action=f"standard_set.{act}", target=set_pointer(row), district_code=row.district.code,
        data=data or {}, at=at,
    )  # fmt: skip


def _allowed(actor: Any, district: Any) -> None:
    if not may_write_sets(actor, district):
        raise NotAllowed("จัดทำมาตรฐานได้เฉพาะ ผอ.กลุ่มนิเทศฯ")


def _person(actor: Any) -> Any:
    return None if actor is audit.SYSTEM else actor


def _free_code(district: Any) -> str:
    taken = set(StandardSet.objects.of_district(district).values_list("code", flat=True))
    return next(code for number in range(1, 100_000) if (code := f"set-{number}") not in taken)


def check_years(year_from: int | None, year_to: int | None) -> None:
    if year_from is None or not 2400 <= year_from <= 2700:
        raise DomainError("กรุณาระบุปีการศึกษาที่เริ่มใช้เป็น พ.ศ.", field="year_from")
    if year_to is not None and not year_from <= year_to <= 2700:
        raise DomainError("ปีสิ้นสุดต้องไม่ก่อนปีที่เริ่มใช้", field="year_to")


def _fill_front(row: StandardSet, values: Mapping[str, Any]) -> None:
    if set(values) - set(FRONT):
        raise DomainError("มีช่องที่ไม่รู้จัก")
    for name, value in values.items():
        setattr(row, name, " ".join(value.split()) if name in ("name", "edition") else value)
    if not row.name or len(row.name) > 200:
        raise DomainError("กรุณาระบุชื่อชุดมาตรฐาน ไม่เกิน 200 ตัวอักษร", field="name")
    if row.method not in StandardSet.Method.values:
        raise DomainError("กรุณาเลือกวิธีตัดสินระดับ", field="method")
    check_years(row.year_from, row.year_to)


def _depth(row: Standard) -> int:
    depth, above = 0, row.parent
    while above is not None:
        depth, above = depth + 1, above.parent
    return depth


def _renumber(owner: StandardSet, given: Mapping[int | None, Sequence[int]] | None = None) -> None:
    """Positions 1, 2, 3 … in reading order; `given` is the order of some siblings. By way of numbers nobody has."""
    children: dict[int | None, list[int]] = defaultdict(list)
    for pk, parent in owner.standards.order_by("position").values_list("pk", "parent"):
        children[parent].append(pk)
    for parent, order in (given or {}).items():
        children[parent] = list(order)
    flat: list[int] = []

    def walk(parent: int | None) -> None:
        for pk in children.get(parent, ()):
            flat.append(pk)
            walk(pk)

    walk(None)
    held = dict(owner.standards.values_list("pk", "position"))
    if all(held[pk] == place for place, pk in enumerate(flat, start=1)):
        return
    for offset in (10_000, 0):
        rows = [Standard(pk=pk, position=place + offset) for place, pk in enumerate(flat, start=1)]
        Standard.objects.bulk_update(rows, ["position"])


def _touch(draft: StandardSet, *, actor: Any, now: datetime | None) -> StandardSet:
    draft.lock_version += 1
    draft.updated_at = now or timezone.now()
    draft.save()
    trace(draft, "written", actor=actor, at=draft.updated_at)
    return draft
