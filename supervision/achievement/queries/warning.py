"""Early warning: which school asks for help in which paper, each with why. Worked out anew, never kept."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from schools.models import District, School
from supervision.achievement.models import ExamResult, Paper, WarningRule
from supervision.achievement.queries.figures import latest_years

BELOW, FALLING, WEAK = "below", "falling", "weak"
KINDS = {BELOW: "ต่ำกว่าระดับประเทศ", FALLING: "ลดลงต่อเนื่อง", WEAK: "กลุ่มอ่อนมาก"}


@dataclass(frozen=True)
class Reason:
    kind: str
    words: str


@dataclass(frozen=True)
class Warned:
    """One paper of one school that met a part of the rule, or several."""

    paper: Paper
    year: int
    mean: Decimal
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class WarnedSchool:
    school: School
    papers: tuple[Warned, ...]

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(reason.kind for one in self.papers for reason in one.reasons)

    @property
    def count(self) -> int:
        return sum(len(one.reasons) for one in self.papers)


def _below(rule: WarningRule, mean: Decimal, national: Decimal | None) -> Reason | None:
    if rule.below_national is None or national is None or national - mean < rule.below_national:
        return None
    return Reason(BELOW, f"ต่ำกว่าระดับประเทศ {national - mean:.2f} คะแนน (ประเทศ {national:.2f})")


def _falling(rule: WarningRule, years: Mapping[int, Decimal], year: int) -> Reason | None:
    """`falling_years` falls in a row need one year more of results; a year without one breaks the row."""
    if rule.falling_years is None:
        return None
    line = [years.get(one) for one in range(year - rule.falling_years, year + 1)]
    if any(value is None for value in line):
        return None
    told = [value for value in line if value is not None]
    if not all(after < before for before, after in pairwise(told)):
        return None
    return Reason(FALLING, f"ลดลง {rule.falling_years} ปีติดต่อกัน ({' → '.join(f'{value:.2f}' for value in told)})")


def _weak(rule: WarningRule, weak: int | None, sat: int) -> Reason | None:
    if rule.weak_share is None or weak is None or not sat:
        return None
    share = Decimal(100 * weak) / sat
    if share < rule.weak_share:
        return None
    return Reason(WEAK, f"กลุ่มอ่อนร้อยละ {share:.2f} ({weak} จาก {sat} คน)")


def warned_schools(
    district: District, rule: WarningRule, *, years: Mapping[int, int] | None = None,
    schools: Collection[int] | None = None,
) -> list[WarnedSchool]:  # fmt: skip
    """Schools with the most reasons first. `years` is the year looked at by exam key, the last one with results of
    schools unless told; `schools` narrows to these keys. Five queries at most."""
    years = latest_years(district) if years is None else years
    if not years:
        return []
    back = rule.falling_years or 0
    papers = {row.pk: row for row in Paper.objects.filter(exam__in=list(years)).select_related("exam")}
    rows = ExamResult.objects.filter(
        paper__in=papers, academic_year__gte=min(years.values()) - back, academic_year__lte=max(years.values())
    ).order_by()
    national = {
        (paper, year): mean
        for paper, year, mean in rows.filter(scope="national").values_list("paper_id", "academic_year", "mean")
    }
    own = rows.of_schools()
    if schools is not None:
        own = own.filter(school__in=schools)
    means: dict[tuple[int, int], dict[int, Decimal]] = {}
    counts: dict[tuple[int, int], tuple[int | None, int]] = {}
    told = own.values_list("school_id", "paper_id", "academic_year", "mean", "weak", "sat")
    for school, paper, year, mean, weak, sat in told:
        means.setdefault((school, paper), {})[year] = mean
        if year == years[papers[paper].exam_id]:
            counts[school, paper] = (weak, sat)
    found: dict[int, list[Warned]] = {}
    for (school, paper), (weak, sat) in counts.items():
        year = years[papers[paper].exam_id]
        line = means[school, paper]
        reasons = (
            _below(rule, line[year], national.get((paper, year))), _falling(rule, line, year), _weak(rule, weak, sat)
        )  # fmt: skip
        said = tuple(reason for reason in reasons if reason is not None)
        if said:
            found.setdefault(school, []).append(Warned(papers[paper], year, line[year], said))
    order = {key: at for at, key in enumerate(papers)}
    known = School.objects.filter(pk__in=found).select_related("cluster", "district").in_bulk()
    made = [
        WarnedSchool(known[key], tuple(sorted(rows, key=lambda row: order[row.paper.pk])))
        for key, rows in found.items()
    ]
    return sorted(made, key=lambda one: (-one.count, one.school.name_sort, one.school.pk))


def rule_words(rule: WarningRule) -> list[str]:
    """The parts of the rule that are asked about, in Thai."""
    said: list[Any] = [
        rule.below_national is not None and f"ต่ำกว่าค่าเฉลี่ยระดับประเทศตั้งแต่ {rule.below_national:.2f} คะแนน",
        rule.falling_years is not None and f"คะแนนลดลงติดต่อกัน {rule.falling_years} ปี",
        rule.weak_share is not None and f"ผู้เรียนกลุ่มอ่อนตั้งแต่ร้อยละ {rule.weak_share:.2f}",
    ]
    return [words for words in said if words]


def rule_of(district: District) -> WarningRule:
    """The office's rule, or ours until it has set one (not saved)."""
    return WarningRule.objects.of_district(district).first() or WarningRule(district=district)
