"""Name who judges which schools, and let somebody go."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import notify
from core.errors import DomainError, needed
from schools.models import Cluster, Person, School
from supervision.improvement.models import Participation
from supervision.results.models import Assessor, Evaluation
from supervision.results.services.common import evaluation_pointer, record, to_run


def where_words(cluster: Cluster | None, school: School | None) -> str:
    """What a duty covers, for lists and the trace."""
    return str(school or cluster or "ทุกโรงเรียน")


@transaction.atomic
def add_assessor(
    evaluation: Evaluation, person: Person, *, actor: Any, standing: str = "", cluster: Cluster | None = None,
    school: School | None = None, now: datetime | None = None,
) -> Assessor:  # fmt: skip
    """One duty: over a cluster's schools, over one school, or over all where neither is told. The same duty named
    again is given back, in force again if it had ended. Nobody is named for the one school they work at; the schools of
    a cluster or of the office simply leave it out."""
    return add_assessors(
        evaluation, [person], actor=actor, standing=standing, cluster=cluster, school=school, now=now
    )[0]  # fmt: skip


@transaction.atomic
def add_assessors(
    evaluation: Evaluation, people: Sequence[Person], *, actor: Any, standing: str = "",
    cluster: Cluster | None = None, school: School | None = None, now: datetime | None = None,
) -> list[Assessor]:  # fmt: skip
    """The same duty for several people; all of them or none."""
    now, evaluation = now or timezone.now(), to_run(evaluation, actor)
    district = evaluation.programme.district_id
    if cluster is not None and school is not None:
        raise DomainError("เลือกกลุ่มโรงเรียนหรือโรงเรียนอย่างใดอย่างหนึ่ง", field="school")
    if any(place is not None and place.district_id != district for place in (cluster, school)):
        raise DomainError("กลุ่มหรือโรงเรียนนี้ไม่อยู่ในเขตพื้นที่ของการประเมิน", field="school")
    if school is not None and not _takes_part(evaluation, school):
        raise DomainError(f"{school} ไม่อยู่ในการขับเคลื่อนของปีนี้", field="school")
    if not people:
        raise DomainError("กรุณาเลือกผู้ประเมินอย่างน้อย 1 คน", field="people")
    made, told, where = [], [], where_words(cluster, school)
    for person in people:
        if person.district_id != district or not person.is_active:
            raise DomainError(f"{person} ไม่ใช่บุคลากรที่ปฏิบัติงานอยู่ในเขตพื้นที่นี้", field="people")
        if school is not None and person.school_id == school.pk:
            raise DomainError(f"{person} ปฏิบัติงานที่ {school} จึงประเมินโรงเรียนนี้ไม่ได้", field="people")
        duty, new = Assessor.objects.get_or_create(
            evaluation=evaluation, person=person, cluster=cluster, school=school, defaults={"standing": standing}
        )
        if not new and duty.ended_reason:
            duty.ended_reason, duty.standing = "", standing or duty.standing
            duty.save(update_fields=["ended_reason", "standing"])
            new = True
        if new:
            record(evaluation, "assessor", actor=actor, at=now, person=str(person), where=where)
            told.append(person)
        made.append(duty)
    notify.send(
        [person.user for person in told if person.user_id], code="evaluation.assessor",
        title=f"ท่านเป็นผู้ประเมิน {where}", body=str(evaluation.programme), url=reverse("quality-results:mine"),
        pointer=evaluation_pointer(evaluation), district_code=evaluation.programme.district.code,
    )  # fmt: skip
    return made


@transaction.atomic
def end_assessor(duty: Assessor, *, actor: Any, reason: str, now: datetime | None = None) -> Assessor:
    """Sheets sent before stay and count; ended already, nothing happens."""
    reason = needed(reason, "กรุณาเขียนเหตุที่พ้นหน้าที่")
    evaluation = to_run(duty.evaluation, actor)
    duty = Assessor.objects.select_for_update(of=("self",)).select_related("person").get(pk=duty.pk)
    if duty.ended_reason:
        return duty
    duty.ended_reason = reason
    duty.save(update_fields=["ended_reason"])
    record(evaluation, "ended", actor=actor, at=now or timezone.now(), person=str(duty.person), reason=reason)
    return duty


def _takes_part(evaluation: Evaluation, school: School) -> bool:
    rows = Participation.objects.filter(programme=evaluation.programme_id, school=school)
    return bool(rows.counted().exists())
