"""A school's own supervision: plan, record, acknowledge. Nothing here tells anybody outside the school."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core import audit, notify
from core.errors import DomainError, NotAllowed, StaleRevision
from core.missing import refuse_if_missing
from core.thai.dates import thai_date
from instruments.models import Instrument, InstrumentVersion
from instruments.queries import Form
from instruments.services import AnswerValue, open_response, save_answers
from schools.models import Person, School
from supervision.field.years import term_of_day
from supervision.rounds import permissions
from supervision.rounds.missing import missing_of_visit
from supervision.rounds.models import InternalVisit
from supervision.rounds.permissions import INTERNAL_STATES
from supervision.rounds.services.common import internal_pointer, needed

NOTES = ("strengths", "to_improve", "next_step")


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
    """One observation for each teacher. Subject and class, when not given, are those of the teacher's last one."""
    now = now or timezone.now()
    if not permissions.manages(actor, school):
        raise NotAllowed("วางแผนนิเทศภายในได้เฉพาะ ผอ.โรงเรียน")
    if version.instrument.district_id != school.district_id or version.state != InstrumentVersion.State.PUBLISHED:
        raise DomainError("เลือกได้เฉพาะเครื่องมือรุ่นที่เผยแพร่แล้วของเขตนี้", field="version")
    if version.instrument.subject == Instrument.Subject.SCHOOL:
        raise DomainError("เครื่องมือนี้ใช้กับโรงเรียนทั้งโรง เลือกแบบที่ใช้กับห้องเรียนหรือครู", field="version")
    chosen = list(teachers)
    if not chosen:
        raise DomainError("กรุณาเลือกครูอย่างน้อยหนึ่งคน", field="teachers")
    for person in (observer, *chosen):
        if person.school_id != school.pk:
            raise DomainError(f"{person} ไม่ได้อยู่โรงเรียนนี้", field="teachers")
    if any(person.pk == observer.pk for person in chosen):
        raise DomainError("ผู้นิเทศสังเกตการสอนของตนเองไม่ได้", field="observer")
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
        found = held.first()
        if found is None:
            try:
                with transaction.atomic():
                    found = InternalVisit.objects.create(
                        school=school, version=version, observer=observer, teacher=person, planned_on=planned_on,
                        academic_year=year, term=term, created_by=actor, created_at=now, updated_at=now, **fields,
                    )  # fmt: skip
            except IntegrityError:
                found = held.get()
            else:
                _trace(found, "planned", actor=actor, at=now)
                _tell(found, [person.user, observer.user], "internal.planned",
                      f"นัดนิเทศภายใน {thai_date(planned_on, 'short')}", but=actor, now=now)  # fmt: skip
        made.append(found)
    return made


@transaction.atomic
def move_internal(
    visit: InternalVisit, *, actor: Any, planned_on: date, observer: Person, now: datetime | None = None
) -> InternalVisit:
    """Another day or observer of one that was not begun."""
    now = now or timezone.now()
    visit = locked(visit)
    if not permissions.manages(actor, visit.school):
        raise NotAllowed("เปลี่ยนแผนได้เฉพาะ ผอ.โรงเรียน")
    if visit.state != InternalVisit.State.PLANNED:
        raise DomainError("เริ่มบันทึกแล้ว เปลี่ยนวันนัดไม่ได้")
    if observer.school_id != visit.school_id or observer.pk == visit.teacher_id:
        raise DomainError("ผู้นิเทศต้องเป็นบุคลากรคนอื่นของโรงเรียนนี้", field="observer")
    visit.planned_on, visit.observer, visit.updated_at = planned_on, observer, now
    visit.academic_year, visit.term = term_of_day(visit.school.district, planned_on)
    try:
        with transaction.atomic():
            visit.save(update_fields=["planned_on", "observer", "updated_at", "academic_year", "term"])
    except IntegrityError:
        raise DomainError("ครูคนนี้มีนัดวันเดียวกัน วิชาเดียวกันอยู่แล้ว", field="planned_on") from None
    _trace(visit, "moved", actor=actor, at=now)
    _tell(visit, [visit.teacher.user, observer.user], "internal.planned",
          f"เลื่อนนัดนิเทศภายในเป็น {thai_date(planned_on, 'short')}", but=actor, now=now)  # fmt: skip
    return visit


@transaction.atomic
def save_record(
    visit: InternalVisit, *, actor: Any, values: Mapping[str, Any], answers: Mapping[int, AnswerValue],
    form: Form | None = None, stamp: int | None = None, now: datetime | None = None,
) -> InternalVisit:  # fmt: skip
    """What was seen: day, subject, class, three texts and the answers of the sheet; the sheet is opened with them.

    StaleRevision when somebody else saved it since the form was opened.
    """
    now = now or timezone.now()
    visit = _to_write(visit, actor)
    if stamp is not None and visit.stamp != stamp and visit.saved_by_id != actor.pk:
        raise StaleRevision(f"{visit.saved_by} บันทึกครั้งนี้ไปแล้ว กรุณาเทียบสองฉบับแล้วเลือก")
    visit.state = INTERNAL_STATES.next(visit.state, "write")
    observed_on = values.get("observed_on", visit.observed_on) or visit.observed_on or visit.planned_on
    if observed_on > timezone.localdate(now):
        raise DomainError("วันที่นิเทศจริงยังมาไม่ถึง", field="observed_on")
    visit.observed_on = observed_on
    visit.academic_year, visit.term = term_of_day(visit.school.district, observed_on)
    for name in ("subject", "classroom", *NOTES):
        if name in values:
            setattr(visit, name, str(values[name]).strip())
    about_person = visit.version.instrument.subject == Instrument.Subject.PERSON
    if visit.response is None:
        if answers:
            visit.response = open_response(
                visit.version, school=visit.school, classroom=visit.classroom,
                person=visit.teacher if about_person else None, answers=answers, form=form, internal=True,
            )  # fmt: skip
    else:
        if visit.response.classroom != visit.classroom:
            visit.response.classroom = visit.classroom
            visit.response.save(update_fields=["classroom"])
        save_answers(visit.response, answers, form=form)
    visit.stamp, visit.saved_by, visit.updated_at = visit.stamp + 1, actor, now
    try:
        with transaction.atomic():
            visit.save()
    except IntegrityError:
        raise DomainError("ครูคนนี้มีบันทึกวันเดียวกัน วิชาและห้องเดียวกันอยู่แล้ว", field="subject") from None
    return visit


@transaction.atomic
def record_internal(visit: InternalVisit, *, actor: Any, now: datetime | None = None) -> InternalVisit:
    """Done: the teacher may read it now and is asked to acknowledge."""
    now = now or timezone.now()
    visit = locked(visit)
    _may_write(visit, actor)
    if visit.state == InternalVisit.State.RECORDED:
        return visit
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
    visit.state, visit.updated_at = INTERNAL_STATES.next(visit.state, "reopen"), now
    visit.save(update_fields=["state", "updated_at"])
    _trace(visit, "reopened", actor=actor, at=now)
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
    visit.state = INTERNAL_STATES.next(visit.state, "cancel")
    visit.cancel_reason, visit.updated_at = reason, now
    visit.save(update_fields=["state", "cancel_reason", "updated_at"])
    _trace(visit, "cancelled", actor=actor, at=now)
    _tell(visit, [visit.teacher.user, visit.observer.user], "internal.cancelled", "ยกเลิกนัดนิเทศภายใน", but=actor,
          now=now, body=reason)  # fmt: skip
    return visit


def locked(visit: InternalVisit) -> InternalVisit:
    return (
        InternalVisit.objects.select_for_update(of=("self",))
        .select_related(
            "school__district", "version__instrument", "observer__user", "teacher__user", "response", "saved_by"
        )
        .get(pk=visit.pk)
    )


def _to_write(visit: InternalVisit, actor: Any) -> InternalVisit:
    visit = locked(visit)
    _may_write(visit, actor)
    if not visit.is_editable:
        raise DomainError("ส่งให้ครูรับทราบแล้ว กดแก้ไขบันทึกก่อน")
    return visit


def _may_write(visit: InternalVisit, actor: Any) -> None:
    if not (permissions.may_observe(actor, visit) or permissions.manages(actor, visit.school)):
        raise NotAllowed("บันทึกได้เฉพาะผู้นิเทศและ ผอ.โรงเรียน")


def _tell(
    visit: InternalVisit, people: Iterable[Any], code: str, title: str, *, but: Any, now: datetime, body: str = ""
) -> None:
    notify.send(
        [user for user in people if user is not None and user != but], code=code, title=title,
        body=body or " · ".join(filter(None, (visit.subject, visit.classroom))),
        url=reverse("rounds:internal-visit", args=[visit.pk]), pointer=internal_pointer(visit),
        district_code=visit.school.district.code, now=now,
    )  # fmt: skip
