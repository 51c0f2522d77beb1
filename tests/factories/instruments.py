"""A small instrument written through the services: its draft, sections and items."""

from decimal import Decimal
from itertools import count
from typing import Any

from instruments.content import ItemContent, LevelContent
from instruments.models import Instrument, InstrumentVersion, Item, Section
from instruments.services import parts
from instruments.services.making import make_instrument
from instruments.services.publishing import publish

_number = count(1)
LEVELS = tuple(LevelContent(value, label) for value, label in ((3, "ดี"), (2, "พอใช้"), (1, "ปรับปรุง")))


def draft(
    director: Any, district: Any, *, code: str = "", subject: str = Instrument.Subject.SCHOOL
) -> InstrumentVersion:
    """The empty draft of a new instrument."""
    code = code or f"small-{next(_number)}"
    return make_instrument(district, actor=director, code=code, name=f"แบบนิเทศ {code}", subject=subject)


def section(version: InstrumentVersion, director: Any, title: str = "ตอนที่ 1") -> Section:
    return parts.save_section(version, actor=director, title=title)


def words(code: str, **more: Any) -> ItemContent:
    given = {"kind": Item.Kind.RATING, "text": f"รายการ {code}", "levels": LEVELS, "weight": Decimal(1), **more}
    return ItemContent(code=code, **given)


def item(of: Section, director: Any, code: str, **more: Any) -> Item:
    return parts.save_item(of.version, actor=director, section=of, words=words(code, **more))


def small(director: Any, district: Any, **options: Any) -> InstrumentVersion:
    """A draft of two sections with three rating items: q01, q02 in the first, q03 in the second."""
    version = draft(director, district, **options)
    first, second = section(version, director), section(version, director, "ตอนที่ 2")
    item(first, director, "q01")
    item(first, director, "q02")
    item(second, director, "q03")
    version.refresh_from_db()
    return version


def published(director: Any, district: Any, *, year: int = 2567, **options: Any) -> InstrumentVersion:
    return publish(small(director, district, **options), actor=director, year_from=year)
