"""Writing a school's levels: what is refused, what is replaced, what leaves no trace."""

from decimal import Decimal
from typing import Any

import pytest

from core import audit
from core.errors import DomainError
from core.models import AuditEntry
from qa.levels.models import SchoolLevel
from qa.levels.services.record import record_levels
from tests.factories import levels

pytestmark = pytest.mark.django_db


def record(school: Any, chosen: Any, rows: list[Any], **more: Any) -> list[SchoolLevel]:
    values = {"academic_year": 2566, "level": "basic", "source": "self", "origin": "sar:1", "actor": audit.SYSTEM}
    return record_levels(school, set=chosen, rows=rows, **{**values, **more})


def test_words_and_standards_of_another_set_are_refused() -> None:
    office = levels.office()
    school, new = levels.school(office), levels.the_set(office)
    old, early = levels.the_set(office, "basic-before-2561"), levels.the_set(office, "early-2561")
    with pytest.raises(DomainError, match="ไม่ใช่ของชุด"):
        record(school, new, [(None, levels.word(old, "ดีเยี่ยม"), None, "")])
    with pytest.raises(DomainError, match="ไม่อยู่ในชุด"):
        record(school, new, [(early.standards.first(), levels.word(new, "ดี"), None, "")])
    with pytest.raises(DomainError, match="ไม่ใช่ของระดับขั้นพื้นฐาน"):
        record(school, early, [(None, levels.word(early, "ดี"), None, "")])
    assert not SchoolLevel.objects.exists()


def test_a_school_that_does_not_teach_the_level_is_refused() -> None:
    office = levels.office()
    school, early = levels.school(office, teaches="basic"), levels.the_set(office, "early-2561")
    with pytest.raises(DomainError, match="ไม่ได้เปิดสอนระดับปฐมวัย"):
        record(school, early, [(None, levels.word(early, "ดี"), None, "")], level="early")


def test_a_set_of_another_office_is_refused() -> None:
    here, there = levels.office(), levels.office()
    new = levels.the_set(there)
    with pytest.raises(DomainError, match="สำนักงานเขตอื่น"):
        record(levels.school(here), new, [(None, levels.word(new, "ดี"), None, "")])


def test_a_standard_twice_is_refused() -> None:
    office = levels.office()
    school, new = levels.school(office), levels.the_set(office)
    with pytest.raises(DomainError, match="ซ้ำ"):
        record(school, new, [(None, levels.word(new, "ดี"), None, ""), (None, None, None, "")])


def test_the_rows_of_that_year_level_and_source_are_replaced_and_no_others() -> None:
    office = levels.office()
    school, new = levels.school(office), levels.the_set(office)
    good, best, first = levels.word(new, "ดี"), levels.word(new, "ยอดเยี่ยม"), new.standards.get(number="1")
    record(school, new, [(None, good, Decimal("3.4"), ""), (first, good, None, "")])
    record(school, new, [(None, best, None, "")], source="office")
    record(school, new, [(None, best, None, "")], academic_year=2565)
    record(school, new, [(None, None, None, "สถานการณ์ไม่ปกติ")])
    told = sorted(
        (row.academic_year, row.source, str(row.scale_level), row.reason) for row in SchoolLevel.objects.all()
    )
    assert told == [
        (2565, "self", "ยอดเยี่ยม", ""),
        (2566, "office", "ยอดเยี่ยม", ""),
        (2566, "self", "None", "สถานการณ์ไม่ปกติ"),
    ]
    assert AuditEntry.objects.filter(action="levels.recorded").count() == 4


def test_the_same_rows_again_leave_no_trace() -> None:
    office = levels.office()
    school, new = levels.school(office), levels.the_set(office)
    rows = [(None, levels.word(new, "ดี"), Decimal("3.3333333"), "")]
    first = record(school, new, rows)
    again = record(school, new, rows)
    assert [row.pk for row in first] == [row.pk for row in again]
    assert AuditEntry.objects.filter(action="levels.recorded").count() == 1
