"""What an office still lacks this year, assessment begun or not: asked by the landing page, so it is kept for a short
while and its own acts renew it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import cache

from core.thai.years import fiscal_year
from evidence.proofs import Gathered, Scope
from kotpn.assessment.models import Assessment
from kotpn.assessment.proposing import Offer, offer
from kotpn.assessment.standing import lacking_words, lines_of, standing_of, words_of
from kotpn.standards.models import Indicator, OfficeStandardSet
from kotpn.standards.rules import judge

_SECONDS = 600


@dataclass(frozen=True)
class Outlook:
    """`level` and `word` are of now; before the assessment was begun, what it would be if everything found is taken
    and every issue was carried out. `steps` lead to the next level, `lacking` is what else the set asks for."""

    indicator: Indicator
    fiscal_year: int
    assessment: Assessment | None
    level: int | None
    word: str
    why: str
    steps: tuple[str, ...]
    lacking: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return self.steps + self.lacking


def outlooks(district: Any, today: date, *, most: int = 3) -> list[Outlook]:
    """Open assessments, then the indicators of this fiscal year nobody began; the newest year first, `most` at most.
    Two queries, and what the proofs of each cost every ten minutes."""
    year = fiscal_year(today)
    rows = list(
        Assessment.objects.of_district(district)
        .standing()
        .filter(fiscal_year__gte=year - 1)
        .select_related("indicator__standard__set", "district")
    )
    begun = {(row.indicator.standard.number, row.indicator.number) for row in rows if row.fiscal_year == year}
    asked: list[tuple[Indicator, int, Assessment | None]] = [
        (row.indicator, row.fiscal_year, row) for row in rows if row.is_open
    ]
    asked += [
        (one, year, None) for one in indicators_in_use(district, year) if (one.standard.number, one.number) not in begun
    ]
    asked.sort(key=lambda one: (one[2] is None, -one[1], one[0].standard.number, one[0].number))
    return [_outlook(district, *one) for one in asked[:most]]


def indicators_in_use(district: Any, year: int) -> list[Indicator]:
    """Indicators of published sets of that year that say how they are proved; of two editions with the same number the
    later."""
    rows = (
        Indicator.objects.filter(
            standard__set__district=district, standard__set__state=OfficeStandardSet.State.PUBLISHED,
            standard__set__year_from__lte=year, issues__lines__isnull=False,
        )
        .select_related("standard__set__district")
        .order_by("standard__set__year_from", "standard__number", "number", "pk")
        .distinct()
    )  # fmt: skip
    latest = {(row.standard.number, row.number): row for row in rows if row.standard.set.covers(year)}
    return list(latest.values())


def _outlook(district: Any, indicator: Indicator, year: int, assessment: Assessment | None) -> Outlook:
    version = f"{assessment.pk}.{assessment.lock_version}" if assessment is not None else "none"
    key = f"office-outlook:{indicator.pk}:{year}:{version}"
    kept = cache.get(key)
    if kept is None:
        kept = _of_assessment(assessment) if assessment is not None else _of_nobody(district, indicator, year)
        cache.set(key, kept, _SECONDS)
    return Outlook(indicator, year, assessment, *kept)


Kept = tuple[int | None, str, str, tuple[str, ...], tuple[str, ...]]


def _of_assessment(assessment: Assessment) -> Kept:
    standing = standing_of(assessment)
    steps = standing.next_steps
    lacking = tuple(text for row in standing.issues for text in row.missing if text not in steps)
    return standing.verdict.level, standing.verdict.word, standing.verdict.why, steps, lacking


def _of_nobody(district: Any, indicator: Indicator, year: int) -> Kept:
    held = Gathered(Scope(district, year))
    by_issue: dict[int, list[Offer]] = {issue.number: [] for issue in indicator.issues.all()}
    for line in lines_of(indicator):
        by_issue[line.issue.number].append(offer(line, held))
    proved = {number for number, found in by_issue.items() if any(one.enough for one in found)}
    verdict = judge(
        indicator.rules.all(), issues=len(by_issue), carried_out=len(by_issue), with_evidence=len(proved),
        words=words_of(indicator),
    )  # fmt: skip
    texts = {number: _lacks(number, found) for number, found in by_issue.items()}
    steps = tuple(text for number, found in texts.items() if number not in proved for text in found)
    lacking = tuple(text for number, found in texts.items() if number in proved for text in found)
    why = f"มีหลักฐานในระบบแล้ว {len(proved)} จาก {len(by_issue)} ประเด็น"
    return verdict.level, verdict.word, why, steps, lacking


def _lacks(number: int, found: list[Offer]) -> list[str]:
    name = f"ประเด็นที่ {number}"
    texts = [f"{name} {lacking_words(one.line, one)}" for one in found if one.line.needed and not one.enough]
    if not texts and not any(one.enough for one in found):
        texts = [f"{name} ยังไม่มีหลักฐาน"]
    return texts
