"""A school's own supervision: plan, record, acknowledge. Nothing here tells anybody outside the school."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core import audit, notify
from core.errors import DomainError, NotAllowed, StaleRevision, needed
from core.missing import refuse_if_missing
from core.thai.dates import thai_date
from instruments.models import Instrument, InstrumentVersion
from instruments.queries import Form, check_serves
from instruments.services import AnswerValue, open_response, save_answers
from schools.models import Person, School
from supervision.field.years import term_of_day
from supervision.rounds import permissions
from supervision.rounds.missing import missing_of_visit
from supervision.rounds.models import InternalVisit
from supervision.rounds.permissions import INTERNAL_STATES
from supervision.rounds.services.common import internal_pointer

# A sheet about a class must name one (instruments); recording asks for the real one.
UNNAMED = "–"
NOTES = ("strengths", "to_improve", "next_step")
# A day further from today, or from the day planned, is a year typed wrong.
FARTHEST = timedelta(days=400)


def _trace(visit: InternalVisit, act: str, *, actor: Any, at: datetime) -> None:
    """Without names and results: the trace is read outside the school too."""
    audit.record(
        actor=actor, action=f"internal.{act}", target=internal_pointer(visit),
        district_code=visit.school.district.code, data={}, at=at,
    )  # fmt: skip


@transaction.atomic
def plan_internal(
    school: School, *, actor: Any, observer: Person, teachers: Iterable[Person], version: InstrumentVersion,
    planned_on: date, subject: str = "", classroom: str = "", now: datetime | None = None,
) -> list[InternalVisit]:  # fmt: skip
    """One observation for each teacher. Subject and class, when not given, are those of the teacher's last one.

    The same plan again is the plan that is there; another observer or form for the same lesson is refused.
    """
    now = now or timezone.now()
    if not permissions.manages(actor, school):
        raise NotAllowed("วางแผนนิเทศภายในได้เฉพาะ ผอ.โรงเรียน")
    if version.instrument.district_id != school.district_id or version.state != InstrumentVersion.State.PUBLISHED:
        raise DomainError("เลือกได้เฉพาะเครื่องมือรุ่นที่เผยแพร่แล้วของเขตนี้", field="version")
    check_serves(version, timezone.localdate(now))
    if version.instrument.subject == Instrument.Subject.SCHOOL:
        raise DomainError("เครื่องมือนี้ใช้กับโรงเรียนทั้งโรง เลือกแบบที่ใช้กับห้องเรียนหรือครู", field="version")
    chosen = list(teachers)
    if not chosen:
        raise DomainError("กรุณาเลือกครูอย่างน้อยหนึ่งคน", field="teachers")
    for person, field in ((observer, "observer"), *((person, "teachers") for person in chosen)):
        if person.school_id != school.pk or not person.is_active:
            raise DomainError(f"{person} ไม่ได้อยู่โรงเรียนนี้", field=field)
    if any(person.pk == observer.pk for person in chosen):
        raise DomainError("ผู้นิเทศสังเกตการสอนของตนเองไม่ได้", field="observer")
    _refuse_far(planned_on, timezone.localdate(now), field="planned_on")
    year, term = term_of_day(school.district, planned_on)
    last = {
        row.teacher_id: row
        for row in InternalVisit.objects.filter(school=school, teacher__in=chosen).order_by("planned_on", "pk")
    }
    made = []
    for person in chosen:
        before = last.get(person.pk)
        fields = {
            "subject": subject.strip() or (before.subject if before else ""),
            "classroom": " ".join(classroom.split()) or (before.classroom if before else ""),
        }
        held = InternalVisit.objects.not_cancelled().filter(
            school=school, teacher=person, planned_on=planned_on, **fields
        )
        found = held.select_related("observer").first()
        if found is None:
            try:
                with transaction.atomic():
                    found = InternalVisit.objects.create(
                        school=school, version=version, observer=observer, teacher=person, planned_on=planned_on,
                        academic_year=year, term=term, created_by=actor, created_at=now, updated_at=now, **fields,
                    )  # fmt: skip
            except IntegrityError:
                found = held.select_related("observer").get()
            else:
                _trace(found, "planned", actor=actor, at=now)
                _tell(found, [person.user, observer.user], "internal.planned",
                      f"นัดนิเทศภายใน {thai_date(planned_on, 'short')}", but=actor, now=now)  # fmt: skip
        if (found.observer_id, found.version_id) != (observer.pk, version.pk):
            raise DomainError(f"{person} มีนัดวันเดียวกัน วิชาเดียวกันอยู่แล้ว ผู้นิเทศคือ {found.observer}", field="teachers")
        made.append(found)
    return made


def _refuse_far(day: date, other: date, *, field: str) -> None:
    if abs(day - other) > FARTHEST:
        raise DomainError(f"วันที่ห่างจาก {thai_date(other, 'short')} เกินหนึ่งปี กรุณาตรวจปี พ.ศ.", field=field)


@transaction.atomic
def move_internal(
    visit: InternalVisit, *, actor: Any, planned_on: date, observer: Person, now: datetime | None = None
) -> InternalVisit:
    """Another day or observer of one that was not begun."""
    now = now or timezone.now()
    visit = locked(visit)
    if not permissions.manages(actor, visit.school):
        raise NotAllowed("เปลี่ยนแผนได้เฉพาะ ผอ.โรงเรียน")
    if not INTERNAL_STATES.allows(visit.state, "move"):
        raise DomainError("เริ่มบันทึกหรือยกเลิกแล้ว จึงเปลี่ยนนัดไม่ได้")
    if observer.school_id != visit.school_id or not observer.is_active or observer.pk == visit.teacher_id:
        raise DomainError("ผู้นิเทศต้องเป็นบุคลากรคนอื่นของโรงเรียนนี้", field="observer")
    _refuse_far(planned_on, timezone.localdate(now), field="planned_on")
    if (visit.planned_on, visit.observer_id) == (planned_on, observer.pk):
        return visit
    before, moved = visit.observer, visit.planned_on != planned_on
    visit.planned_on, visit.observer, visit.updated_at = planned_on, observer, now
    visit.academic_year, visit.term = term_of_day(visit.school.district, planned_on)
    try:
        with transaction.atomic():
            visit.save(update_fields=["planned_on", "observer", "updated_at", "academic_year", "term"])
    except IntegrityError:
        raise DomainError("ครูคนนี้มีนัดวันเดียวกัน วิชาเดียวกันอยู่แล้ว", field="planned_on") from None
    _trace(visit, "moved", actor=actor, at=now)
    day = thai_date(planned_on, "short")
    said = f"เลื่อนนัดนิเทศภายในเป็น {day}" if moved else f"เปลี่ยนผู้นิเทศของนัดนิเทศภายใน {day}"
    _tell(visit, [visit.teacher.user, observer.user], "internal.planned", said, but=actor, now=now)
    if before.pk != observer.pk:
        # The record is out of their sight from now on, so the notice leads to the list.
        _tell(visit, [before.user], "internal.replaced", f"มีผู้นิเทศอื่นทำแทนท่านในนัดนิเทศภายใน {day}", but=actor,
              now=now, url=reverse("rounds:internal"))  # fmt: skip
    return visit


@transaction.atomic
def save_record(
    visit: InternalVisit, *, actor: Any, values: Mapping[str, Any], answers: Mapping[int, AnswerValue],
    form: Form | None = None, stamp: int | None = None, now: datetime | None = None,
) -> InternalVisit:  # fmt: skip
    """What was seen: day, subject, class, three texts and the answers of the sheet; the sheet is opened with them.

    StaleRevision when somebody else saved it since the form was opened (`stamp`); nothing is written then, nor when one
    value or answer is refused (its name is the field of the DomainError).
    """
    now = now or timezone.now()
    visit = _to_write(visit, actor)
    if stamp is not None and visit.stamp != stamp and visit.saved_by_id != actor.pk:
        raise StaleRevision(f"{visit.saved_by} บันทึกครั้งนี้ไปแล้ว กรุณาเทียบสองฉบับแล้วเลือก")
    visit.state = INTERNAL_STATES.next(visit.state, "write")
    today = timezone.localdate(now)
    observed_on = values.get("observed_on") or visit.observed_on or min(visit.planned_on, today)
    if observed_on > today:
        raise DomainError("วันที่นิเทศจริงยังมาไม่ถึง", field="observed_on")
    _refuse_far(observed_on, visit.planned_on, field="observed_on")
    visit.observed_on = observed_on
    visit.academic_year, visit.term = term_of_day(visit.school.district, observed_on)
    for name in NOTES:
        if name in values:
            setattr(visit, name, values[name].strip())
    for name in ("subject", "classroom"):
        if name in values:
            setattr(visit, name, " ".join(values[name].split()))
    _save_sheet(visit, answers, form)
    visit.stamp, visit.saved_by, visit.updated_at = visit.stamp + 1, actor, now
    try:
        with transaction.atomic():
            visit.save()
    except IntegrityError:
        raise DomainError("ครูคนนี้มีบันทึกวันเดียวกัน วิชาและห้องเดียวกันอยู่แล้ว", field="subject") from None
    return visit


def _save_sheet(visit: InternalVisit, answers: Mapping[int, AnswerValue], form: Form | None) -> None:
    """Answers of the sheet; it is opened with the first of them, whether the class is known yet or not."""
    classroom = visit.classroom or UNNAMED
    if visit.response is not None:
        if visit.response.classroom != classroom:
            visit.response.classroom = classroom
            visit.response.save(update_fields=["classroom"])
        save_answers(visit.response, answers, form=form)
    elif any(not value.is_empty for value in answers.values()):
        person = visit.teacher if visit.version.instrument.subject == Instrument.Subject.PERSON else None
        visit.response = open_response(
            visit.version, school=visit.school, classroom=classroom, person=person, answers=answers, form=form,
            retired_too=True, internal=True,
        )  # fmt: skip


@transaction.atomic
def record_internal(visit: InternalVisit, *, actor: Any, now: datetime | None = None) -> InternalVisit:
    """Done: the teacher may read it now and is asked to acknowledge."""
    now = now or timezone.now()
    visit = locked(visit)
    _may_write(visit, actor)
    if visit.state == InternalVisit.State.RECORDED:
        return visit
    if visit.state == InternalVisit.State.PLANNED:
        raise DomainError("ยังไม่ได้บันทึกผลการนิเทศ")
    target = INTERNAL_STATES.next(visit.state, "record")
    refuse_if_missing(missing_of_visit(visit))
    visit.state, visit.recorded_at, visit.updated_at = target, now, now
    visit.save(update_fields=["state", "recorded_at", "updated_at"])
    _trace(visit, "recorded", actor=actor, at=now)
    _tell(visit, [visit.teacher.user], "internal.recorded", "มีบันทึกนิเทศภายในให้ท่านอ่านและรับทราบ", but=actor, now=now)
    return visit


@transaction.atomic
def reopen_internal(visit: InternalVisit, *, actor: Any, now: datetime | None = None) -> InternalVisit:
    """Take it back to mend it while the teacher has not acknowledged."""
    now = now or timezone.now()
    visit = locked(visit)
    _may_write(visit, actor)
    if visit.state == InternalVisit.State.DRAFT:
        return visit
    visit.state, visit.updated_at = INTERNAL_STATES.next(visit.state, "reopen"), now
    visit.save(update_fields=["state", "updated_at"])
    _trace(visit, "reopened", actor=actor, at=now)
    _tell(visit, [visit.teacher.user], "internal.reopened", "ผู้นิเทศกำลังแก้ไขบันทึกนิเทศภายใน รับทราบได้เมื่อส่งอีกครั้ง",
          but=actor, now=now)  # fmt: skip
    return visit


@transaction.atomic
def acknowledge_internal(
    visit: InternalVisit, *, actor: Any, comment: str = "", now: datetime | None = None
) -> InternalVisit:
    """The observed teacher has read it; nobody else can say so."""
    now = now or timezone.now()
    visit = locked(visit)
    if not permissions.may_acknowledge(actor, visit):
        raise NotAllowed("รับทราบได้เฉพาะครูผู้รับการนิเทศ")
    if visit.state == InternalVisit.State.ACKNOWLEDGED:
        return visit
    visit.state = INTERNAL_STATES.next(visit.state, "acknowledge")
    visit.teacher_comment, visit.acknowledged_at, visit.updated_at = comment.strip(), now, now
    visit.save(update_fields=["state", "teacher_comment", "acknowledged_at", "updated_at"])
    _trace(visit, "acknowledged", actor=actor, at=now)
    _tell(visit, [visit.observer.user], "internal.acknowledged", "ครูรับทราบบันทึกนิเทศภายในแล้ว", but=actor, now=now)
    return visit


@transaction.atomic
def cancel_internal(visit: InternalVisit, *, actor: Any, reason: str, now: datetime | None = None) -> InternalVisit:
    now, reason = now or timezone.now(), needed(reason, "กรุณาเขียนเหตุที่ยกเลิก")
    visit = locked(visit)
    if not permissions.manages(actor, visit.school):
        raise NotAllowed("ยกเลิกได้เฉพาะ ผอ.โรงเรียน")
    if visit.state == InternalVisit.State.CANCELLED:
        return visit
    visit.state = INTERNAL_STATES.next(visit.state, "cancel")
    visit.cancel_reason, visit.updated_at = reason, now
    visit.save(update_fields=["state", "cancel_reason", "updated_at"])
    _trace(visit, "cancelled", actor=actor, at=now)
    _tell(visit, [visit.teacher.user, visit.observer.user], "internal.cancelled", "ยกเลิกนัดนิเทศภายใน", but=actor,
          now=now, body=reason)  # fmt: skip
    return visit


def locked(visit: InternalVisit) -> InternalVisit:
    """The row as it stands, held until the transaction ends.

    Read after it is locked, not with the lock: a statement that waited sees the row as it was left, but what it joins
    as it was before, so a sheet somebody just opened would seem not to be there.
    """
    InternalVisit.objects.select_for_update().values_list("pk").get(pk=visit.pk)
    return InternalVisit.objects.select_related(
        "school__district", "version__instrument", "observer__user", "teacher__user", "response", "saved_by"
    ).get(pk=visit.pk)


def _to_write(visit: InternalVisit, actor: Any) -> InternalVisit:
    visit = locked(visit)
    _may_write(visit, actor)
    if not visit.is_editable:
        raise DomainError("ส่งให้ครูรับทราบแล้ว กดแก้ไขบันทึกก่อน")
    return visit


def _may_write(visit: InternalVisit, actor: Any) -> None:
    if not permissions.may_write_record(actor, visit):
        raise NotAllowed("บันทึกได้เฉพาะผู้นิเทศและ ผอ.โรงเรียน ผู้รับการนิเทศบันทึกของตนเองไม่ได้")


def _tell(
    visit: InternalVisit, people: Iterable[Any], code: str, title: str, *, but: Any, now: datetime, body: str = "",
    url: str = "",
) -> None:  # fmt: skip
    """Without names and results, like the trace: a notice goes out by mail."""
    notify.send(
        [user for user in people if user is not None and user != but], code=code, title=title,
        body=body or " · ".join(filter(None, (visit.subject, visit.classroom))),
        url=url or reverse("rounds:internal-visit", args=[visit.pk]), pointer=internal_pointer(visit),
        district_code=visit.school.district.code, now=now,
    )  # fmt: skip
