"""A school's standards and targets of a year: started from a set or last year's, drafted, declared, opened again."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core import audit, files, notify
from core.errors import DomainError, NotAllowed, StaleRevision
from core.missing import refuse_if_missing
from core.pointers import Pointer
from qa.standards.missing import missing_of_school
from qa.standards.models import SchoolStandards, SchoolTarget, Standard, StandardSet
from qa.standards.permissions import can_delete_paper, may_declare_for, may_write_for
from qa.standards.queries.school import levels_of, lines_of, sets_for
from qa.standards.queries.sets import outline
from qa.standards.states import SCHOOL_STATES

KIND = "school_standards"
MOST_OWN = 30
Chosen = tuple[int | None, int | None]


def school_pointer(paper: SchoolStandards) -> Pointer:
    return Pointer(KIND, str(paper.pk), str(paper))


@transaction.atomic
def start_paper(
    school: Any, *, actor: Any, academic_year: int, level: str, set: StandardSet,
    previous: SchoolStandards | None = None, now: datetime | None = None,
) -> SchoolStandards:  # fmt: skip
    """The draft of a year, with the rows of `set`; of `previous` the school's own items and, by the same set, its
    targets. One that exists already is given as it is."""
    if not may_write_for(actor, school):
        raise NotAllowed("จัดทำได้เฉพาะมาตรฐานของโรงเรียนตน")
    if level not in levels_of(school):
        raise DomainError("โรงเรียนนี้ไม่ได้เปิดสอนระดับที่เลือก", field="level")
    if not sets_for(school.district_id, level, academic_year).filter(pk=set.pk).exists():
        raise DomainError("ชุดมาตรฐานนี้ไม่ได้ใช้ในปีการศึกษาและระดับที่เลือก", field="set")
    if previous is not None and (previous.school_id != school.pk or previous.level != level):
        raise DomainError("คัดลอกได้เฉพาะของโรงเรียนและระดับเดียวกัน", field="previous")
    key = {"school": school, "academic_year": academic_year, "level": level}
    found = SchoolStandards.objects.filter(**key).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            paper = SchoolStandards.objects.create(
                **key, set=set, based_on=previous, updated_by=_person(actor), updated_at=now or timezone.now()
            )
    except IntegrityError:
        return SchoolStandards.objects.get(**key)
    lines = [line for line in outline(set) if line.depth == 0 or line.is_leaf]
    rows = {line.row.pk: SchoolTarget(paper=paper, standard=line.row) for line in lines}
    own = [] if previous is None else _carried(paper, previous, rows)
    SchoolTarget.objects.bulk_create([*rows.values(), *own])
    _trace(paper, "started", actor=actor, data={"set": set.name})
    return paper


def _carried(paper: SchoolStandards, previous: SchoolStandards, rows: dict[int, SchoolTarget]) -> list[SchoolTarget]:
    """Own items of last year under the มาตรฐาน of the same number; by the same set the targets come along too."""
    same = previous.set_id == paper.set_id
    roots = {row.number: row for row in paper.set.standards.filter(parent=None)}
    own = []
    for line in lines_of(previous):
        if line.row is None:
            continue
        levels = {"target_id": line.row.target_id, "goal_id": line.row.goal_id} if same else {}
        if line.standard is not None and same and line.standard.pk in rows:
            rows[line.standard.pk].target_id, rows[line.standard.pk].goal_id = line.row.target_id, line.row.goal_id
        elif line.is_own and line.root.number in roots:
            under = roots[line.root.number]
            own.append(SchoolTarget(paper=paper, under=under, number=line.number, title=line.title, **levels))
    if same:
        paper.target_id, paper.goal_id = previous.target_id, previous.goal_id
        ahead = previous.goal_year is not None and previous.goal_year > paper.academic_year
        paper.goal_year = previous.goal_year if ahead else None
        paper.save(update_fields=["target", "goal", "goal_year"])
    return own


@transaction.atomic
def save_targets(
    paper: SchoolStandards, *, actor: Any, rows: Mapping[int, Chosen], overall: Chosen = (None, None),
    goal_year: int | None = None, lock_version: int | None = None, now: datetime | None = None,
) -> SchoolStandards:  # fmt: skip
    """Write the level of the year and the goal, by the key of each row: keys of the set's scale, or None."""
    held = locked_paper(paper, actor=actor, act="write", lock_version=lock_version)
    scale = {level.pk: level for level in held.set.scale.all()}
    mine = {row.pk: row for row in held.targets.all()}
    chosen = [*rows.values(), overall]
    if set(rows) - set(mine) or any(pk is not None and pk not in scale for pair in chosen for pk in pair):
        raise DomainError("ระดับหรือข้อที่เลือกไม่ได้อยู่ในชุดมาตรฐานนี้")
    for target, goal in chosen:
        if target is not None and goal is not None and scale[goal].value < scale[target].value:
            raise DomainError("เป้าหมายระยะยาวต้องไม่ต่ำกว่าค่าเป้าหมายของปีนี้")
    if goal_year is not None and not 2 <= goal_year - held.academic_year <= 4:
        first, last = held.academic_year + 2, held.academic_year + 4
        raise DomainError(f"เป้าหมายระยะ 3–5 ปี ต้องเป็นปีการศึกษา {first} ถึง {last}", field="goal_year")
    changed = []
    for key, (target, goal) in rows.items():
        row = mine[key]
        if (row.target_id, row.goal_id) != (target, goal):
            row.target_id, row.goal_id = target, goal
            changed.append(row)
    SchoolTarget.objects.bulk_update(changed, ["target", "goal"])
    held.target_id, held.goal_id = overall
    held.goal_year = goal_year
    return _touch(held, "saved", actor=actor, now=now, data={"count": len(changed)})


@transaction.atomic
def save_own_item(
    paper: SchoolStandards, *, actor: Any, under: Standard, number: str, title: str, item: SchoolTarget | None = None,
    lock_version: int | None = None, now: datetime | None = None,
) -> SchoolTarget:  # fmt: skip
    """An item the school adds under a มาตรฐาน of its set."""
    held = locked_paper(paper, actor=actor, act="write", lock_version=lock_version)
    number, title = " ".join(number.split()), " ".join(title.split())
    if not number or len(number) > 20:
        raise DomainError("กรุณาระบุเลขที่ ไม่เกิน 20 ตัวอักษร", field="number")
    if not title:
        raise DomainError("กรุณาเขียนข้อความ", field="title")
    if under.set_id != held.set_id or under.parent_id is not None:
        raise DomainError("กรุณาเลือกมาตรฐานของชุดนี้", field="under")
    own = held.targets.filter(standard=None)
    others = own.exclude(pk=item.pk) if item else own
    if others.filter(number=number).exists() or held.set.standards.filter(number=number).exists():
        raise DomainError(f"มีเลขที่ {number} แล้ว", field="number")
    if item is None:
        if own.count() >= MOST_OWN:
            raise DomainError(f"เพิ่มข้อของโรงเรียนได้ไม่เกิน {MOST_OWN} ข้อ")
        item = SchoolTarget(paper=held)
    elif item.paper_id != held.pk or item.standard_id is not None:
        raise DomainError("ข้อนี้ไม่ใช่ข้อของโรงเรียน")
    item.under, item.number, item.title = under, number, title
    item.save()
    _touch(held, "item_saved", actor=actor, now=now, data={"number": number})
    return item


@transaction.atomic
def remove_own_item(paper: SchoolStandards, *, actor: Any, key: int, now: datetime | None = None) -> None:
    held = locked_paper(paper, actor=actor, act="write")
    item = held.targets.filter(pk=key, standard=None).first()
    if item is not None:
        item.delete()
        _touch(held, "item_removed", actor=actor, now=now, data={"number": item.number})


@transaction.atomic
def declare_paper(
    paper: SchoolStandards, *, actor: Any, announced_on: date, number: str = "", upload: Any = None,
    lock_version: int | None = None, today: date | None = None, now: datetime | None = None,
) -> SchoolStandards:  # fmt: skip
    """The principal declares: the day and the file of the school's announcement; nothing moves from here on."""
    held = locked_paper(paper, actor=actor, act="declare", lock_version=lock_version)
    refuse_if_missing(missing_of_school(held))
    if announced_on > (today or timezone.localdate()):
        raise DomainError("วันที่ประกาศต้องไม่เป็นวันในอนาคต", field="announced_on")
    owner = school_pointer(held)
    if upload is not None:
        files.store(upload, owner=owner, actor=actor, district_code=held.school.district.code)
    elif not files.attachments_of(owner):
        raise DomainError("กรุณาแนบไฟล์ประกาศของโรงเรียน", field="file")
    drafter = held.updated_by
    held.state = SCHOOL_STATES.next(held.state, "declare")
    held.announced_on, held.number, held.revision = announced_on, " ".join(number.split())[:60], held.revision + 1
    held.declared_by, held.reason = _person(actor), ""
    _touch(held, "declared", actor=actor, now=now)
    if drafter is not None and drafter.pk != getattr(actor, "pk", None):
        notify.send(
            [drafter], code="school_standards.declared", title=f"ประกาศแล้ว: {held}",
            url=reverse("standards:school-paper", args=[held.pk]), pointer=owner,
            district_code=held.school.district.code,
        )  # fmt: skip
    return held


@transaction.atomic
def revise_paper(paper: SchoolStandards, *, actor: Any, reason: str, now: datetime | None = None) -> SchoolStandards:
    """The principal opens what was declared to change it; until it is declared anew the year has no targets."""
    held = locked_paper(paper, actor=actor, act="revise")
    if not reason.strip():
        raise DomainError("กรุณาเขียนเหตุผล", field="reason")
    held.state, held.reason = SCHOOL_STATES.next(held.state, "revise"), reason.strip()[:2000]
    return _touch(held, "revised", actor=actor, now=now, data={"reason": held.reason})


@transaction.atomic
def delete_paper(paper: SchoolStandards, *, actor: Any) -> None:
    """A draft that was never announced, with its files."""
    held = locked_paper(paper, actor=actor, act="delete")
    if not can_delete_paper(actor, held):
        raise DomainError("ลบไม่ได้ เพราะเคยประกาศแล้ว")
    owner = school_pointer(held)
    for attachment in files.attachments_of(owner):
        files.remove(attachment, actor=actor, owner=owner)
    _trace(held, "deleted", actor=actor)
    held.delete()


def locked_paper(paper: SchoolStandards, *, actor: Any, act: str, lock_version: int | None = None) -> SchoolStandards:
    """The paper as it stands, held until the transaction ends; refused to others, in a wrong state, or when stale."""
    rows = SchoolStandards.objects.select_for_update(of=("self",)).select_related("school__district", "set")
    held: SchoolStandards = rows.get(pk=paper.pk)
    may = may_declare_for if act in ("declare", "revise") else may_write_for
    if not may(actor, held.school):
        raise NotAllowed("ทำได้เฉพาะ ผอ.โรงเรียนนั้น" if may is may_declare_for else "แก้ไขได้เฉพาะมาตรฐานของโรงเรียนตน")
    SCHOOL_STATES.next(held.state, act)
    if lock_version is not None and held.lock_version != lock_version:
        raise StaleRevision("มีผู้อื่นแก้ไขหลังจากที่ท่านเปิดหน้า กรุณาเปิดหน้านี้ใหม่ เทียบ แล้วบันทึกอีกครั้ง")
    return held


def _touch(
    held: SchoolStandards, act: str, *, actor: Any, now: datetime | None, data: dict[str, Any] | None = None
) -> SchoolStandards:
    held.lock_version += 1
    held.updated_at, held.updated_by = now or timezone.now(), _person(actor)
    held.save()
    _trace(held, act, actor=actor, data=data, at=held.updated_at)
    return held


def _trace(
    held: SchoolStandards, act: str, *, actor: Any, data: dict[str, Any] | None = None, at: datetime | None = None
) -> None:
    audit.record(
        actor=actor, action=f"school_standards.{act}", target=school_pointer(held),
        district_code=held.school.district.code, data=data or {}, at=at,
    )  # fmt: skip


def _person(actor: Any) -> Any:
    return None if actor is audit.SYSTEM else actor
