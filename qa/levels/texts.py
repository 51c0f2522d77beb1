"""Where the words come from that strengths and points to improve are gathered from: self-assessment reports stand right
of this app, so they register here.

    register_texts(provider)    # in apps.ready()

where provider(district, academic_year, level, source) gives Text rows.

A provider gives only texts of papers the office has received, and decides nothing: rights were asked by the page.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

STRENGTH, IMPROVE = "strength", "improve"
KINDS = {STRENGTH: "จุดเด่น", IMPROVE: "จุดที่ควรพัฒนา"}


@dataclass(frozen=True)
class Text:
    """What one school wrote. `standard` is the key of the qa_standards.Standard it is about, None for the whole;
    `url` opens the paper at that place."""

    kind: str
    school: int
    school_name: str
    text: str
    url: str
    standard: int | None = None


Provider = Callable[[Any, int, str, str], Iterable[Text]]

_providers: list[Provider] = []


def register_texts(provider: Provider) -> None:
    if provider not in _providers:
        _providers.append(provider)


def texts_of(district: Any, academic_year: int, level: str, source: str) -> list[Text]:
    """Every text the apps to the right give for that year (พ.ศ.), level and source."""
    return [text for provider in _providers for text in provider(district, academic_year, level, source)]
