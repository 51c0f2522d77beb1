"""Shipped rows of an office: work groups and tasks, subject groups, projects, size schemes, academic terms.

A row is recognised by its key, so a row the office has renamed, renumbered or switched off stays as the office left it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from core.thai.years import law_academic_year, law_terms
from schools.models import AcademicTerm, District, Project, SizeBand, SizeScheme, SubjectGroup, WorkGroup, WorkTask
from schools.services.locks import lock_district
from schools.signals import reference_loaders

FOLDER = Path(__file__).resolve().parent.parent / "reference"
# Past years an office looks back on, and the next one it plans for.
YEARS_BACK, YEARS_AHEAD = 10, 1


@cache
def shipped(name: str) -> dict[str, Any]:
    """The content of reference/NAME.yaml."""
    found: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


def number_sort(number: str) -> str:
    """1.10 after 1.9: each part of a task's number with its zeros."""
    return ".".join(part.zfill(4) for part in number.split("."))


@transaction.atomic
def load_reference(district: District, *, today: date | None = None) -> dict[str, int]:
    """Add what the office does not have yet; returns how many rows each list gained. Safe to run twice."""
    lock_district(district.pk)
    added = {
        "work groups": _work_groups(district),
        "subject groups": _subject_groups(district),
        "projects": _projects(district),
        "size schemes": _size_schemes(district),
        "academic terms": _terms(district, today or timezone.localdate()),
    }
    for name, loader in reference_loaders().items():
        added[name] = loader(district)
    return added


def _keys(rows: Any) -> set[str]:
    return set(rows.values_list("reference_key", flat=True))


def _work_groups(district: District) -> int:
    added = 0
    groups = {row.reference_key: row for row in WorkGroup.objects.of_district(district) if row.reference_key}
    names = set(WorkGroup.objects.of_district(district).values_list("name", flat=True))
    for entry in shipped("work_groups")["groups"]:
        key = f"group-{entry['number']}"
        group = groups.get(key)
        if group is None:
            if entry["name"] in names:
                continue
            group = WorkGroup.objects.create(
                district=district,
                number=entry["number"],
                name=entry["name"],
                note=entry.get("note", ""),
                reference_key=key,
            )
            added += 1
        added += _tasks(group, entry["tasks"])
    return added


def _tasks(group: WorkGroup, entries: list[dict[str, str]]) -> int:
    have = {row.reference_key: row for row in group.tasks.all() if row.reference_key}
    taken = set(group.tasks.values_list("number", flat=True))
    added = 0
    for entry in entries:
        number = entry["number"]
        key = f"task-{number}"
        if key in have or number in taken:
            continue
        have[key] = WorkTask.objects.create(
            work_group=group,
            number=number,
            number_sort=number_sort(number),
            name=entry["name"],
            note=entry.get("note", ""),
            parent=have.get(f"task-{number.rpartition('.')[0]}"),
            reference_key=key,
        )
        added += 1
    return added


@transaction.atomic
def add_shipped(model: Any, district: District, rows: Iterable[Mapping[str, Any]]) -> int:
    """Add the rows of a list (`key`, `name` and further columns each) that the office lacks; gives how many. Safe to
    run twice, and never over the office's own words."""
    lock_district(district.pk)
    held = model.objects.of_district(district)
    keys, names = _keys(held), set(held.values_list("name", flat=True))
    lacking = [dict(row) for row in rows if row["key"] not in keys and row["name"] not in names]
    made = [model(district=district, reference_key=row.pop("key"), **row) for row in lacking]
    return len(model.objects.bulk_create(made))


def in_order(rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows of a list with their `position`, from one."""
    return ({"position": place, **row} for place, row in enumerate(rows, start=1))


def _subject_groups(district: District) -> int:
    names = enumerate(shipped("subject_groups")["subject_groups"], start=1)
    rows = ({"key": f"subject-{place}", "name": name, "position": place} for place, name in names)
    return add_shipped(SubjectGroup, district, rows)


def _projects(district: District) -> int:
    rows = ({"key": f"project-{entry['number']}", **entry} for entry in shipped("projects")["projects"])
    return add_shipped(Project, district, rows)


def _size_schemes(district: District) -> int:
    keys = _keys(SizeScheme.objects.of_district(district))
    names = set(SizeScheme.objects.of_district(district).values_list("name", flat=True))
    added = 0
    for entry in shipped("size_schemes")["schemes"]:
        if entry["key"] in keys or entry["name"] in names:
            continue
        scheme = SizeScheme.objects.create(
            district=district, name=entry["name"], source=entry["source"], reference_key=entry["key"]
        )
        SizeBand.objects.bulk_create(
            SizeBand(scheme=scheme, at_least=low, label=label) for low, label in entry["bands"]
        )
        added += 1
    return added


def _terms(district: District, today: date) -> int:
    """By ระเบียบ ศธ. 2549; a year in which the office has set a term of its own is left to the office."""
    running, _ = law_academic_year(today)
    set_years = set(AcademicTerm.objects.of_district(district).values_list("academic_year", flat=True))
    rows = [
        AcademicTerm(district=district, academic_year=term.year, term=term.term, starts_on=term.start, ends_on=term.end)
        for year in range(running - YEARS_BACK, running + YEARS_AHEAD + 1)
        if year not in set_years
        for term in law_terms(year)
    ]
    return len(AcademicTerm.objects.bulk_create(rows))
