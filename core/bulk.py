"""Thousands of acts in one go (demo data, a great import): the rows every act leaves by the way are written together.

with many_acts():
    for …:
        some_service(…)          # audit entries and notices inside wait and are written by the hundred
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from django.db import connection, models, transaction

_SIZE = 500
Written = Callable[[list[Any]], None]


class _Waiting:
    """Rows of each model in the order they were given, and what is to be done once they are written."""

    def __init__(self) -> None:
        self.rows: dict[type[models.Model], list[Any]] = {}
        self.then: dict[type[models.Model], Written | None] = {}

    def write(self, model: type[models.Model]) -> None:
        rows = self.rows.pop(model, [])
        if not rows:
            return
        model._base_manager.bulk_create(rows, batch_size=_SIZE)
        then = self.then[model]
        if then:
            then(rows)


_waiting: ContextVar[_Waiting | None] = ContextVar("rows waiting to be written", default=None)


@contextmanager
def many_acts() -> Iterator[None]:
    """One transaction around many acts: all of them or none.

    Inside there are no savepoints, so an act that fails undoes the whole block; whoever wants to go on after a refusal
    does not belong here. What was added waits for the end of the block, for a full load, or for `write_out`.
    """
    if _waiting.get() is not None:
        yield
        return
    features = connection.features
    with transaction.atomic():
        waiting = _Waiting()
        token = _waiting.set(waiting)
        had = features.uses_savepoints
        features.uses_savepoints = False
        try:
            yield
            for model in list(waiting.rows):
                waiting.write(model)
        finally:
            features.uses_savepoints = had
            _waiting.reset(token)


def add(model: type[models.Model], rows: Sequence[Any], *, then: Written | None = None) -> None:
    """Insert rows whose keys nobody needs at once: now, or with others inside `many_acts`; `then(rows)` follows."""
    waiting = _waiting.get()
    if waiting is None:
        waiting = _Waiting()
        waiting.rows[model], waiting.then[model] = list(rows), then
        waiting.write(model)
        return
    kept = waiting.rows.setdefault(model, [])
    kept.extend(rows)
    waiting.then[model] = then
    if len(kept) >= _SIZE:
        waiting.write(model)


def write_out(model: type[models.Model]) -> None:
    """Write what waits of this model: whoever reads or changes such rows inside `many_acts` begins with this."""
    waiting = _waiting.get()
    if waiting is not None:
        waiting.write(model)


def insert(model: type[models.Model], rows: Sequence[Mapping[str, Any]], *, ignore_conflicts: bool = False) -> int:
    """Insert plain rows, by column name, in one statement that makes no objects: a tenth of the work of `bulk_create`.

    Every row names the same columns, and what the model would fill in by itself must be among them. Values are what
    JSON holds, or what PostgreSQL reads from their text: decimals, keys, moments. Gives how many rows are new.
    """
    if not rows:
        return 0
    statement = _insertion(model, tuple(rows[0])) + (" ON CONFLICT DO NOTHING" if ignore_conflicts else "")
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(rows, ensure_ascii=False, default=str)])
        return int(cursor.rowcount)


def insert_new(rows: Sequence[models.Model]) -> int:
    """`insert` objects of one model that carry all their values, keys too; one whose key is taken is left out."""
    if not rows:
        return 0
    model = type(rows[0])
    names = [field.attname for field in model._meta.concrete_fields]
    return insert(model, [{name: getattr(row, name) for name in names} for row in rows], ignore_conflicts=True)


@lru_cache
def _insertion(model: type[models.Model], columns: tuple[str, ...]) -> str:
    quote = connection.ops.quote_name
    types = {field.column: field.db_type(connection) for field in model._meta.concrete_fields}
    names = ", ".join(quote(column) for column in columns)
    typed = ", ".join(f"{quote(column)} {types[column]}" for column in columns)
    table = quote(model._meta.db_table)
    return f"INSERT INTO {table} ({names}) SELECT {names} FROM jsonb_to_recordset(%s) AS given({typed})"  # noqa: S608 (quoted above)
