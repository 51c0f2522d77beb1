"""Write procedures: a new one, a draft version, its words and steps, publishing and retiring. What was published is
frozen: to change it is to begin a new draft from it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from accounts.roles import ROLES
from core import audit
from core.errors import DomainError, NotAllowed, StaleRevision
from core.pointers import Pointer
from processes.models import Procedure, ProcedureVersion, Step
from processes.permissions import may_write_procedures
from processes.step_pages import step_page

State, Shape = ProcedureVersion.State, Step.Shape
MOST_STEPS = 60
TEXTS = ("document_code", "group", "scope", "monitoring", "source", "note")
LISTS = ("objectives", "forms", "references")
ROWS = ("definitions", "duties")


@dataclass(frozen=True)
class StepWords:
    """What a step says; months are calendar months, `post` a code of accounts.roles, `back_to` the key of a step,
    `pages` codes of processes.step_pages in the order they stand."""

    title: str
    phase: str = ""
    shape: str = Shape.ACTIVITY
    detail: str = ""
    month_from: int | None = None
    month_to: int | None = None
    timing: str = ""
    owner: str = ""
    post: str = ""
    quality: str = ""
    forms: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    back_to: int | None = None
    back_label: str = ""


def procedure_pointer(procedure: Procedure) -> Pointer:
    return Pointer("procedure", str(procedure.pk), f"กระบวนงาน {procedure.name}")


@transaction.atomic
def make_procedure(
    district: Any, *, actor: Any, name: str, level: str, year_kind: str, now: datetime | None = None
) -> ProcedureVersion:
    """A new procedure with an empty draft. DomainError for a name that is missing or taken."""
    now = now or timezone.now()
    _allowed(actor, district)
    name = " ".join(name.split())
    if not name:
        raise DomainError("กรุณาระบุชื่องาน", field="name")
    if Procedure.objects.of_district(district).filter(name=name).exists():
        raise DomainError("มีกระบวนงานชื่อนี้แล้ว", field="name")
    if level not in Procedure.Level.values or year_kind not in Procedure.YearKind.values:
        raise DomainError("กรุณาเลือกว่าใครดำเนินการและใช้ปีใด", field="level")
    taken = set(Procedure.objects.of_district(district).values_list("code", flat=True))
    code = next(code for number in range(1, 100_000) if (code := f"work-{number}") not in taken)
    made = Procedure.objects.create(district=district, code=code, name=name, level=level, year_kind=year_kind)
    _trace(made, "made", actor=actor, at=now)
    return ProcedureVersion.objects.create(procedure=made, number=1, created_by=actor, updated_at=now)


@transaction.atomic
def new_draft(procedure: Procedure, *, actor: Any, now: datetime | None = None) -> ProcedureVersion:
    """The draft there is, or a new one with everything the version in force says. Two clicks give the same draft."""
    now = now or timezone.now()
    held = _locked(procedure, actor)
    draft = held.versions.filter(state=State.DRAFT).first()
    if draft is not None:
        return draft
    before = held.versions.order_by("-number").first()
    draft = ProcedureVersion(procedure=held, number=(before.number if before else 0) + 1, created_by=actor)
    draft.updated_at = now
    if before is not None:
        for name in (*TEXTS, *LISTS, *ROWS):
            setattr(draft, name, getattr(before, name))
    draft.save()
    if before is not None:
        _copy_steps(before, draft)
    _trace(held, "drafted", actor=actor, at=now)
    return draft


@transaction.atomic
def copy_procedure(procedure: Procedure, *, actor: Any, name: str, now: datetime | None = None) -> Procedure:
    """A procedure of its own with every word and step of the newest version, in force where that one is.

    DomainError for a name that is missing or taken, NotAllowed for who does not write procedures there.
    """
    now = now or timezone.now()
    versions = procedure.versions.order_by("-number")
    before = versions.filter(state=State.PUBLISHED).first() or versions.first()
    draft = make_procedure(
        procedure.district, actor=actor, name=name, level=procedure.level, year_kind=procedure.year_kind, now=now
    )
    if before is not None:
        for word in (*TEXTS, *LISTS, *ROWS):
            setattr(draft, word, getattr(before, word))
        if before.state == State.PUBLISHED:
            draft.state, draft.published_at = State.PUBLISHED, now
        draft.save()
        _copy_steps(before, draft)
    made: Procedure = draft.procedure
    made.is_example = procedure.is_example
    made.save(update_fields=["is_example"])
    return made


def _copy_steps(before: ProcedureVersion, draft: ProcedureVersion) -> None:
    made: dict[int, Step] = {}
    rows = list(before.steps.order_by(F("parent").asc(nulls_first=True), "position"))
    for row in rows:
        old, back = row.pk, row.back_to_id
        row.pk = None
        row._state.adding = True
        row.version = draft
        row.parent = made[row.parent_id] if row.parent_id else None
        row.back_to = made.get(back) if back else None
        row.save()
        made[old] = row


@transaction.atomic
def save_words(
    version: ProcedureVersion, *, actor: Any, values: Mapping[str, Any], lock_version: int | None = None,
    now: datetime | None = None,
) -> ProcedureVersion:  # fmt: skip
    """Texts, lists and rows of a draft; rows are pairs. StaleRevision when the draft moved on."""
    draft = locked_draft(version, actor=actor, lock_version=lock_version)
    unknown = set(values) - {*TEXTS, *LISTS, *ROWS}
    if unknown:
        raise DomainError("มีช่องที่ไม่รู้จัก")
    for name, value in values.items():
        if name in TEXTS:
            setattr(draft, name, value.strip())
        elif name in LISTS:
            setattr(draft, name, [line.strip() for line in value if line.strip()])
        else:
            setattr(draft, name, [[first.strip(), second.strip()] for first, second in value if first.strip()])
    _touch(draft, actor=actor, now=now)
    return draft


@transaction.atomic
def save_step(
    version: ProcedureVersion, *, actor: Any, words: StepWords, step: Step | None = None, parent: Step | None = None,
    lock_version: int | None = None, now: datetime | None = None,
) -> Step:  # fmt: skip
    """Write a step of a draft, or add one at the end (of `parent`, for a sub-step)."""
    draft = locked_draft(version, actor=actor, lock_version=lock_version)
    if step is None:
        if draft.steps.count() >= MOST_STEPS:
            raise DomainError(f"หนึ่งกระบวนงานมีได้ไม่เกิน {MOST_STEPS} ขั้น")
        if parent is not None and (parent.version_id != draft.pk or parent.parent_id is not None):
            raise DomainError("ขั้นย่อยอยู่ได้ใต้ขั้นหลักเท่านั้น", field="parent")
        last = draft.steps.filter(parent=parent).aggregate(top=Max("position"))["top"]
        step = Step(version=draft, parent=parent, position=0 if last is None else last + 1)
    elif step.version_id != draft.pk:
        raise DomainError("ขั้นนี้ไม่ได้อยู่ในร่างนี้")
    _fill(step, words)
    step.save()
    _touch(draft, actor=actor, now=now)
    return step


def _fill(step: Step, words: StepWords) -> None:
    title = " ".join(words.title.split())
    if not title:
        raise DomainError("กรุณาระบุชื่อขั้นตอน", field="title")
    if words.shape not in Shape.values:
        raise DomainError("ไม่รู้จักรูปนี้", field="shape")
    if words.post and words.post not in ROLES:
        raise DomainError("ไม่รู้จักตำแหน่งนี้", field="post")
    for name in ("month_from", "month_to"):
        month = getattr(words, name)
        if month is not None and not 1 <= month <= 12:
            raise DomainError("เดือนต้องเป็น 1 ถึง 12", field=name)
    if (words.month_from is None) != (words.month_to is None):
        raise DomainError("กรุณาระบุทั้งเดือนเริ่มและเดือนสิ้นสุด", field="month_to")
    back = None
    if words.back_to is not None:
        back = Step.objects.filter(pk=words.back_to, version=step.version, parent=None).first()
        if back is None or step.parent_id or (step.pk and back.pk == step.pk) or back.position >= step.position:
            raise DomainError("ทางย้อนกลับต้องไปยังขั้นหลักก่อนหน้า", field="back_to")
        if words.shape != Shape.DECISION:
            raise DomainError("มีทางย้อนกลับได้เฉพาะขั้นตัดสินใจ", field="back_to")
    elif words.shape == Shape.DECISION:
        raise DomainError("ขั้นตัดสินใจต้องบอกว่าเมื่อไม่ผ่านให้กลับไปขั้นใด", field="back_to")
    if any(code not in step.pages and step_page(code) is None for code in words.pages):
        raise DomainError("ไม่รู้จักข้อมูลที่จะแสดงในขั้นนี้", field="pages")
    step.title, step.back_to = title[:200], back
    step.back_label = (words.back_label.strip() or "ไม่เห็นชอบ") if back else ""
    step.forms = [line.strip() for line in words.forms if line.strip()]
    step.references = [line.strip() for line in words.references if line.strip()]
    step.month_from, step.month_to, step.shape, step.post = words.month_from, words.month_to, words.shape, words.post
    step.pages = list(dict.fromkeys(words.pages))
    for name in ("phase", "detail", "timing", "owner", "quality"):
        setattr(step, name, getattr(words, name).strip())


@transaction.atomic
def move_step(
    step: Step, *, actor: Any, up: bool, lock_version: int | None = None, now: datetime | None = None
) -> None:
    """One place up or down among its siblings. DomainError when a way back would then point forward."""
    draft = locked_draft(step.version, actor=actor, lock_version=lock_version)
    rows = list(draft.steps.filter(parent=step.parent_id).order_by("position"))
    place = next(index for index, row in enumerate(rows) if row.pk == step.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    _renumber(rows)
    _check_backs(draft)
    _touch(draft, actor=actor, now=now)


@transaction.atomic
def remove_step(step: Step, *, actor: Any, lock_version: int | None = None, now: datetime | None = None) -> None:
    """Take a step of a draft out, its sub-steps with it. A decision that led back to it must be mended first."""
    draft = locked_draft(step.version, actor=actor, lock_version=lock_version)
    found = draft.steps.filter(pk=step.pk).first()
    if found is None:
        return
    pointing = draft.steps.filter(back_to=found).first()
    if pointing is not None:
        raise DomainError(f"ขั้น “{pointing.title}” ย้อนกลับมาที่ขั้นนี้ กรุณาแก้ทางย้อนกลับก่อน")
    parent = found.parent_id
    found.delete()
    _renumber(list(draft.steps.filter(parent=parent).order_by("position")))
    _touch(draft, actor=actor, now=now)


def _renumber(rows: Sequence[Step]) -> None:
    """Positions 0, 1, 2 …; by way of numbers nobody has, since each may stand once."""
    for offset in (10_000, 0):
        for place, row in enumerate(rows):
            Step.objects.filter(pk=row.pk).update(position=place + offset)


def _check_backs(draft: ProcedureVersion) -> None:
    wrong = draft.steps.filter(back_to__position__gte=F("position")).first()
    if wrong is not None:
        raise DomainError(f"ขั้น “{wrong.title}” ต้องอยู่หลังขั้นที่ย้อนกลับไป")


def missing(version: ProcedureVersion) -> list[str]:
    """What a draft lacks before it can be put in force."""
    steps = list(version.steps.filter(parent=None))
    found = [] if version.objectives else ["ยังไม่มีวัตถุประสงค์"]
    if len(steps) < 2:
        found.append("ต้องมีอย่างน้อยสองขั้นตอน")
    return found


@transaction.atomic
def publish(
    version: ProcedureVersion, *, actor: Any, lock_version: int | None = None, now: datetime | None = None
) -> ProcedureVersion:
    """Put a draft in force; the version before it is retired, runs opened with that one go on with it."""
    now = now or timezone.now()
    done = ProcedureVersion.objects.select_related("procedure__district").get(pk=version.pk)
    if done.state == State.PUBLISHED and may_write_procedures(actor, done.procedure.district):
        return done
    draft = locked_draft(version, actor=actor, lock_version=lock_version)
    lacking = missing(draft)
    if lacking:
        raise DomainError("ยังประกาศใช้ไม่ได้: " + " · ".join(lacking))
    draft.procedure.versions.filter(state=State.PUBLISHED).update(state=State.RETIRED, updated_at=now)
    draft.state, draft.published_at, draft.updated_at = State.PUBLISHED, now, now
    draft.save(update_fields=["state", "published_at", "updated_at"])
    _trace(draft.procedure, "published", actor=actor, at=now, data={"number": draft.number})
    return draft


@transaction.atomic
def set_active(procedure: Procedure, *, actor: Any, active: bool, now: datetime | None = None) -> Procedure:
    """Take a procedure out of use, or into it again; its runs stay."""
    held = _locked(procedure, actor)
    if held.is_active != active:
        held.is_active = active
        held.save(update_fields=["is_active"])
        _trace(held, "used" if active else "retired", actor=actor, at=now or timezone.now())
    return held


@transaction.atomic
def delete_draft(version: ProcedureVersion, *, actor: Any, now: datetime | None = None) -> None:
    """A draft alone; with it the procedure that never had another version."""
    draft = locked_draft(version, actor=actor)
    procedure = draft.procedure
    _trace(procedure, "draft_deleted", actor=actor, at=now or timezone.now())
    draft.delete()
    if not procedure.versions.exists():
        procedure.delete()


def locked_draft(version: ProcedureVersion, *, actor: Any, lock_version: int | None = None) -> ProcedureVersion:
    """The draft as it stands, held until the transaction ends; refused when it is none, or moved on."""
    _locked(version.procedure, actor)
    rows = ProcedureVersion.objects.select_for_update(of=("self",)).select_related("procedure__district")
    found = rows.filter(pk=version.pk).first()
    if found is None or found.state != State.DRAFT:
        raise DomainError("รุ่นนี้ประกาศใช้หรือเลิกใช้แล้ว จึงแก้ไม่ได้ กรุณาทำร่างรุ่นใหม่จากรุ่นนี้")
    if lock_version is not None and found.lock_version != lock_version:
        raise StaleRevision("มีผู้อื่นแก้ร่างนี้หลังจากที่ท่านเปิดหน้า กรุณาเทียบแล้วบันทึกอีกครั้ง")
    return found


def _locked(procedure: Procedure, actor: Any) -> Procedure:
    found = Procedure.objects.select_for_update(of=("self",)).select_related("district").get(pk=procedure.pk)
    _allowed(actor, found.district)
    return found


def _allowed(actor: Any, district: Any) -> None:
    if not may_write_procedures(actor, district):
        raise NotAllowed("จัดการกระบวนงานได้เฉพาะ ผอ.กลุ่มนิเทศฯ")


def _touch(draft: ProcedureVersion, *, actor: Any, now: datetime | None) -> None:
    draft.lock_version += 1
    draft.updated_at = now or timezone.now()
    draft.save()
    _trace(draft.procedure, "written", actor=actor, at=draft.updated_at)


def _trace(procedure: Procedure, act: str, *, actor: Any, at: datetime, data: dict[str, Any] | None = None) -> None:
    audit.record(
        actor=actor, action=f"procedure.{act}", target=procedure_pointer(procedure),
        district_code=procedure.district.code, data=data or {}, at=at,
    )  # fmt: skip
