"""What a year ended with, asked by the year that follows: the app that judges schools stands right of this one and
registers its final values in `apps.ready()`

    register_finals(finals)      # finals(programme, school) → {(school, indicator): value on its own scale}

by keys; `school` is the key of one school, None for all of them. Only published values: a school must not read in its
baseline what the office has not told yet.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal

from supervision.improvement.models import Programme

Finals = Callable[[Programme, int | None], Mapping[tuple[int, int], Decimal]]

_sources: list[Finals] = []


def register_finals(source: Finals) -> None:
    """One source only; another is a mistake of the programmer, the same again (a second `ready`) is not."""
    if source in _sources:
        return
    if _sources:
        raise ValueError("final values are registered twice")
    _sources.append(source)


def finals_of(programme: Programme, school: int | None = None) -> Mapping[tuple[int, int], Decimal]:
    """Published final values of a programme's schools, by (school, indicator of its own set); empty before that."""
    return _sources[0](programme, school) if _sources else {}
