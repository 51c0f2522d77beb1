"""How every school of a programme stands against its targets: one pass over the values of all schools."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from supervision.improvement.models import Participation, Programme
from supervision.improvement.models.programme import Use
from supervision.indicators.models import Indicator
from supervision.progress.forecast import Outlook, Verdict, outlook_of
from supervision.progress.models import ProgressReport, ReportArea, SchoolIndicator
from supervision.progress.queries.frame import AreaFrame, frame_of

_COLUMNS = ("participation", "indicator", "baseline", "target", "current", "current_on")


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator of a school with its outlook; figures are None where nobody gave them."""

    indicator: Indicator
    baseline: Decimal | None
    target: Decimal | None
    current: Decimal | None
    current_on: date | None
    outlook: Outlook


@dataclass(slots=True)
class SchoolOutlook:
    """A school's lines in the set's order. `asked` counts the indicators that concern it; `stuck` names areas the
    latest report calls behind or stuck, `help_wanted` is what it asks for, `reported_on` its day."""

    part: Participation
    lines: list[Line] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    help_wanted: str = ""
    reported_on: date | None = None

    @property
    def asked(self) -> int:
        return len(self.lines)

    def _count(self, verdict: Verdict) -> int:
        return sum(line.outlook.verdict is verdict for line in self.lines)

    @property
    def reached(self) -> int:
        return self._count(Verdict.REACHED)

    @property
    def on_way(self) -> int:
        return self._count(Verdict.ON_WAY)

    @property
    def behind(self) -> int:
        return self._count(Verdict.BEHIND)

    @property
    def unknown(self) -> int:
        return self._count(Verdict.UNKNOWN)

    @property
    def words(self) -> str:
        return f"ถึงเป้าหมาย {self.reached} จาก {self.asked} ตัวชี้วัด"

    @property
    def behind_words(self) -> str:
        return f"ช้า {self.behind} ตัวชี้วัด"

    @property
    def worst(self) -> list[Line]:
        """What is behind, furthest from its target first."""
        late = [line for line in self.lines if line.outlook.verdict is Verdict.BEHIND]
        return sorted(late, key=lambda line: -(line.outlook.gap or 0))


def outlooks(
    programme: Programme, *, parts: Iterable[Participation] | None = None, today: date | None = None, area: str = ""
) -> dict[int, SchoolOutlook]:
    """School key → its outlook, for schools that are in (or those of `parts`); `area` leaves one area by its code.
    Six queries for any number of schools."""
    today = today or timezone.localdate()
    held = list(parts) if parts is not None else list(
        Participation.objects.filter(programme=programme, is_in=True).select_related("school__cluster")
    )  # fmt: skip
    frames = [frame for frame in frame_of(programme, Use.PROGRESS) if not area or frame.area.code == area]
    found = {part.pk: SchoolOutlook(part) for part in held}
    values = SchoolIndicator.objects.filter(participation__in=found).order_by().values_list(*_COLUMNS)
    stand = {(row[0], row[1]): row[2:] for row in values}
    by_kind: dict[str, list[Indicator]] = {}
    for part in held:
        kind = part.school.kind
        if kind not in by_kind:
            by_kind[kind] = [row for frame in frames for row in frame.of_kind(kind).indicators]
        found[part.pk].lines = [
            _line(row, stand.get((part.pk, row.pk), (None, None, None, None)), programme, today)
            for row in by_kind[kind]
        ]
    _add_reports(found, frames)
    return {row.part.school_id: row for row in found.values()}


def _line(indicator: Indicator, figures: tuple[Any, ...], programme: Programme, today: date) -> Line:
    baseline, target, current, current_on = figures
    outlook = outlook_of(
        indicator, baseline=baseline, target=target, current=current, current_on=current_on,
        starts_on=programme.starts_on, ends_on=programme.ends_on, today=today,
    )  # fmt: skip
    return Line(indicator, baseline, target, current, current_on, outlook)


def _add_reports(found: dict[int, SchoolOutlook], frames: Iterable[AreaFrame]) -> None:
    """What the newest standing report of each school says of its areas."""
    newest = list(ProgressReport.objects.newest().filter(participation__in=found))
    names = {frame.area.pk: frame.area.name for frame in frames}
    by_report = {report.pk: found[report.participation_id] for report in newest}
    for report in newest:
        row = by_report[report.pk]
        row.help_wanted, row.reported_on = report.help_wanted, report.reported_on
    late = (ReportArea.Status.BEHIND, ReportArea.Status.STUCK)
    for state in ReportArea.objects.filter(report__in=by_report, status__in=late).order_by(
        "report_id", "area__position"
    ):
        if state.area_id in names:
            by_report[state.report_id].stuck.append(names[state.area_id])


def outlook_of_school(part: Participation, *, today: date | None = None) -> SchoolOutlook:
    """One school's, whether it is in or out."""
    return outlooks(part.programme, parts=[part], today=today)[part.school_id]
