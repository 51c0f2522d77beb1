"""An office with schools of both levels and the shipped standard sets, and levels written through the service."""

import io
from typing import Any

from openpyxl import Workbook

from core import audit
from qa.levels.services.record import record_levels
from qa.standards.models import StandardSet
from qa.standards.services.reference import load_standard_sets
from schools.models import District, School
from tests.factories import base


def office(**settings: Any) -> District:
    made = base.district(**settings)
    load_standard_sets(made)
    return made


def school(of: District, *, teaches: str = "both", **fields: Any) -> School:
    """`teaches`: both, early or basic."""
    first, last = {"both": ("อ.2", "ป.6"), "early": ("อ.1", "อ.3"), "basic": ("ป.1", "ป.6")}[teaches]
    return base.school(of, **{"level_from": first, "level_to": last, **fields})


def the_set(of: District, code: str = "basic-2561") -> StandardSet:
    return StandardSet.objects.get(district=of, code=code)


def word(chosen: StandardSet, text: str) -> Any:
    return chosen.scale.get(word=text)


def give(
    school: School,
    text: str | None,
    *,
    year: int = 2566,
    level: str = "basic",
    source: str = "self",
    code: str = "basic-2561",
    standards: dict[str, str | None] | None = None,
) -> None:
    """The school's overall level (None = ไม่ประเมิน) and those of numbered standards."""
    chosen = the_set(school.district, code)
    rows: list[Any] = [(None, word(chosen, text) if text else None, None, "")]
    for number, told in (standards or {}).items():
        rows.append((chosen.standards.get(number=number), word(chosen, told) if told else None, None, ""))
    record_levels(
        school,
        academic_year=year,
        level=level,
        source=source,
        set=chosen,
        rows=rows,
        origin="test:1",
        actor=audit.SYSTEM,
    )


def copied(chosen: StandardSet, *, code: str, name: str) -> StandardSet:
    """A set of the office with the same scale and no standards, not in use before the office chooses it."""
    made = StandardSet.objects.create(
        district=chosen.district, code=code, name=name, level=chosen.level, family="own", year_from=chosen.year_from,
        state="published", updated_at=chosen.updated_at,
    )  # fmt: skip
    for one in chosen.scale.all():
        made.scale.create(value=one.value, word=one.word)
    return made


def workbook(
    rows: list[tuple[Any, ...]], *, head: tuple[str, ...] = ("รหัสโรงเรียน", "ระดับ", "มาตรฐาน"), title: str = "Sheet"
) -> bytes:
    """A workbook to import, of bare rows."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = title
    page.append(head)
    for row in rows:
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
