"""A curriculum from draft to in force: written, sent, drawn back, accepted, returned, cancelled."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed, needed
from core.missing import refuse_if_missing
from core.pointers import Pointer
from core.stamps import held_since
from core.thai.dates import be_year
from schools.models import District, School
from schools.queries import holders, supervisors_of
from supervision.curricula.missing import missing_of
from supervision.curricula.models import Curriculum, CurriculumKind
from supervision.curricula.permissions import (
    STATES,
    can_cancel,
    is_of_school,
    may_keep_kinds,
    may_review_school,
    may_write,
)
from supervision.curricula.services.common import locked, tell, trace

WORDS = ("kind", "title", "version", "year_from", "grades", "approved_on", "changes")
S = Curriculum.State


def _put(row: Curriculum, values: dict[str, Any], now: datetime) -> None:
    if unknown := set(values) - set(WORDS):
        raise ValueError(f"not words of a curriculum: {sorted(unknown)}")
    for name, value in values.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.title = needed(" ".join(row.title.split()), "กรุณาระบุชื่อหลักสูตร", field="title")
    row.version = needed(" ".join(row.version.split()), "กรุณาระบุฉบับ", field="version")
    if row.kind.district_id != row.school.district_id:
        raise DomainError("ชนิดหลักสูตรนี้ไม่ใช่ของเขตนี้", field="kind")
    if row.year_from > be_year(timezone.localdate(now)) + 1:
        raise DomainError(f"ปีการศึกษา {row.year_from} ยังอยู่อีกไกล กรุณาตรวจปี", field="year_from")
    if row.approved_on is not None and row.approved_on > timezone.localdate(now):
        raise DomainError("วันที่เห็นชอบยังมาไม่ถึง", field="approved_on")


def _saved(row: Curriculum) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if "one_curriculum_per_version" not in str(error):
            raise
        raise DomainError("โรงเรียนมีหลักสูตรชนิดและฉบับนี้แล้ว", field="version") from error


@transaction.atomic
def write_curriculum(school: School, *, actor: Any, now: datetime | None = None, **values: Any) -> Curriculum:
    """A draft; the same kind and version by the same person again is the draft that is there."""
    now = now or timezone.now()
    if not may_write(actor, school):
        raise NotAllowed("บันทึกหลักสูตรได้เฉพาะบุคลากรของโรงเรียน และผู้รับผิดชอบของสำนักงานเขต")
    row = Curriculum(school=school, saved_by=actor, created_at=now, updated_at=now)
    _put(row, values, now)
    found = Curriculum.objects.filter(
        school=school, kind=row.kind, version=row.version, state=S.DRAFT, saved_by=actor
    ).first()
    if found is not None:
        return found
    _saved(row)
    trace(row, "written", actor=actor, at=now)
    return row


@transaction.atomic
def edit_curriculum(
    curriculum: Curriculum, *, actor: Any, stamp: int | None = None, now: datetime | None = None, **values: Any
) -> Curriculum:
    """While it is with the school. StaleRevision when a colleague saved it since the form was opened."""
    now = now or timezone.now()
    row = locked(curriculum)
    if not may_write(actor, row.school):
        raise NotAllowed("แก้ไขได้เฉพาะบุคลากรของโรงเรียน และผู้รับผิดชอบของสำนักงานเขต")
    STATES.next(row.state, "edit")
    held_since(row, stamp, actor=actor, values=values)
    _put(row, values, now)
    row.stamp, row.saved_by, row.updated_at = row.stamp + 1, actor, now
    _saved(row)
    trace(row, "edited", actor=actor, at=now)
    return row


@transaction.atomic
def submit_curriculum(curriculum: Curriculum, *, actor: Any, now: datetime | None = None) -> Curriculum:
    """To the office, with its file; two clicks send once."""
    now = now or timezone.now()
    row = locked(curriculum)
    if not may_write(actor, row.school):
        raise NotAllowed("ส่งได้เฉพาะบุคลากรของโรงเรียน และผู้รับผิดชอบของสำนักงานเขต")
    if row.state == S.SUBMITTED:
        return row
    state = STATES.next(row.state, "submit")
    refuse_if_missing(missing_of(row))
    row.state, row.reason, row.submitted_by, row.submitted_at, row.updated_at = state, "", actor, now, now
    row.save(update_fields=["state", "reason", "submitted_by", "submitted_at", "updated_at"])
    trace(row, "submitted", actor=actor, at=now)
    today = timezone.localdate(now)
    people = holders("group_director", row.school.district, today)
    people += [one.person.user for one in supervisors_of(row.school, today) if one.person.user]
    others = [person for person in dict.fromkeys(people) if person != actor]
    tell(row, others, "submitted", f"{row.school.name}ส่ง{row.kind}: {row}", now=now)
    return row


@transaction.atomic
def withdraw_curriculum(curriculum: Curriculum, *, actor: Any, now: datetime | None = None) -> Curriculum:
    """Back to a draft while nobody has begun to review it."""
    now = now or timezone.now()
    row = locked(curriculum)
    if row.submitted_by_id != actor.pk and not is_of_school(actor, row.school):
        raise NotAllowed("ดึงกลับได้เฉพาะผู้ส่งและโรงเรียน")
    if row.state == S.DRAFT:
        return row
    state = STATES.next(row.state, "withdraw")
    if row.reviews.standing().exists():
        raise DomainError("สำนักงานเขตเริ่มตรวจแล้ว จึงดึงกลับไม่ได้ ขอให้ผู้ตรวจส่งกลับแทน")
    row.state, row.updated_at = state, now
    row.save(update_fields=["state", "updated_at"])
    trace(row, "withdrawn", actor=actor, at=now)
    return row


def _to_decide(curriculum: Curriculum, actor: Any) -> Curriculum:
    row = locked(curriculum)
    if not may_review_school(actor, row.school):
        raise NotAllowed("พิจารณาได้เฉพาะศึกษานิเทศก์ที่รับผิดชอบโรงเรียน และผู้รับผิดชอบกลุ่มงานหลักสูตร")
    if row.state == S.SUBMITTED and row.submitted_by_id == actor.pk:
        raise NotAllowed("ผู้ส่งพิจารณาหลักสูตรที่ตนส่งไม่ได้")
    return row


def _tell_school(row: Curriculum, act: str, *, body: str, now: datetime) -> None:
    people = holders("principal", row.school.district, timezone.localdate(now), school=row.school)
    if row.submitted_by and row.submitted_by not in people and is_of_school(row.submitted_by, row.school):
        people = [*people, row.submitted_by]
    tell(row, people, act, f"{row.get_state_display()}: {row}", body=body, now=now)


@transaction.atomic
def accept_curriculum(
    curriculum: Curriculum, *, actor: Any, opinion: str = "", now: datetime | None = None
) -> Curriculum:
    """After a finished review; the version that was in force under this title is superseded."""
    now = now or timezone.now()
    # All versions under the title, in one order: of two accepted at once the second must see the first.
    same = Curriculum.objects.filter(school=curriculum.school_id, kind=curriculum.kind_id, title=curriculum.title)
    list(same.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    row = _to_decide(curriculum, actor)
    if row.state == S.ACCEPTED:
        return row
    state = STATES.next(row.state, "accept")
    reviews = row.reviews.standing()
    if not reviews.done().filter(created_at__gte=row.submitted_at).exists():
        raise DomainError("ต้องมีผลการตรวจด้วยเครื่องมืออย่างน้อยหนึ่งฉบับหลังโรงเรียนส่ง จึงรับว่าใช้ได้")
    if reviews.exclude(state="done").exists():
        raise DomainError("ยังมีแบบตรวจที่ยังไม่สรุปผล ให้ผู้ตรวจสรุปหรือยกเลิกก่อน")
    before = Curriculum.objects.filter(school=row.school, kind=row.kind, title=row.title, state=S.ACCEPTED)
    before.update(state=S.SUPERSEDED, updated_at=now)
    row.state, row.opinion, row.decided_by, row.decided_at, row.updated_at = state, opinion.strip(), actor, now, now
    row.save(update_fields=["state", "opinion", "decided_by", "decided_at", "updated_at"])
    trace(row, "accepted", actor=actor, at=now)
    _tell_school(row, "accepted", body=row.opinion, now=now)
    return row


@transaction.atomic
def return_curriculum(curriculum: Curriculum, *, actor: Any, reason: str, now: datetime | None = None) -> Curriculum:
    now, reason = now or timezone.now(), needed(reason, "กรุณาเขียนสิ่งที่ต้องปรับปรุง")
    row = _to_decide(curriculum, actor)
    if row.state == S.RETURNED:
        return row
    row.state, row.reason = STATES.next(row.state, "return"), reason
    row.decided_by, row.decided_at, row.updated_at = actor, now, now
    row.save(update_fields=["state", "reason", "decided_by", "decided_at", "updated_at"])
    trace(row, "returned", actor=actor, at=now, data={"reason": reason})
    _tell_school(row, "returned", body=reason, now=now)
    return row


@transaction.atomic
def cancel_curriculum(curriculum: Curriculum, *, actor: Any, reason: str, now: datetime | None = None) -> Curriculum:
    now, reason = now or timezone.now(), needed(reason, "กรุณาเขียนเหตุที่ยกเลิก")
    row = locked(curriculum)
    if row.state == S.CANCELLED and may_write(actor, row.school):
        return row
    if not can_cancel(actor, row):
        if may_write(actor, row.school):
            STATES.next(row.state, "cancel")
        raise NotAllowed("ยกเลิกได้เฉพาะโรงเรียนเมื่อยังเป็นร่าง และผู้รับผิดชอบของสำนักงานเขต")
    row.state, row.reason, row.updated_at = STATES.next(row.state, "cancel"), reason, now
    row.save(update_fields=["state", "reason", "updated_at"])
    trace(row, "cancelled", actor=actor, at=now, data={"reason": reason})
    return row


@transaction.atomic
def save_kind(
    district: District, *, actor: Any, kind: CurriculumKind | None = None, name: str, expected: str, position: int,
    is_active: bool, now: datetime | None = None,
) -> CurriculumKind:  # fmt: skip
    if not may_keep_kinds(actor, district):
        raise NotAllowed("กำหนดชนิดหลักสูตรได้เฉพาะ ผอ.กลุ่มนิเทศฯ และผู้รับผิดชอบกลุ่มงานหลักสูตร")
    row = CurriculumKind(district=district)
    if kind is not None:
        row = CurriculumKind.objects.select_for_update().get(pk=kind.pk, district=district)
    row.name = needed(" ".join(name.split()), "กรุณาระบุชนิดหลักสูตร", field="name")
    row.expected, row.position, row.is_active = expected, position, is_active
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise DomainError("มีชนิดหลักสูตรชื่อนี้แล้ว", field="name") from error
    audit.record(
        actor=actor, action="curriculum.kind_saved", target=Pointer("curriculum_kind", str(row.pk), row.name),
        district_code=district.code, data={}, at=now or timezone.now(),
    )  # fmt: skip
    return row
