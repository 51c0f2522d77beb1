"""The desk of one work group or subject group in one year: its tasks, and what was done for it on whatever desk."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch

from core.thai.years import fiscal_range
from evidence.queries import counts as evidence_counts
from schools.models import Assignment, SubjectGroup, WorkGroup, WorkTask
from schools.work_sources import SUBJECT_GROUP, TASK, WORK_GROUP, WorkRow, WorkSource, work_of
from supervision.groups.models import GroupYear, TaskOwner, TaskYear
from supervision.groups.queries.places import Place

NEWEST = 5
# Rows of a manager narrowed to what a reader may see: visible_to of a person, or all of the office's own paper.
See = Callable[[Any], Any]


@dataclass(frozen=True)
class TaskLine:
    """A task on the desk. `row` is None while its year is not opened; `work` counts what was done for it by source."""

    key: int
    number: str
    name: str
    row: TaskYear | None
    owners: tuple[str, ...] = ()
    evidence: int = 0
    work: tuple[tuple[WorkSource, int], ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class SourceLine:
    """What was done of one kind: how often, and the newest."""

    source: WorkSource
    count: int
    newest: tuple[WorkRow, ...]


@dataclass(frozen=True)
class Desk:
    """`states` counts the tasks of the year; without a year opened `opened` is None and the tasks are the bare list."""

    group: Any
    year: int
    opened: GroupYear | None
    people: tuple[Any, ...]
    tasks: tuple[TaskLine, ...]
    sources: tuple[SourceLine, ...] = ()
    states: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.states.values())

    @property
    def done(self) -> int:
        return self.states.get("done", 0)

    @property
    def without_owner(self) -> int:
        """Tasks of the year nobody owns."""
        return sum(line.row is not None and not line.owners for line in self.tasks)


def source_lines(found: Sequence[tuple[WorkSource, list[WorkRow]]], *, newest: int = NEWEST) -> tuple[SourceLine, ...]:
    """Those with something done."""
    return tuple(SourceLine(source, len(rows), tuple(rows[:newest])) for source, rows in found if rows)


def _nowhere(key: str) -> list[Place]:
    return []


def desk_of(
    see: See, group: WorkGroup | SubjectGroup, year: int, *, on: Any, reads: bool,
    places: Callable[[str], list[Place]] = _nowhere,
) -> Desk:  # fmt: skip
    """A fixed number of queries, whatever was done. `see` narrows rows to what the reader may see; who does not read
    the office (the clerk) sees tasks only, no work. `places` gives the places of a shipped task's key."""
    work = isinstance(group, WorkGroup)
    rows = see(TaskYear.objects).for_fiscal_year(year)
    rows = rows.of_work_group(group) if work else rows.of_subject_group(group)
    owners = Prefetch("owners", TaskOwner.objects.select_related("person"))
    years = list(
        rows.select_related("task__work_group", "line__subject_group", "district").prefetch_related(owners).in_order()
    )
    bare = _bare(see, group)
    found = _work(group, year, [key for key, *_ in bare]) if reads else []
    proofs = evidence_counts("task_year", years)
    by_task: dict[int | None, Counter[str]] = defaultdict(Counter)
    for source, lines in found:
        for line in lines:
            by_task[line.task][source.key] += 1
    sources = {source.key: source for source, _ in found}
    tasks = []
    of = {row.task_id or row.line_id: row for row in years}
    for key, number, name, reference, is_active in bare:
        row = of.get(key)
        if row is None and not is_active:
            continue
        done = by_task[key] if work else Counter()
        tasks.append(
            TaskLine(
                key, number, name, row,
                owners=tuple(owner.person.full_name for owner in row.owners.all()) if row else (),
                evidence=proofs[row.pk].total if row else 0,
                work=tuple((sources[code], n) for code, n in done.items()),
                places=tuple(places(reference)),
            )
        )  # fmt: skip
    of_group = {"work_group" if work else "subject_group": group}
    held = see(Assignment.objects).in_force(on).filter(**of_group, person__is_active=True)
    opened = see(GroupYear.objects).for_fiscal_year(year).filter(**of_group)
    return Desk(
        group, year, opened.select_related("published_by", "district").first(),
        tuple(row.person for row in held.select_related("person").order_by("person__name_sort", "pk")), tuple(tasks),
        source_lines(found), dict(Counter(row.state for row in years)),
    )  # fmt: skip


def _bare(see: See, group: Any) -> list[tuple[int, str, str, str, bool]]:
    """(key of the task or line, number, name, key of its places, still in use), in order."""
    if isinstance(group, WorkGroup):
        tasks = see(WorkTask.objects).filter(work_group=group).order_by("number_sort", "pk")
        return [(one.pk, one.number, one.name, one.reference_key, one.is_active) for one in tasks]
    return [(one.pk, str(one.position), one.name, "subjects", one.is_active) for one in group.lines.all()]


def _work(group: Any, year: int, tasks: list[int]) -> list[tuple[WorkSource, list[WorkRow]]]:
    of = {WORK_GROUP: {group.pk}, TASK: set(tasks)} if isinstance(group, WorkGroup) else {SUBJECT_GROUP: {group.pk}}
    return work_of(group.district, *fiscal_range(year), of)


def work_of_task(row: TaskYear, *, newest: int = 10) -> tuple[SourceLine, ...]:
    """What was done for one task in its year, all of it counted and the newest given; nothing of a subject group's
    line, for works name the group, not the line. For who reads the office."""
    if row.task_id is None:
        return ()
    found = work_of(row.district, *fiscal_range(row.fiscal_year), {TASK: {row.task_id}})
    return source_lines(found, newest=newest)
