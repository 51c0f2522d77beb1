"""Two clicks make one thing: whether the row that is there is what was asked for again, and not another of its name."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


def says_the_same(there: M, asked: M, names: Iterable[str]) -> bool:
    """Whether both rows hold the same in these fields; foreign keys are compared without reading what they lead to."""
    fields: list[Any] = [there._meta.get_field(name) for name in names]
    return all(getattr(there, field.attname) == getattr(asked, field.attname) for field in fields)
