"""Asks a source and looks at what every record of it has to be."""

from typing import Any

from core import pointers
from evidence.proofs import Record, Scope, check_conditions, source


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
        assert reader is None or pointers.may_view(reader, record.kind, record.key)
    return found


def keys(records: list[Record], **where: str) -> list[str]:
    """Keys of the records with these tag values."""
    return [row.key for row in records if all(value in row.tags.get(name, ()) for name, value in where.items())]
