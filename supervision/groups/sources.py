"""What was done, for the desks of groups and a person's year, of the apps that stood before the groups had desks:
visits, gatherings, plans and follow-up. Every source takes a fixed number of queries of values."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from meetings.models import Duty, Gathering, Participant
from processes.models import Action
from schools.work_sources import SUBJECT_GROUP, TASK, WorkRow, WorkSource, register_source
from supervision.field.models import Visit, VisitMember, VisitPerson
from supervision.field.models.visit import STATE_WORDS
from supervision.groups.models import Training
from supervision.planning.models import Plan


def page_of(name: str) -> str:
    """The address of a row with its key left open: reversing once for thousands of rows."""
    return reverse(name, args=[0]).replace("0", "%d", 1)


def visits(district: Any, start: date, end: date) -> Iterator[WorkRow]:
    """Those that were made, by their lead and team; the subject group is the first of those supervised."""
    rows = Visit.objects.of_district(district).made().filter(visited_on__range=(start, end)).order_by()
    taught = VisitPerson.objects.filter(visit=OuterRef("pk"), subject_group__isnull=False).order_by("pk")
    url = page_of("field:visit")
    for pk, day, topic, school, lead, task, project, state, subject in rows.values_list(
        "pk", "visited_on", "topic", "school__name", "lead", "task", "project", "state",
        Subquery(taught.values("subject_group")[:1]),
    ):  # fmt: skip
        yield WorkRow(
            day, f"{school}: {topic}", url % pk, (lead,), task=task, project=project, subject_group=subject,
            state=STATE_WORDS[state], key=pk,
        )  # fmt: skip


def team(district: Any, visits: set[int]) -> Iterable[tuple[int, int]]:
    return VisitMember.objects.filter(visit__in=visits).values_list("visit", "person")


def gatherings(district: Any, start: date, end: date) -> Iterator[WorkRow]:
    """Those that were held, by who recorded them, had a duty or took part for the office."""
    rows = Gathering.objects.of_district(district).between(start, end).filter(state="held").order_by()
    url = page_of("meetings:gathering")
    for pk, day, title, kind, recorder, task, group, project, subject in rows.values_list(
        "pk", "held_on", "title", "kind__name", "recorder", "task", "work_group", "project", "subject_group"
    ):
        yield WorkRow(
            max(day, start), title, url % pk, (recorder,) if recorder else (), task=task, work_group=group,
            project=project, subject_group=subject, state=kind, key=pk,
        )  # fmt: skip


def taking_part(district: Any, gatherings: set[int]) -> Iterator[tuple[int, int]]:
    """Two queries."""
    duties = Duty.objects.filter(gathering__in=gatherings, person__isnull=False)
    yield from duties.values_list("gathering", "person")
    taking = Participant.objects.filter(
        batch__gathering__in=gatherings, person__isnull=False, person__school=None
    )  # fmt: skip
    yield from taking.values_list("batch__gathering", "person")


def plans(district: Any, start: date, end: date) -> Iterator[WorkRow]:
    """Plans of supervision that were approved."""
    rows = Plan.objects.of_district(district).filter(state="approved", approved_at__date__range=(start, end)).order_by()
    url = page_of("planning:plan")
    for pk, at, title, owner in rows.values_list("pk", "approved_at__date", "title", "owner"):
        yield WorkRow(at, title, url % pk, (owner,), state="อนุมัติแล้ว")


def actions(district: Any, start: date, end: date) -> Iterator[WorkRow]:
    """What was found or agreed and has been closed, by who owed it."""
    rows = Action.objects.of_district(district).filter(state="closed", closed_at__date__range=(start, end)).order_by()
    url = page_of("processes:action")
    for pk, day, text, owner in rows.values_list("pk", "closed_at__date", "text", "owner"):
        yield WorkRow(day, text[:200], url % pk, (owner,) if owner else (), state="ปิดแล้ว")


def trainings(district: Any, start: date, end: date) -> Iterator[WorkRow]:
    """Each person's own training."""
    rows = Training.objects.of_district(district).standing().between(start, end).order_by()
    url = page_of("groups:training")
    kinds = dict(Training.Kind.choices)
    for pk, day, title, person, kind in rows.values_list("pk", "starts_on", "title", "person", "kind"):
        yield WorkRow(max(day, start), title, url % pk, (person,), state=str(kinds[kind]))


def register() -> None:
    register_source(
        WorkSource("visits", "การนิเทศ", "ครั้ง", "clipboard-check", visits, people=team, names=(TASK, SUBJECT_GROUP))
    )
    register_source(WorkSource("gatherings", "การประชุมและกิจกรรม", "ครั้ง", "users", gatherings, people=taking_part))
    register_source(WorkSource("plans", "แผนนิเทศที่อนุมัติ", "แผน", "calendar-plus", plans, names=()))
    register_source(WorkSource("actions", "ข้อค้นพบและข้อตกลงที่ปิดแล้ว", "เรื่อง", "circle-check", actions, names=()))
    register_source(WorkSource("trainings", "การพัฒนาตนเอง", "รายการ", "school", trainings, names=()))
