"""Checks of a school's own measurement and assessment: begun, filled in, told to the school, taken back, cancelled."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core import notify
from core.errors import DomainError, NotAllowed, needed
from core.missing import refuse_if_missing
from core.thai.years import academic_term
from instruments.models import InstrumentVersion
from instruments.queries import Form, terms_of
from instruments.services import AnswerValue
from schools.models import School
from schools.queries import holders, person_of
from supervision.achievement.missing import missing_of
from supervision.achievement.models import AssessmentCheck
from supervision.achievement.permissions import CHECK_STATES, may_cancel_check, may_review, may_write_check
from supervision.achievement.services.common import check_pointer, trace
from supervision.achievement.services.sheets import check_day, check_version, save_sheet

_NOT_YOURS = "บันทึกได้เฉพาะผู้ตรวจเจ้าของแบบ"


@transaction.atomic
def begin_check(
    school: School, *, actor: Any, version: InstrumentVersion, checked_on: date, visit: Any = None,
    now: datetime | None = None,
) -> AssessmentCheck:  # fmt: skip
    """A sheet of the academic year the day lies in; the same by the same reviewer is the one that is there."""
    now = now or timezone.now()
    if not may_review(actor, school):
        raise NotAllowed("ตรวจได้เฉพาะศึกษานิเทศก์ที่รับผิดชอบโรงเรียน และผู้รับผิดชอบกลุ่มงานวัดและประเมินผล")
    reviewer = person_of(actor, school.district)
    if reviewer is None:
        raise NotAllowed("บัญชีนี้ยังไม่มีรายชื่อบุคลากรของเขต")
    check_day(checked_on, now)
    check_version(version, school, checked_on)
    if visit is not None and (visit.school_id != school.pk or visit.state == "cancelled"):
        raise DomainError("เลือกการนิเทศของโรงเรียนนี้", field="visit")
    year, _ = academic_term(checked_on, terms_of(school.district))
    held = AssessmentCheck.objects.standing().filter(
        school=school, academic_year=year, version=version, reviewer=reviewer
    )
    found = held.first()
    if found is None:
        try:
            with transaction.atomic():
                found = AssessmentCheck.objects.create(
                    school=school, academic_year=year, version=version, reviewer=reviewer, checked_on=checked_on,
                    visit=visit, created_at=now, updated_at=now,
                )  # fmt: skip
        except IntegrityError:
            found = held.get()
        else:
            trace(check_pointer(found), "assessment_check.begun", actor=actor, district=school.district, at=now)
    return found


def _locked(check: AssessmentCheck) -> AssessmentCheck:
    AssessmentCheck.objects.select_for_update().values_list("pk").get(pk=check.pk)
    return AssessmentCheck.objects.select_related("school__district", "version__instrument", "response").get(
        pk=check.pk
    )


@transaction.atomic
def save_check(
    check: AssessmentCheck, *, actor: Any, values: Mapping[str, Any], answers: Mapping[int, AnswerValue],
    form: Form | None = None, stamp: int | None = None, now: datetime | None = None,
) -> AssessmentCheck:  # fmt: skip
    now = now or timezone.now()
    row = _locked(check)
    if not may_write_check(actor, row):
        raise NotAllowed(_NOT_YOURS)
    CHECK_STATES.next(row.state, "write")
    save_sheet(row, row.school, actor=actor, values=values, answers=answers, form=form, stamp=stamp, now=now)
    return row


def _tell(row: AssessmentCheck, code: str, title: str, *, body: str = "", now: datetime) -> None:
    people = holders("principal", row.school.district, timezone.localdate(now), school=row.school)
    notify.send(
        people, code=f"assessment_check.{code}", title=title, body=body,
        url=reverse("achievement:check", args=[row.pk]), pointer=check_pointer(row),
        district_code=row.school.district.code, now=now,
    )  # fmt: skip


@transaction.atomic
def finish_check(check: AssessmentCheck, *, actor: Any, now: datetime | None = None) -> AssessmentCheck:
    """The school reads it from now on; twice is once."""
    now = now or timezone.now()
    row = _locked(check)
    if not may_write_check(actor, row):
        raise NotAllowed(_NOT_YOURS)
    if row.state == AssessmentCheck.State.DONE:
        return row
    state = CHECK_STATES.next(row.state, "finish")
    refuse_if_missing(missing_of(row, page=reverse("achievement:check-record", args=[row.pk])))
    row.state, row.done_at, row.updated_at = state, now, now
    row.save(update_fields=["state", "done_at", "updated_at"])
    trace(check_pointer(row), "assessment_check.done", actor=actor, district=row.school.district, at=now)
    _tell(row, "done", "มีผลการตรวจการวัดและประเมินผลของสถานศึกษา", now=now)
    return row


@transaction.atomic
def reopen_check(check: AssessmentCheck, *, actor: Any, now: datetime | None = None) -> AssessmentCheck:
    now = now or timezone.now()
    row = _locked(check)
    if not may_write_check(actor, row):
        raise NotAllowed(_NOT_YOURS)
    if row.state == AssessmentCheck.State.DRAFT:
        return row
    row.state, row.updated_at = CHECK_STATES.next(row.state, "reopen"), now
    row.save(update_fields=["state", "updated_at"])
    trace(check_pointer(row), "assessment_check.reopened", actor=actor, district=row.school.district, at=now)
    return row


@transaction.atomic
def cancel_check(check: AssessmentCheck, *, actor: Any, reason: str, now: datetime | None = None) -> AssessmentCheck:
    now, reason = now or timezone.now(), needed(reason, "กรุณาเขียนเหตุที่ยกเลิก")
    row = _locked(check)
    if not may_cancel_check(actor, row):
        raise NotAllowed("ยกเลิกได้เฉพาะผู้ตรวจและผู้รับผิดชอบกลุ่มงานวัดและประเมินผล")
    if row.state == AssessmentCheck.State.CANCELLED:
        return row
    told = row.state == AssessmentCheck.State.DONE
    row.state, row.reason, row.updated_at = CHECK_STATES.next(row.state, "cancel"), reason, now
    row.save(update_fields=["state", "reason", "updated_at"])
    trace(
        check_pointer(row), "assessment_check.cancelled", actor=actor, district=row.school.district, at=now,
        data={"reason": reason},
    )  # fmt: skip
    if told:
        _tell(row, "cancelled", f"ยกเลิกผลการตรวจ: {row}"[:300], body=reason, now=now)
    return row
