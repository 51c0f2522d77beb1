"""What gatherers of several desks share: common tags, and the day a record has in a year it belongs to."""

from collections.abc import Sequence
from datetime import date, datetime

from core.thai.dates import local_date
from evidence.proofs import Choices, Scope, Tag

YES, NO = ("yes",), ("no",)


def fixed(pairs: Sequence[tuple[str, str]]) -> Choices:
    """Values that are the same in every District."""
    kept = [(str(value), str(word)) for value, word in pairs]
    return lambda district: kept


AREA = Tag(
    "area", "งาน 4 ด้าน",
    fixed([("academic", "วิชาการ"), ("budget", "งบประมาณ"), ("personnel", "บริหารงานบุคคล"), ("general", "บริหารทั่วไป")]),
)  # fmt: skip
PERIOD = Tag("period", "ช่วงเวลา", fixed([("term1", "ภาคเรียนที่ 1"), ("term2", "ภาคเรียนที่ 2"), ("year", "ปีงบประมาณ")]))
TERM = Tag("term", "ภาคเรียน", fixed([("1", "ภาคเรียนที่ 1"), ("2", "ภาคเรียนที่ 2")]))


def period_of(code: str) -> str:
    """The value of PERIOD for a period as reports know it: term1 of 1-2568, year of fy2568."""
    return "year" if code.startswith("fy") else f"term{code.partition('-')[0]}"


def yes_no(key: str, thai: str, *, yes: str = "ใช่", no: str = "ไม่ใช่") -> Tag:
    return Tag(key, thai, fixed([("yes", yes), ("no", no)]))


def answered(flag: object) -> tuple[str, ...]:
    """The value of a yes-or-no tag."""
    return YES if flag else NO


def own_day(scope: Scope, moment: date | datetime | None) -> date | None:
    """The day of a record that belongs to the year by its own count, such as a plan of the fiscal year approved in the
    September before it, or its report approved in the October after: None there, so that it is of this year still."""
    day = local_date(moment) if moment is not None else None
    return day if scope.has(day) else None


def academic_year_of(fiscal_year: int) -> int:
    """ปีการศึกษา (พ.ศ.) whose results a fiscal year works with: the one that ends in it. Its SARs and levels come in
    from April on (facts §3.8)."""
    return fiscal_year - 1
