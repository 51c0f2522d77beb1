"""What the work itself proves: each desk names the records it keeps, in `apps.ready()`; rules of data pick among them.

    register_source(ProofSource(
        key="visits", thai="การนิเทศ", unit="ครั้ง", gather=visits_of_year,
        tags=(Tag("state", "สถานะ", choices_of_state), Tag("area", "ด้าน", choices_of_area)),
        page=lambda scope: reverse("field:visits"),
    ))

A source is asked once for a fiscal year, whatever the number of rules that pick from it, so what a rule counts and what
its list shows are the same rows.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from datetime import date as Day
from typing import Any

from core.errors import DomainError
from core.thai.years import fiscal_range, fiscal_year


@dataclass(frozen=True, slots=True)
class Scope:
    """An office and a fiscal year (พ.ศ.), with the rows its sources have read so far."""

    district: Any
    fiscal_year: int
    _read: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, name: str, read: Callable[[], Any]) -> Any:
        """What `read` gives, asked for one time: several sources may look at the same rows."""
        if name not in self._read:
            self._read[name] = read()
        return self._read[name]

    @property
    def start(self) -> date:
        return fiscal_range(self.fiscal_year)[0]

    @property
    def end(self) -> date:
        return fiscal_range(self.fiscal_year)[1]

    def has(self, day: date | None) -> bool:
        """Whether the day lies in the year; a record without a day does."""
        return day is None or fiscal_year(day) == self.fiscal_year


@dataclass(frozen=True, slots=True)
class Record:
    """One record of our own that proves something: pointer kind and key (core.pointers), what it is called, its day.

    `tags` are the values a rule may ask for, as text, several of one name where several hold (two areas). `school` is
    the key of the school it concerns, for counting schools; `amount` what it carries besides being one (people trained,
    answers). A record in force this year but made before has the day it was made: it is of another year.
    """

    kind: str
    key: str
    label: str
    date: Day | None = None
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    school: int | None = None
    amount: int = 1


Choices = Callable[[Any], Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Tag:
    """A name a rule may ask for, and the values (value, Thai) it can have in a District."""

    key: str
    thai: str
    choices: Choices


@dataclass(frozen=True)
class ProofSource:
    """One kind of record. `unit` is its counting word (ครั้ง, ฉบับ, แห่ง); `amount` what `Record.amount` counts, with
    its word ("ผู้เข้าร่วม", "คน"). `gather` gives everything of the year that stands (nothing cancelled), newest
    first, in as few queries as it can: one, if possible. `page` is the desk's own list, where it has one."""

    key: str
    thai: str
    unit: str
    gather: Callable[[Scope], Iterable[Record]]
    tags: tuple[Tag, ...] = ()
    amount: tuple[str, str] | None = None
    page: Callable[[Scope], str] | None = None


_sources: dict[str, ProofSource] = {}


def register_source(source: ProofSource) -> None:
    """Once per key, in `apps.ready()`; a second, different one is a fault of ours."""
    if _sources.get(source.key, source) != source:
        raise ValueError(f"proof source {source.key} is registered twice")
    _sources[source.key] = source


def source(key: str) -> ProofSource:
    """KeyError when no app registered it."""
    return _sources[key]


def sources() -> list[ProofSource]:
    """All, in the order of their Thai names' registration."""
    return list(_sources.values())


Conditions = Mapping[str, Sequence[str]]


def meets(record: Record, where: Conditions) -> bool:
    """Every name asked for has one of the values asked for."""
    return all(not frozenset(values).isdisjoint(record.tags.get(name, ())) for name, values in where.items())


def check_conditions(key: str, where: Conditions, district: Any) -> None:
    """DomainError, field "where", for a source, name or value that does not exist."""
    if key not in _sources:
        raise DomainError("ไม่พบแหล่งหลักฐานนี้ในระบบ", field="source")
    known = {tag.key: tag for tag in _sources[key].tags}
    for name, values in where.items():
        if name not in known:
            raise DomainError(f"แหล่งหลักฐานนี้ไม่มีเงื่อนไข “{name}”", field="where")
        allowed = {value for value, _ in known[name].choices(district)}
        wrong = [value for value in values if value not in allowed]
        if wrong or not values:
            raise DomainError(f"ค่าของเงื่อนไข “{known[name].thai}” ไม่ถูกต้อง: {' '.join(wrong) or 'ว่าง'}", field="where")


class Gathered:
    """The records of one office and year; each source is asked when first needed, and once."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._held: dict[str, tuple[Record, ...]] = {}

    def of(self, key: str) -> tuple[Record, ...]:
        """Every record of a source; KeyError when no app registered it."""
        if key not in self._held:
            self._held[key] = tuple(_sources[key].gather(self.scope))
        return self._held[key]

    def picked(self, key: str, where: Conditions) -> tuple[Record, ...]:
        """The records of a source that meet every condition."""
        found: Iterable[Record] = self.of(key)
        for name, values in where.items():
            wanted = frozenset(values)
            found = [record for record in found if not wanted.isdisjoint(record.tags.get(name, ()))]
        return tuple(found)
