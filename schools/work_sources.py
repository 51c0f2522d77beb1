"""What the office's people did, whatever desk keeps it: gathered on the desks of work and subject groups and in a
person's year.

    register_source(WorkSource("visits", "การนิเทศ", "ครั้ง", "clipboard-check", visits, people=visitors))

    def visits(district, start, end):
        for pk, day, topic, lead, task in Visit.objects.of_district(district).….values_list(…):
            yield WorkRow(day, topic, url, people=(lead,), task=task, key=pk)

    def visitors(district, keys):
        return VisitMember.objects.filter(visit__in=keys).values_list("visit", "person")
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from schools.models import Person, WorkGroup

# What a row may belong to, besides its people and project.
TASK, WORK_GROUP, SUBJECT_GROUP = "task", "work_group", "subject_group"


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One thing done: its day, words and page. Keys are primary keys: `people` of schools.Person who did it, `task`,
    `work_group`, `project`, `subject_group` where it plainly belongs to one. `state` is a word in Thai, or empty.
    `key` is what the source's `people` are asked by. A source whose work always belongs to a shipped group or task
    gives `group_key` and `task_key`, their reference keys, instead of looking their rows up."""

    day: date
    label: str
    url: str
    people: tuple[int, ...] = ()
    task: int | None = None
    work_group: int | None = None
    project: int | None = None
    subject_group: int | None = None
    state: str = ""
    key: int | None = None
    group_key: str = ""
    task_key: str = ""


Rows = Callable[[Any, date, date], Iterable[WorkRow]]
People = Callable[[Any, set[int]], Iterable[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class WorkSource:
    """`rows(district, start, end)`: what was done on those days (both included) that every holder of `district.read`
    there may know of: drafts, cancelled and secret things left out; a fixed number of queries, in any order.
    `people(district, keys)`: (key, person) of further people, asked in one query where people matter. `names` is what
    its rows may belong to: a desk does not ask a source that names nothing of its kind. `thai` is the heading, `unit`
    the counting word, `icon` a name of `core.icons`."""

    key: str
    thai: str
    unit: str
    icon: str
    rows: Rows
    people: People | None = None
    names: tuple[str, ...] = (TASK, WORK_GROUP, SUBJECT_GROUP)


_sources: dict[str, WorkSource] = {}


def register_source(source: WorkSource) -> None:
    """In `apps.ready()`; the same key twice is a mistake of the programmer."""
    if source.key in _sources:
        raise ValueError(f"work source {source.key} is registered twice")
    _sources[source.key] = source


def work_sources() -> list[WorkSource]:
    """In the order of the apps."""
    return list(_sources.values())


def people_of_accounts(district: Any, users: set[int]) -> Iterable[tuple[int, int]]:
    """(account, its person in the office), for rows that keep who wrote them as an account."""
    return Person.objects.of_district(district).filter(user__in=users).order_by("pk").values_list("user_id", "pk")


Found = list[tuple[WorkSource, list[WorkRow]]]


def work_between(district: Any, start: date, end: date) -> Found:
    """Each source with its rows of those days and their people, newest first; sources without rows stand too."""
    found = [(source, list(source.rows(district, start, end))) for source in _sources.values()]
    found = [(source, list(_with_people(source, district, rows))) for source, rows in found]
    return [(source, _newest(rows)) for source, rows in _placed(district, found)]


def work_of(district: Any, start: date, end: date, of: Mapping[str, Collection[int]]) -> Found:
    """The sources that name a kind of `of` (TASK, WORK_GROUP or SUBJECT_GROUP → keys), each with its rows of those days
    that belong to one of the keys, newest first. Who did it is not asked: `people` may be incomplete."""
    asked = [source for source in _sources.values() if any(kind in source.names for kind in of)]
    found = _placed(district, [(source, list(source.rows(district, start, end))) for source in asked])
    return [
        (source, _newest(row for row in rows if any(getattr(row, kind) in keys for kind, keys in of.items())))
        for source, rows in found
    ]


def _newest(rows: Iterable[WorkRow]) -> list[WorkRow]:
    return sorted(rows, key=lambda row: (row.day, row.url), reverse=True)


def _with_people(source: WorkSource, district: Any, rows: list[WorkRow]) -> Iterator[WorkRow]:
    keys = {row.key for row in rows if row.key is not None}
    more: dict[int | None, list[int]] = defaultdict(list)
    if source.people and keys:
        for key, person in source.people(district, keys):
            more[key].append(person)
    for row in rows:
        yield replace(row, people=tuple(dict.fromkeys((*row.people, *more[row.key])))) if row.key in more else row


def _placed(district: Any, found: Found) -> Found:
    """Shipped groups and tasks by the office's own rows; one query where a row names any."""
    if not any(row.group_key for _, rows in found for row in rows):
        return found
    groups: dict[str, int] = {}
    tasks: dict[str, int] = {}
    named = WorkGroup.objects.of_district(district).exclude(reference_key="").order_by()
    for key, group, task_key, task in named.values_list("reference_key", "pk", "tasks__reference_key", "tasks__pk"):
        groups[key] = group
        if task_key:
            tasks[task_key] = task

    def placed(row: WorkRow) -> WorkRow:
        if not row.group_key:
            return row
        return replace(row, work_group=groups.get(row.group_key), task=tasks.get(row.task_key))

    return [(source, [placed(row) for row in rows]) for source, rows in found]
