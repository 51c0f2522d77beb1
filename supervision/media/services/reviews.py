"""Ask reviewers, keep what they answer, finish a review."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.errors import DomainError, NotAllowed, needed
from instruments.asked import begun_on, is_answered, shortcomings
from instruments.models import Answer, InstrumentVersion
from instruments.queries import Form, form_of
from instruments.services import AnswerValue, open_response, save_answers
from schools.models import Person
from supervision.media.models import Medium, Review
from supervision.media.permissions import STATES, can_review, may_decide
from supervision.media.services.common import locked, tell, trace


@transaction.atomic
def ask_reviewers(
    medium: Medium, *, actor: Any, reviewers: Sequence[Person], version: InstrumentVersion | None = None,
    due: date | None = None, now: datetime | None = None,
) -> list[Review]:  # fmt: skip
    """People of the office who have not been asked in this round; an instrument only about a school's medium, because
    a sheet is about a school. Gives those newly asked."""
    now = now or timezone.now()
    row = locked(medium)
    if not may_decide(actor, row.district):
        raise NotAllowed("เลือกผู้ประเมินได้เฉพาะ ผอ.กลุ่มนิเทศฯ")
    STATES.next(row.state, "ask")
    if not reviewers:
        raise DomainError("กรุณาเลือกผู้ประเมิน", field="reviewers")
    if due is not None and due < timezone.localdate(now):
        raise DomainError("กำหนดให้ผลต้องไม่เป็นวันที่ผ่านมาแล้ว", field="due")
    if version is not None and row.school is None:
        raise DomainError("ผลงานของสำนักงานประเมินด้วยระดับและความเห็น แบบประเมินใช้กับผลงานของโรงเรียน", field="version")
    if version is not None and version.instrument.district_id != row.district_id:
        raise DomainError("เครื่องมือนี้ไม่ใช่ของเขตนี้", field="version")
    for person in reviewers:
        if person.district_id != row.district_id or person.school_id is not None:
            raise DomainError("เลือกได้เฉพาะบุคลากรของสำนักงานเขตนี้", field="reviewers")
        if person.pk == row.owner_id or (person.user_id in (row.created_by_id, row.submitted_by_id)):
            raise DomainError(f"{person} เป็นเจ้าของผลงานหรือผู้ส่ง จึงประเมินไม่ได้", field="reviewers")
    there = set(row.reviews.filter(round=row.round).values_list("reviewer", flat=True))
    made = [
        Review(
            medium=row, round=row.round, reviewer=person, version=version, asked_by=actor, asked_at=now, due=due
        )
        for person in reviewers if person.pk not in there
    ]  # fmt: skip
    Review.objects.bulk_create(made)
    if made:
        trace(row, "asked", actor=actor, at=now, who=", ".join(str(one.reviewer) for one in made))
        people = [one.reviewer.user for one in made if one.reviewer.user is not None]
        tell(row, people, "asked", f"ขอให้ประเมินผลงาน: {row.title}", now=now)
    return made


def _held(review: Review, actor: Any) -> Review:
    """Medium first, then the review: the order in which everybody locks."""
    medium = locked(review.medium)
    row: Review = (
        Review.objects.select_for_update(of=("self",))
        .select_related("reviewer", "version__instrument", "response")
        .get(pk=review.pk)
    )
    row.medium = medium
    if row.done_at is None and not can_review(actor, row):
        raise NotAllowed("ประเมินได้เฉพาะผู้ที่ได้รับเลือก ระหว่างที่ผลงานรอพิจารณา")
    return row


@transaction.atomic
def save_review(
    review: Review, *, actor: Any, answers: Mapping[int, AnswerValue] | None = None, level: int | None = None,
    opinion: str = "", form: Form | None = None,
) -> Review:  # fmt: skip
    """Keep what is filled in so far; nobody else reads it before it is finished."""
    row = _held(review, actor)
    if row.done_at is not None:
        raise DomainError("ให้ผลไปแล้ว จึงแก้ไขไม่ได้")
    if level is not None and level not in Medium.Level.values:
        raise DomainError("กรุณาเลือกระดับ", field="level")
    row.level, row.opinion = level, opinion.strip()
    given = answers or {}
    if row.version is not None and row.response is not None:
        save_answers(row.response, given, form=form)
    elif row.version is not None and row.medium.school is not None and any(not one.is_empty for one in given.values()):
        row.response = open_response(
            row.version, school=row.medium.school, answers=given, form=form, retired_too=True
        )  # fmt: skip
    row.save(update_fields=["level", "opinion", "response"])
    return row


def lacking(review: Review) -> list[str]:
    """What the review still wants, in Thai words."""
    wanted = []
    if review.version is not None:
        answers = {row.item_id: row for row in Answer.objects.filter(response=review.response_id)}
        if review.response is None or not any(is_answered(row) for row in answers.values()):
            wanted.append("ยังไม่ได้กรอกแบบประเมิน")
        else:
            form = form_of(review.version.pk)
            short = shortcomings(form, answers, today=begun_on(review.response), pictured=())
            wanted += [text for text, _ in short]
    if review.level is None:
        wanted.append("ยังไม่ได้ให้ระดับ")
    return wanted


@transaction.atomic
def finish_review(review: Review, *, actor: Any, now: datetime | None = None) -> Review:
    """The level stands and the director hears of it; twice is once."""
    now = now or timezone.now()
    row = _held(review, actor)
    if row.done_at is not None:
        return row
    if wanted := lacking(row):
        raise DomainError(" ".join(wanted[:5]))
    needed(row.opinion, "กรุณาเขียนความเห็น เจ้าของผลงานจะได้อ่าน", field="opinion")
    row.done_at = now
    row.save(update_fields=["done_at"])
    trace(row.medium, "reviewed", actor=actor, at=now, level=row.get_level_display())
    tell(
        row.medium, [row.asked_by], "reviewed", f"ประเมินแล้ว ระดับ{row.get_level_display()}: {row.medium.title}", now=now
    )
    return row
