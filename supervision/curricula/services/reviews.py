"""Reviews of a curriculum with an instrument: begun, filled in, concluded, taken back, cancelled."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core.errors import NotAllowed, needed
from core.missing import refuse_if_missing
from instruments.models import InstrumentVersion
from instruments.queries import Form
from instruments.services import AnswerValue
from schools.queries import person_of
from supervision.achievement.missing import missing_of
from supervision.achievement.services.sheets import check_day, check_version, save_sheet
from supervision.curricula.models import Curriculum, CurriculumReview
from supervision.curricula.permissions import REVIEW_STATES, STATES, may_review_school, may_write_review
from supervision.curricula.services.common import locked, trace

_NOT_YOURS = "บันทึกได้เฉพาะผู้ตรวจเจ้าของแบบ"


@transaction.atomic
def begin_review(
    curriculum: Curriculum, *, actor: Any, version: InstrumentVersion, checked_on: date, now: datetime | None = None
) -> CurriculumReview:
    """A sheet about a curriculum that was sent; one open sheet a reviewer, so a second click opens the first."""
    now = now or timezone.now()
    row = locked(curriculum)
    if not may_review_school(actor, row.school):
        raise NotAllowed("ตรวจได้เฉพาะศึกษานิเทศก์ที่รับผิดชอบโรงเรียน และผู้รับผิดชอบกลุ่มงานหลักสูตร")
    STATES.next(row.state, "review")
    reviewer = person_of(actor, row.school.district)
    if reviewer is None or row.submitted_by_id == actor.pk:
        raise NotAllowed("ผู้ส่งตรวจหลักสูตรที่ตนส่งไม่ได้")
    check_day(checked_on, now)
    check_version(version, row.school, checked_on)
    held = CurriculumReview.objects.filter(curriculum=row, reviewer=reviewer, state=CurriculumReview.State.DRAFT)
    found = held.first()
    if found is None:
        try:
            with transaction.atomic():
                found = CurriculumReview.objects.create(
                    curriculum=row, version=version, reviewer=reviewer, checked_on=checked_on, created_at=now,
                    updated_at=now,
                )  # fmt: skip
        except IntegrityError:
            found = held.get()
        else:
            trace(row, "review_begun", actor=actor, at=now)
    return found


def _locked(review: CurriculumReview) -> CurriculumReview:
    CurriculumReview.objects.select_for_update().values_list("pk").get(pk=review.pk)
    return CurriculumReview.objects.select_related(
        "curriculum__school__district", "curriculum__kind", "version__instrument", "response"
    ).get(pk=review.pk)


@transaction.atomic
def save_review(
    review: CurriculumReview, *, actor: Any, values: Mapping[str, Any], answers: Mapping[int, AnswerValue],
    form: Form | None = None, stamp: int | None = None, now: datetime | None = None,
) -> CurriculumReview:  # fmt: skip
    row = _locked(review)
    if not may_write_review(actor, row):
        raise NotAllowed(_NOT_YOURS)
    REVIEW_STATES.next(row.state, "write")
    save_sheet(
        row, row.curriculum.school, actor=actor, values=values, answers=answers, form=form, stamp=stamp,
        now=now or timezone.now(),
    )  # fmt: skip
    return row


def _moved(
    review: CurriculumReview, act: str, *, actor: Any, reason: str = "", now: datetime | None
) -> CurriculumReview:
    now = now or timezone.now()
    row = _locked(review)
    if not may_write_review(actor, row):
        raise NotAllowed(_NOT_YOURS)
    end = {"finish": "done", "reopen": "draft", "cancel": "cancelled"}[act]
    if row.state == end:
        return row
    state = REVIEW_STATES.next(row.state, act)
    STATES.next(row.curriculum.state, "review")
    if act == "finish":
        refuse_if_missing(missing_of(row, page=reverse("curricula:review-record", args=[row.pk])))
        row.done_at = now
    row.state, row.reason, row.updated_at = state, reason, now
    row.save(update_fields=["state", "reason", "done_at", "updated_at"])
    words = {"finish": "reviewed", "reopen": "review_reopened", "cancel": "review_cancelled"}[act]
    trace(row.curriculum, words, actor=actor, at=now, data={"reason": reason})
    return row


@transaction.atomic
def finish_review(review: CurriculumReview, *, actor: Any, now: datetime | None = None) -> CurriculumReview:
    return _moved(review, "finish", actor=actor, now=now)


@transaction.atomic
def reopen_review(review: CurriculumReview, *, actor: Any, now: datetime | None = None) -> CurriculumReview:
    return _moved(review, "reopen", actor=actor, now=now)


@transaction.atomic
def cancel_review(
    review: CurriculumReview, *, actor: Any, reason: str, now: datetime | None = None
) -> CurriculumReview:
    return _moved(review, "cancel", actor=actor, reason=needed(reason, "กรุณาเขียนเหตุที่ยกเลิก"), now=now)
