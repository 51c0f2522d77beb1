"""Write, edit, send, drop; list, return, share and withdraw a medium."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from core.errors import DomainError, NotAllowed, needed
from core.files import attachments_of, remove
from core.stamps import held_since
from evidence.links import tidy
from schools.models import District, School
from schools.queries import holders
from supervision.media.models import Medium
from supervision.media.permissions import STATES, can_decide, may_add, may_decide, may_write
from supervision.media.services.common import locked, owners_of, pointer_of, tell, trace

WORDS = (
    "title", "kind", "owner", "makers", "subject_group", "grades", "work_group", "task", "project", "problem", "usage",
    "outcome", "licence", "url",
)  # fmt: skip


def _put(medium: Medium, values: dict[str, Any]) -> None:
    if unknown := set(values) - set(WORDS):
        raise ValueError(f"not words of a medium: {sorted(unknown)}")
    for name, value in values.items():
        setattr(medium, name, value.strip() if isinstance(value, str) else value)
    medium.title = needed(" ".join(medium.title.split()), "กรุณาระบุชื่อผลงาน", field="title")
    medium.url = tidy(medium.url) if medium.url else ""
    if unknown_grades := set(medium.grades) - set(Medium.Grade.values):
        raise DomainError(f"ไม่รู้จักระดับชั้น {' '.join(sorted(unknown_grades))}", field="grades")
    for name in ("subject_group", "work_group", "project", "owner"):
        row = getattr(medium, name)
        if row is not None and row.district_id != medium.district_id:
            raise DomainError("รายการที่เลือกไม่ใช่ของเขตนี้", field=name)
    if medium.owner is not None and medium.owner.school_id != medium.school_id:
        raise DomainError("เจ้าของผลงานต้องเป็นบุคลากรของโรงเรียนหรือสำนักงานที่เป็นเจ้าของ", field="owner")
    if medium.task is not None and medium.task.work_group_id != medium.work_group_id:
        raise DomainError("เลือกงานของกลุ่มงานที่เลือก", field="task")


def _saved(medium: Medium) -> None:
    try:
        with transaction.atomic():
            medium.save()
    except IntegrityError as error:
        if "one_medium_per_title_and_owner" not in str(error):
            raise
        raise DomainError("มีผลงานชื่อนี้ในทะเบียนแล้ว", field="title") from error


@transaction.atomic
def write_medium(
    district: District, *, actor: Any, school: School | None = None, now: datetime | None = None, **values: Any
) -> Medium:
    """A draft of a school, or of the office without one; two clicks make one."""
    now = now or timezone.now()
    if school is not None and school.district_id != district.pk:
        raise NotAllowed("โรงเรียนนี้ไม่ได้อยู่ในเขตนี้")
    if not may_add(actor, district, school):
        raise NotAllowed("บันทึกได้เฉพาะบุคลากรของโรงเรียนนั้นหรือของกลุ่มนิเทศฯ")
    title = " ".join(str(values.get("title", "")).split())
    same = Medium.objects.of_district(district).filter(
        school=school, title=title, created_by=actor, state="draft", stamp=1
    )
    found: Medium | None = same.first()
    if found is not None:
        return found
    made = Medium(
        district=district, school=school, saved_by=actor, created_by=actor, created_at=now, updated_at=now
    )  # fmt: skip
    _put(made, values)
    _saved(made)
    trace(made, "written", actor=actor, at=now)
    return made


def _to_write(medium: Medium, actor: Any) -> Medium:
    row = locked(medium)
    if not may_write(actor, row):
        raise NotAllowed("แก้ไขได้เฉพาะเจ้าของผลงาน")
    return row


@transaction.atomic
def edit_medium(
    medium: Medium, *, actor: Any, stamp: int | None = None, now: datetime | None = None, **values: Any
) -> Medium:
    """While the owner has it. StaleRevision when a colleague saved it since the form was opened."""
    now = now or timezone.now()
    row = _to_write(medium, actor)
    STATES.next(row.state, "edit")
    held_since(row, stamp, actor=actor, values=values)
    _put(row, values)
    row.stamp, row.saved_by, row.updated_at = row.stamp + 1, actor, now
    _saved(row)
    trace(row, "edited", actor=actor, at=now)
    return row


def lacking(medium: Medium) -> list[str]:
    """What is still absent before it is sent, in Thai words."""
    wanted = [
        label
        for name, label in (("problem", "ปัญหาที่แก้และจุดประสงค์"), ("usage", "วิธีใช้"))
        if not getattr(medium, name).strip()
    ]
    if not medium.grades:
        wanted.append("ระดับชั้นที่ใช้")
    if not medium.url and not attachments_of(pointer_of(medium)):
        wanted.append("ไฟล์หรือลิงก์ของผลงาน")
    return wanted


@transaction.atomic
def submit_medium(medium: Medium, *, actor: Any, now: datetime | None = None) -> Medium:
    """To the office; each time it is sent is a new round of reviews. Two clicks send once."""
    now = now or timezone.now()
    row = _to_write(medium, actor)
    if row.state == Medium.State.SUBMITTED and row.submitted_by_id == actor.pk:
        return row
    state = STATES.next(row.state, "submit")
    if wanted := lacking(row):
        raise DomainError(f"ยังไม่มี {' · '.join(wanted)}")
    row.state, row.reason, row.round = state, "", row.round + 1
    row.submitted_by, row.submitted_at, row.updated_at = actor, now, now
    row.save(update_fields=["state", "reason", "round", "submitted_by", "submitted_at", "updated_at"])
    trace(row, "submitted", actor=actor, at=now)
    deciders = holders("group_director", row.district, timezone.localdate(now))
    tell(
        row, [one for one in deciders if one.pk != actor.pk], "submitted", f"ผลงานจาก{row.place}: {row.title}", now=now
    )
    return row


@transaction.atomic
def remove_draft(medium: Medium, *, actor: Any, now: datetime | None = None) -> None:
    """A draft never sent goes with its files."""
    row = _to_write(medium, actor)
    STATES.next(row.state, "remove")
    owner = pointer_of(row)
    for attachment in attachments_of(owner):
        remove(attachment, actor=actor, owner=owner)
    trace(row, "removed", actor=actor, at=now or timezone.now())
    row.delete()


def _to_decide(medium: Medium, actor: Any) -> Medium:
    row = locked(medium)
    if not may_decide(actor, row.district):
        raise NotAllowed("พิจารณาได้เฉพาะ ผอ.กลุ่มนิเทศฯ")
    if not can_decide(actor, row):
        raise NotAllowed("ผู้จัดทำหรือผู้ส่งพิจารณาผลงานของตนเองไม่ได้")
    return row


@transaction.atomic
def list_medium(medium: Medium, *, actor: Any, share: bool, now: datetime | None = None) -> Medium:
    """Into the catalogue once it was reviewed, shared to all schools or kept for the office and its owner."""
    now = now or timezone.now()
    row = _to_decide(medium, actor)
    if row.state == Medium.State.LISTED:
        return row
    state = STATES.next(row.state, "list")
    if not row.reviews.done().filter(round=row.round).exists():
        raise DomainError("ยังไม่มีผลการประเมินของครั้งที่ส่งนี้ กรุณาเลือกผู้ประเมินก่อน")
    _check_licence(row, share=share)
    row.state, row.for_schools, row.listed_at, row.updated_at = state, share, now, now
    row.save(update_fields=["state", "for_schools", "listed_at", "updated_at"])
    trace(row, "listed", actor=actor, at=now, to=_to(share=share))
    tell(row, owners_of(row, now), "listed", f"ขึ้นทะเบียนแล้ว: {row.title}", now=now)
    return row


def _to(share: bool) -> str:
    return "โรงเรียนในสังกัดใช้ร่วมกัน" if share else "ไม่เปิดให้โรงเรียนอื่น"


def _check_licence(row: Medium, share: bool) -> None:
    if share and row.licence == Medium.Licence.PRIVATE:
        raise DomainError("เจ้าของอนุญาตให้ใช้ภายในเท่านั้น จึงเปิดให้โรงเรียนอื่นไม่ได้", field="share")


@transaction.atomic
def return_medium(medium: Medium, *, actor: Any, reason: str, now: datetime | None = None) -> Medium:
    now = now or timezone.now()
    row = _to_decide(medium, actor)
    reason = needed(reason, "กรุณาเขียนเหตุที่ตีกลับ")
    if row.state == Medium.State.RETURNED:
        return row
    row.state, row.reason, row.updated_at = STATES.next(row.state, "return"), reason, now
    row.save(update_fields=["state", "reason", "updated_at"])
    trace(row, "returned", actor=actor, at=now, reason=reason)
    tell(row, owners_of(row, now), "returned", f"ตีกลับ: {row.title}", body=reason, now=now)
    return row


@transaction.atomic
def share_medium(medium: Medium, *, actor: Any, share: bool, now: datetime | None = None) -> Medium:
    """Open a listed medium to all schools, or close it again."""
    now = now or timezone.now()
    row = _to_decide(medium, actor)
    STATES.next(row.state, "share")
    if row.for_schools == share:
        return row
    _check_licence(row, share=share)
    row.for_schools, row.updated_at = share, now
    row.save(update_fields=["for_schools", "updated_at"])
    trace(row, "shared", actor=actor, at=now, to=_to(share=share))
    return row


@transaction.atomic
def withdraw_medium(medium: Medium, *, actor: Any, reason: str, now: datetime | None = None) -> Medium:
    """Out of the catalogue with why, by the office or by the owner; what was noted of its use stays."""
    now = now or timezone.now()
    row = locked(medium)
    if not (may_decide(actor, row.district) or may_write(actor, row)):
        raise NotAllowed("เลิกใช้ได้เฉพาะเจ้าของผลงานและ ผอ.กลุ่มนิเทศฯ")
    reason = needed(reason, "กรุณาเขียนเหตุที่เลิกใช้")
    if row.state == Medium.State.WITHDRAWN:
        return row
    row.state, row.reason, row.for_schools = STATES.next(row.state, "withdraw"), reason, False
    row.updated_at = now
    row.save(update_fields=["state", "reason", "for_schools", "updated_at"])
    trace(row, "withdrawn", actor=actor, at=now, reason=reason)
    others = [one for one in owners_of(row, now) if one.pk != actor.pk]
    tell(row, others, "withdrawn", f"เลิกใช้: {row.title}", body=reason, now=now)
    return row
