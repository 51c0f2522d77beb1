"""Which schools need help, and why: a director with five minutes opens these first."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count
from django.utils import timezone

from processes.models import Action
from supervision.improvement.models import Participation
from supervision.indicators.models.colours import ColourBand
from supervision.progress.models import ProgressReport, ReportArea
from supervision.results.models import AreaResult, Edition, SchoolResult

# How much each reason weighs when the schools are put in order; stated on the page.
_WEIGHTS = {"limit": 4, "red": 4, "orange": 3, "fell": 3, "stuck": 2, "asked": 2, "behind": 1, "late": 1}
LOW_AREA = Decimal(60)


@dataclass(frozen=True)
class Needing:
    """A school and its reasons in words, the heaviest first; `score` is the sum of their weights."""

    result: SchoolResult
    participation: Participation
    reasons: tuple[str, ...]
    weakest: str
    score: int


def needing_help(edition: Edition, limit: int = 10, *, findings: Mapping[int, int] | None = None) -> list[Needing]:
    """The `limit` schools with the heaviest reasons, then the lowest percent: red or orange, below the office's limit,
    fallen below their baseline, stuck or behind or asking for help in their latest report, findings of visits overdue
    (`findings`: school key → how many, asked of the visits unless told). Six queries."""
    results = list(edition.schools.select_related("participation__school__cluster"))
    keys = [row.participation_id for row in results]
    told = _latest_reports(edition, keys)
    weakest = _weakest(edition)
    late = overdue_findings(edition) if findings is None else findings
    made = []
    for row in results:
        reasons = [*_of_result(row), *_of_report(told.get(row.participation_id))]
        count = late.get(row.participation.school_id, 0)
        if count:
            reasons.append(("late", f"ข้อค้นพบเลยกำหนด {count} เรื่อง"))
        if reasons:
            reasons.sort(key=lambda one: -_WEIGHTS[one[0]])
            score = sum(_WEIGHTS[key] for key, _ in reasons)
            words = tuple(text for _, text in reasons)
            made.append(Needing(row, row.participation, words, weakest.get(row.participation_id, ""), score))
    made.sort(key=lambda one: (-one.score, one.result.percent or Decimal(), one.participation.school.name_sort))
    return made[:limit]


def _of_result(row: SchoolResult) -> list[tuple[str, str]]:
    found = []
    if row.colour in ("red", "orange"):
        found.append((row.colour, f"กลุ่มสี{ColourBand.Colour(row.colour).label}"))
    if row.below_limit:
        found.append(("limit", "ต่ำกว่าคะแนนขีดจำกัดล่าง"))
    if row.gain is not None and row.gain < 0:
        found.append(("fell", f"ลดลงจากข้อมูลฐาน {-row.gain:.2f}"))
    return found


def _of_report(report: ProgressReport | None) -> list[tuple[str, str]]:
    if report is None:
        return []
    found = []
    states = [row.status for row in report.areas.all()]
    if ReportArea.Status.STUCK in states:
        found.append(("stuck", f"รายงานล่าสุดติดขัด {states.count(ReportArea.Status.STUCK)} ด้าน"))
    elif ReportArea.Status.BEHIND in states:
        found.append(("behind", f"รายงานล่าสุดช้ากว่าแผน {states.count(ReportArea.Status.BEHIND)} ด้าน"))
    if report.help_wanted.strip():
        found.append(("asked", f"ขอให้ช่วย: {report.help_wanted.strip()[:80]}"))
    return found


def _latest_reports(edition: Edition, keys: list[int]) -> dict[int, ProgressReport]:
    newest = ProgressReport.objects.newest().filter(participation__in=keys).prefetch_related("areas")
    return {row.participation_id: row for row in newest}


def _weakest(edition: Edition) -> dict[int, str]:
    """The lowest area of each school, in words."""
    found: dict[int, str] = {}
    rows = AreaResult.objects.filter(edition=edition, percent__isnull=False).select_related("area")
    for row in rows.order_by("participation", "percent", "area__position"):
        found.setdefault(row.participation_id, f"{row.area} ร้อยละ {row.percent:.2f}")
    return found


def overdue_findings(edition: Edition) -> dict[int, int]:
    """Findings of visits that are open past their day, by school, as the programme stood at its end or now."""
    programme = edition.evaluation.programme
    day = min(timezone.localdate(), programme.ends_on)
    rows = Action.objects.filter(district=programme.district_id, school__isnull=False).overdue(day)
    return dict(rows.order_by().values("school").annotate(n=Count("pk")).values_list("school", "n"))
