"""Business acts on follow-ups: begin, save, hand to the school, acknowledge, take back, cancel."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core import audit, notify
from core.errors import DomainError, NotAllowed, needed
from core.missing import refuse_if_missing
from core.pointers import Pointer
from core.stamps import held_since
from core.thai.years import academic_term
from instruments.models import InstrumentVersion
from instruments.queries import Form, terms_of
from instruments.services import AnswerValue, open_response, save_answers
from qa.followup import permissions
from qa.followup.missing import missing_of
from qa.followup.models import FollowUp
from qa.followup.permissions import STATES
from schools.models import School
from schools.queries import holders, person_of

CODES = {FollowUp.Form.SYSTEM: "iqa-7-1", FollowUp.Form.ASSESSMENT: "iqa-7-2", FollowUp.Form.REPORT: "iqa-7-3"}
# A day further back is a year typed wrong.
FARTHEST = timedelta(days=800)


def pointer(found: FollowUp) -> Pointer:
    return Pointer("quality_follow_up", str(found.pk), str(found), found.done_on)


def _trace(found: FollowUp, act: str, *, actor: Any, at: datetime, data: dict[str, Any] | None = None) -> None:
    audit.record(
        actor=actor, action=f"quality_follow_up.{act}", target=pointer(found),
        district_code=found.school.district.code, data=data or {}, at=at,
    )  # fmt: skip


def _tell(found: FollowUp, people: list[Any], code: str, title: str, *, now: datetime) -> None:
    notify.send(
        people, code=f"quality_follow_up.{code}", title=title, body=str(found),
        url=reverse("followup:page", args=[found.pk]), pointer=pointer(found),
        district_code=found.school.district.code, now=now,
    )  # fmt: skip


def version_for(district: Any, form: str) -> InstrumentVersion:
    """The published version of one of the three forms; DomainError where the office retired it."""
    rows = InstrumentVersion.objects.filter(
        instrument__district=district, instrument__code=CODES[FollowUp.Form(form)],
        state=InstrumentVersion.State.PUBLISHED,
    )  # fmt: skip
    found = rows.select_related("instrument").first()
    if found is None:
        raise DomainError(f"เครื่องมือของแบบ {form} ไม่มีรุ่นที่เผยแพร่ ให้ ผอ.กลุ่มนิเทศฯ เผยแพร่ก่อน", field="form")
    return found


@transaction.atomic
def begin(
    school: School, *, actor: Any, form: str, done_on: date, round_no: int = 1, now: datetime | None = None
) -> FollowUp:
    """A draft of one form for a school, of the academic year the day lies in; the same again is the one that is there.

    Another person's form of the same round is refused with their name.
    """
    now = now or timezone.now()
    if not permissions.may_begin(actor, school):
        raise NotAllowed("บันทึกแบบติดตามประกันคุณภาพได้เฉพาะศึกษานิเทศก์และ ผอ.กลุ่มนิเทศฯ ของเขต")
    assessor = person_of(actor, school.district)
    if assessor is None:
        raise NotAllowed("บัญชีนี้ยังไม่มีรายชื่อบุคลากรของเขต")
    _refuse_day(done_on, timezone.localdate(now))
    year, _ = academic_term(done_on, terms_of(school.district))
    held = FollowUp.objects.standing().filter(school=school, academic_year=year, form=form, round_no=round_no)
    found = held.select_related("assessor", "school__district").first()
    if found is None:
        try:
            with transaction.atomic():
                found = FollowUp.objects.create(
                    school=school, academic_year=year, form=form, round_no=round_no,
                    version=version_for(school.district, form), done_on=done_on, assessor=assessor,
                    created_by=actor, created_at=now, updated_at=now,
                )  # fmt: skip
        except IntegrityError:
            found = held.select_related("assessor", "school__district").get()
        else:
            _trace(found, "begun", actor=actor, at=now)
    if found.assessor_id != assessor.pk:
        raise DomainError(
            f"แบบ {form} ครั้งที่ {round_no} ของโรงเรียนนี้ ปีการศึกษา {year} มี {found.assessor} บันทึกอยู่แล้ว", field="round_no"
        )
    return found


def _refuse_day(day: date, today: date) -> None:
    if day > today:
        raise DomainError("วันที่ดำเนินการยังมาไม่ถึง", field="done_on")
    if today - day > FARTHEST:
        raise DomainError("วันที่ย้อนหลังเกินสองปี กรุณาตรวจปี พ.ศ.", field="done_on")


def locked(found: FollowUp) -> FollowUp:
    """The row as it stands, held until the transaction ends; read after the lock, so joins are of now too."""
    FollowUp.objects.select_for_update().values_list("pk").get(pk=found.pk)
    return FollowUp.objects.select_related(
        "school__district", "version__instrument", "assessor__user", "response", "saved_by"
    ).get(pk=found.pk)


@transaction.atomic
def save(
    found: FollowUp, *, actor: Any, values: Mapping[str, Any], answers: Mapping[int, AnswerValue],
    form: Form | None = None, stamp: int | None = None, now: datetime | None = None,
) -> FollowUp:  # fmt: skip
    """Answers and the fields around them; StaleRevision when it was saved elsewhere since it was opened (`stamp`)."""
    now = now or timezone.now()
    found = locked(found)
    if not permissions.may_write(actor, found):
        raise NotAllowed("บันทึกได้เฉพาะผู้ประเมินเจ้าของแบบ")
    found.state = STATES.next(found.state, "write")
    held_since(found, stamp, actor=actor)
    if values.get("done_on"):
        day = values["done_on"]
        _refuse_day(day, timezone.localdate(now))
        if academic_term(day, terms_of(found.school.district))[0] != found.academic_year:
            raise DomainError(f"วันที่นี้ไม่อยู่ในปีการศึกษา {found.academic_year}", field="done_on")
        found.done_on = day
    if "exemplary" in values:
        found.exemplary = bool(values["exemplary"])
    if "exemplary_in" in values:
        found.exemplary_in = " ".join(values["exemplary_in"].split())
    if found.response is not None:
        save_answers(found.response, answers, form=form)
    elif any(not value.is_empty for value in answers.values()):
        found.response = open_response(
            found.version, school=found.school, answers=answers, form=form, retired_too=True, on=found.done_on
        )
    found.stamp, found.saved_by, found.updated_at = found.stamp + 1, actor, now
    found.save()
    return found


@transaction.atomic
def submit(found: FollowUp, *, actor: Any, now: datetime | None = None) -> FollowUp:
    """Hand it to the school; twice is once."""
    now = now or timezone.now()
    found = locked(found)
    if not permissions.may_write(actor, found):
        raise NotAllowed("ส่งได้เฉพาะผู้ประเมินเจ้าของแบบ")
    if found.state == FollowUp.State.SUBMITTED:
        return found
    found.state = STATES.next(found.state, "submit")
    refuse_if_missing(missing_of(found))
    found.submitted_at = found.updated_at = now
    found.save(update_fields=["state", "submitted_at", "updated_at"])
    _trace(found, "submitted", actor=actor, at=now)
    principals = holders("principal", found.school.district, timezone.localdate(now), school=found.school)
    _tell(found, principals, "submitted", f"มีผลแบบ {found.form} ให้โรงเรียนอ่านและรับทราบ", now=now)
    return found


@transaction.atomic
def reopen(found: FollowUp, *, actor: Any, now: datetime | None = None) -> FollowUp:
    """Take it back to mend it, while the school has not acknowledged."""
    now = now or timezone.now()
    found = locked(found)
    if not permissions.may_write(actor, found):
        raise NotAllowed("แก้ไขได้เฉพาะผู้ประเมินเจ้าของแบบ")
    if found.state == FollowUp.State.DRAFT:
        return found
    found.state, found.updated_at = STATES.next(found.state, "reopen"), now
    found.save(update_fields=["state", "updated_at"])
    _trace(found, "reopened", actor=actor, at=now)
    return found


@transaction.atomic
def acknowledge(found: FollowUp, *, actor: Any, comment: str = "", now: datetime | None = None) -> FollowUp:
    """The principal has read it; their comment goes back to the assessor."""
    now = now or timezone.now()
    found = locked(found)
    if not permissions.may_acknowledge(actor, found):
        raise NotAllowed("รับทราบได้เฉพาะ ผอ.โรงเรียน")
    if found.state == FollowUp.State.ACKNOWLEDGED:
        return found
    found.state = STATES.next(found.state, "acknowledge")
    found.school_comment, found.acknowledged_by = comment.strip(), actor
    found.acknowledged_at = found.updated_at = now
    found.save(update_fields=["state", "school_comment", "acknowledged_by", "acknowledged_at", "updated_at"])
    _trace(found, "acknowledged", actor=actor, at=now)
    if found.assessor.user:
        _tell(found, [found.assessor.user], "acknowledged", f"โรงเรียนรับทราบแบบ {found.form} แล้ว", now=now)
    return found


@transaction.atomic
def cancel(found: FollowUp, *, actor: Any, reason: str, now: datetime | None = None) -> FollowUp:
    now, reason = now or timezone.now(), needed(reason, "กรุณาเขียนเหตุที่ยกเลิก")
    found = locked(found)
    if not permissions.may_cancel(actor, found):
        raise NotAllowed("ยกเลิกได้เฉพาะเจ้าของร่างและ ผอ.กลุ่มนิเทศฯ")
    if found.state == FollowUp.State.CANCELLED:
        return found
    before = found.state
    found.state = STATES.next(found.state, "cancel")
    found.cancel_reason, found.updated_at = reason, now
    found.save(update_fields=["state", "cancel_reason", "updated_at"])
    _trace(found, "cancelled", actor=actor, at=now, data={"reason": reason})
    told = [found.assessor.user] if found.assessor.user and found.assessor.user != actor else []
    if before != FollowUp.State.DRAFT:
        told += holders("principal", found.school.district, timezone.localdate(now), school=found.school)
    _tell(found, told, "cancelled", f"ยกเลิกแบบ {found.form}: {reason}", now=now)
    return found


__all__ = [
    "CODES", "acknowledge", "begin", "cancel", "locked", "pointer", "reopen", "save", "submit", "version_for",
]  # fmt: skip
