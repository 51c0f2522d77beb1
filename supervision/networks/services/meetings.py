"""Call a gathering of a network's members (step 3); meetings does the rest."""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.errors import DomainError
from core.thai.years import academic_term
from instruments.queries import terms_of
from meetings.models import Gathering
from meetings.services import call_gathering, tie
from schools.models import School
from supervision.networks.models import Member, Network
from supervision.networks.services.common import KIND, to_write, trace


@transaction.atomic
def call_network(
    network: Network, *, actor: Any, title: str, held_on: date, time_from: time | None = None,
    time_to: time | None = None, place: str = "", kind: str = "meeting", now: datetime | None = None,
) -> Gathering:  # fmt: skip
    """Invite the schools that are members, and those whose people are; the gathering is tied to the network. The same
    call again is the gathering that is there."""
    now = now or timezone.now()
    row = to_write(network, actor)
    if not title.strip():
        raise DomainError("กรุณาระบุชื่อการประชุม", field="title")
    members = list(row.members.now().select_related("school", "person__school"))
    schools = {one.pk: one for member in members for one in (_school(member),) if one is not None}
    gathering = call_gathering(
        row.district, actor=actor, kind=kind, title=title,
        academic_year=academic_term(held_on, terms_of(row.district))[0],
        held_on=held_on, schools=list(schools.values()), place=place, time_from=time_from, time_to=time_to,
        body_text=row.name, project=row.project, task=row.task, subject_group=row.subject_group, now=now,
    )  # fmt: skip
    tie(gathering, actor=actor, kind=KIND, key=str(row.pk), now=now)
    trace(row, "called", actor=actor, at=now, data={"title": gathering.title})
    return gathering


def _school(member: Member) -> School | None:
    if member.school is not None:
        return member.school
    return member.person.school if member.person is not None else None
