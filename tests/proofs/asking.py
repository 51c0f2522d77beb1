"""Asks a source and looks at what every record of it has to be."""

from typing import Any

from core import pointers
from evidence.proofs import Record, Scope, check_conditions, source
from reports import registry
from reports.base import Reader
from reports.produce import order


def asked(district: Any, key: str, year: int = 2567, *, reader: Any = None) -> list[Record]:
    """The records of a year; each can be opened (by `reader`, where one is given), and every tag value is one a rule
    of the office may ask for."""
    found = list(source(key).gather(Scope(district, year)))
    for record in found:
        owner = pointers.provider(record.kind)
        assert record.label and owner.label(record.key)
        assert owner.url(record.key).startswith("/")
        assert owner.district_code is not None and owner.district_code(record.key) == district.code
        for name, values in record.tags.items():
            if values:
                check_conditions(key, {name: values}, district)
        if reader is not None:
            assert pointers.may_view(reader, record.kind, record.key)
            _prints(owner.printed(record.key), district, reader)
    return found


def _prints(printed: tuple[str, dict[str, Any]] | None, district: Any, reader: Any) -> None:
    """The document a record names takes what the record gives it."""
    if printed is not None:
        document = registry.get(printed[0])
        order(document, format="pdf", district_code=district.code, given=printed[1], reader=Reader(reader))


def keys(records: list[Record], **where: str) -> list[str]:
    """Keys of the records with these tag values."""
    return [row.key for row in records if all(value in row.tags.get(name, ()) for name, value in where.items())]
