"""What the office's people did, whatever desk keeps it: gathered on the desks of work and subject groups and in a
person's year.

    register_source(WorkSource(key="visits", thai="การนิเทศ", unit="ครั้ง", icon="clipboard-check", rows=visits))

    def visits(district, start, end):
        for pk, day, topic, lead, task in Visit.objects.of_district(district).….values_list(…):
            yield WorkRow(day, topic, url, people=(lead,), task=task)
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One thing done: its day, words and page. Keys are primary keys: `people` of schools.Person who did it, `task`,
    `work_group`, `project`, `subject_group` where it plainly belongs to one. `state` is a word in Thai, or empty."""

    day: date
    label: str
    url: str
    people: tuple[int, ...] = ()
    task: int | None = None
    work_group: int | None = None
    project: int | None = None
    subject_group: int | None = None
    state: str = ""


Rows = Callable[[Any, date, date], Iterable[WorkRow]]


@dataclass(frozen=True, slots=True)
class WorkSource:
    """`rows(district, start, end)`: what was done on those days (both included) that every holder of `district.read`
    there may know of: drafts, cancelled and secret things left out; a fixed number of queries, in any order.
    `thai` is the heading, `unit` the counting word, `icon` a name of `core.icons`."""

    key: str
    thai: str
    unit: str
    icon: str
    rows: Rows


_sources: dict[str, WorkSource] = {}


def register_source(source: WorkSource) -> None:
    """In `apps.ready()`; the same key twice is a mistake of the programmer."""
    if source.key in _sources:
        raise ValueError(f"work source {source.key} is registered twice")
    _sources[source.key] = source


def work_sources() -> list[WorkSource]:
    """In the order of the apps."""
    return list(_sources.values())


def work_between(district: Any, start: date, end: date) -> list[tuple[WorkSource, list[WorkRow]]]:
    """Each source with its rows of those days, newest first; sources without rows stand too."""
    return [
        (source, sorted(source.rows(district, start, end), key=lambda row: (row.day, row.url), reverse=True))
        for source in _sources.values()
    ]
