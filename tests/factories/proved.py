"""Records of a desk of the tests' own that print themselves, for papers that take proofs in."""

from datetime import date
from functools import cache
from typing import Any

import pytest

from core import pointers
from core.pointers import Provider
from evidence import proofs
from evidence.proofs import ProofSource, Record, Tag
from tests.factories import papers

KIND = "test_thing"


def a_desk(monkeypatch: pytest.MonkeyPatch, records: list[Record], *, pages: int = 1) -> None:
    """Source "work" that holds `records` (a list the test may change), and their provider: a PDF of so many pages."""

    @cache
    def pdf(key: str) -> bytes | None:
        return papers.a_pdf(pages=pages, words=f"THING{key}")

    source = ProofSource(
        "work", "งานทดสอบ", "ฉบับ", lambda scope: list(records),
        tags=(Tag("part", "ส่วน", lambda district: [("a", "ก"), ("b", "ข")]),),
    )  # fmt: skip
    owner = Provider(
        label=lambda key: f"เอกสารที่ {key}", url=lambda key: f"/things/{key}/", may_view=lambda user, key: True,
        may_change=lambda user, key: False, as_pdf=pdf,
    )  # fmt: skip
    monkeypatch.setitem(proofs._sources, "work", source)
    monkeypatch.setitem(pointers._providers, KIND, owner)


def a_record(key: int, part: str = "a", day: date | None = date(2025, 3, 5), **more: Any) -> Record:
    return Record(KIND, str(key), f"เอกสารที่ {key}", day, {"part": (part,)}, **more)


def a_line(part: str = "a", **more: Any) -> dict[str, Any]:
    """An evidence line of the set that finds them."""
    return {
        "title": f"หลักฐานส่วน {part}", "source": "work", "where": {"part": [part]},
        "method": "ดำเนินงานส่วนนี้ {count} ({dates})", "result": "มีผลงาน {count}", **more,
    }  # fmt: skip
