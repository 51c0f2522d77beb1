"""An office with an open assessment whose proofs come from a desk of the test's own."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from evidence import proofs
from evidence.proofs import ProofSource, Record, Tag
from tests.factories import assessment as factory
from tests.factories import base

YEAR = 2568
IN_YEAR = date(2025, 3, 5)
BEFORE = date(2024, 5, 1)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`desk(Record, …)` is what the test's source "work" holds from then on."""
    held: list[Record] = []
    source = ProofSource(
        "work", "งานทดสอบ", "ฉบับ", lambda scope: list(held),
        tags=(Tag("part", "ส่วน", lambda district: [("a", "ก"), ("b", "ข")]),), amount=("ผู้เข้าร่วม", "คน"),
    )  # fmt: skip
    monkeypatch.setitem(proofs._sources, "work", source)

    def hold(*records: Record) -> None:
        held[:] = records

    return hold


def record(key: int, part: str = "a", day: date | None = IN_YEAR, **more: Any) -> Record:
    return Record("order", str(key), f"เอกสารที่ {key}", day, {"part": (part,)}, **more)


def a_line(part: str = "a", **more: Any) -> dict[str, Any]:
    return {
        "title": f"หลักฐานส่วน {part}", "source": "work", "where": {"part": [part]}, "needed": True,
        "lacking": f"งานส่วน {part}", "method": "ดำเนินงานส่วนนี้ {count} ({dates})", "result": "มีผลงาน {count}", **more,
    }  # fmt: skip


@pytest.fixture
def scene(db: Any, desk: Callable[..., None]) -> SimpleNamespace:
    """Issue 1 is proved by part a, issue 2 by part b of the desk, issues 3 and 4 by hand; three papers of part a lie
    there. `director` keeps it, `owner` is a clerk of the office who answers for issue 3."""
    district = base.district()
    director = base.user("group_director", district)
    head = base.user("office_director", district)
    clerk = base.user("clerk", district)
    desk(record(1), record(2), record(3))
    made = factory.an_assessment(director, district, fiscal_year=YEAR, lines={1: [a_line()], 2: [a_line("b")]})
    answers = list(made.answers.select_related("issue", "assessment__district"))
    lines = {
        line.issue.number: line
        for line in factory.ProofLine.objects.filter(issue__indicator=made.indicator).select_related("issue")
    }
    owner = base.person_of(clerk, district)
    answers[2].owner = owner
    answers[2].save(update_fields=["owner"])
    return SimpleNamespace(
        district=district, director=director, head=head, clerk=clerk, owner=owner, assessment=made, answers=answers,
        lines=lines, desk=desk, stranger=base.user("group_director", base.district()),
        colleague=base.user("supervisor", district),
    )  # fmt: skip
