"""docs/coverage.md: each numbered task, project and subject group has its line; every name in it leads somewhere."""

import re

import pytest
from django.urls import NoReverseMatch

from core.errors import DomainError
from reports import registry
from schools.services.reference import shipped
from supervision.groups.queries import address_of, place_names
from tests.conventions.sources import ROOT

TEXT = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`([a-z-]+:[a-z0-9-]+)`", TEXT)))


def _leads(to: str) -> bool:
    kind, _, key = to.partition(":")
    try:
        if kind == "document":
            registry.get(key)
        return bool(address_of(to))
    except (NoReverseMatch, DomainError):
        return False


def test_every_name_leads_somewhere() -> None:
    assert len(NAMED) > 50
    assert [name for name in NAMED if not _leads(name)] == []


def test_places_of_tasks_lead_somewhere() -> None:
    wrong = [(key, to) for key, rows in place_names().items() for _, to in rows if not _leads(to)]
    assert wrong == []


def test_every_shipped_task_has_its_places_and_its_line() -> None:
    tasks = [task for group in shipped("work_groups")["groups"] for task in group["tasks"]]
    keys = {f"task-{task['number']}" for task in tasks}
    assert set(place_names()) == keys | {"subjects"}
    for task in tasks:
        line = f"| {task['number']} | {task['name']} |"
        assert line in TEXT, line
        for label, to in place_names()[f"task-{task['number']}"]:
            assert f"{label} `{to}`" in TEXT.split(line)[1].split("\n")[0], (task["number"], to)


@pytest.mark.parametrize("name", ["projects", "subject_groups"])
def test_every_shipped_project_and_subject_group_has_its_line(name: str) -> None:
    rows = shipped(name)[name]
    words = [row["name"].removesuffix(" (รายการซ้ำ)") if isinstance(row, dict) else row for row in rows]
    assert [word for word in words if word not in TEXT] == []


@pytest.mark.parametrize("part", ["สุราษฎร์ธานี", "พระนครศรีอยุธยา", "อ่างทอง", "พัทลุง"])
def test_the_other_manuals_have_their_parts(part: str) -> None:
    assert re.search(rf"^## .*{part}", TEXT, re.MULTILINE)
