"""What was done, for the desks of groups and a person's year, of the apps that stood before the groups had desks:
visits, gatherings, plans and follow-up. Every source takes a fixed number of queries of values."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from meetings.models import Duty, Gathering, Participant
from processes.models import Action
from schools.work_sources import WorkRow, WorkSource, register_source
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
    members: dict[int, list[int]] = defaultdict(list)
    for visit, person in VisitMember.objects.filter(visit__in=rows.values("pk")).values_list("visit", "person"):
        members[visit].append(person)
    taught = VisitPerson.objects.filter(visit__in=rows.values("pk"), subject_group__isnull=False)
    subjects = dict(taught.order_by("-pk").values_list("visit", "subject_group"))
    url = page_of("field:visit")
    for pk, day, topic, school, lead, task, project, state in rows.values_list(
        "pk", "visited_on", "topic", "school__name", "lead", "task", "project", "state"
    ):
        yield WorkRow(
            day, f"{school}: {topic}", url % pk, (lead, *members[pk]), task=task, project=project,
            subject_group=subjects.get(pk), state=STATE_WORDS[state],
        )  # fmt: skip


def gatherings(district: Any, start: date, end: date) -> Iterator[WorkRow]:
    """Those that were held, by who recorded them, had a duty or took part for the office."""
    rows = Gathering.objects.of_district(district).between(start, end).filter(state="held").order_by()
    people: dict[int, set[int]] = defaultdict(set)
    for gathering, person in Duty.objects.filter(gathering__in=rows.values("pk"), person__isnull=False).values_list(
        "gathering", "person"
    ):
        people[gathering].add(person)
    taking = Participant.objects.filter(
        batch__gathering__in=rows.values("pk"), person__isnull=False, person__school=None
    )
    for gathering, person in taking.values_list("batch__gathering", "person"):
        people[gathering].add(person)
    url = page_of("meetings:gathering")
    for pk, day, title, kind, recorder, task, group, project, subject in rows.values_list(
        "pk", "held_on", "title", "kind__name", "recorder", "task", "work_group", "project", "subject_group"
    ):
        named = people[pk] | ({recorder} if recorder else set())
        yield WorkRow(
            max(day, start), title, url % pk, tuple(sorted(named)), task=task, work_group=group, project=project,
            subject_group=subject, state=kind,
        )  # fmt: skip


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
    register_source(WorkSource("visits", "การนิเทศ", "ครั้ง", "clipboard-check", visits))
    register_source(WorkSource("gatherings", "การประชุมและกิจกรรม", "ครั้ง", "users", gatherings))
    register_source(WorkSource("plans", "แผนนิเทศที่อนุมัติ", "แผน", "calendar-plus", plans))
    register_source(WorkSource("actions", "ข้อค้นพบและข้อตกลงที่ปิดแล้ว", "เรื่อง", "circle-check", actions))
    register_source(WorkSource("trainings", "การพัฒนาตนเอง", "รายการ", "school", trainings))
