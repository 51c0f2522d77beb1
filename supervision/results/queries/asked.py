"""Which indicators an evaluation uses and a sheet asks: the set's areas in use, the source, the kind of the school."""

from collections.abc import Sequence

from supervision.improvement.models import Programme
from supervision.improvement.models.programme import Use
from supervision.indicators.models import Area, Indicator
from supervision.results.models import Evaluation, Sheet


def areas_in_use(programme: Programme) -> list[Area]:
    """In their order; an extra area only where this year uses it for judging."""
    rows = Area.objects.filter(set=programme.set_id).order_by("position", "pk")
    if not programme.has_extra(Use.EVALUATION):
        rows = rows.filter(is_extra=False)
    return list(rows)


def indicators_in_use(programme: Programme) -> list[Indicator]:
    """By area and position, each with its area; one query."""
    rows = Indicator.objects.filter(area__set=programme.set_id).select_related("area")
    if not programme.has_extra(Use.EVALUATION):
        rows = rows.filter(area__is_extra=False)
    return list(rows.order_by("area__position", "area", "position", "pk"))


def source_of(sheet: Sheet) -> str:
    """The source a sheet fills: the school's own, or an assessor's."""
    return Indicator.Source.SELF if sheet.person_id is None else Indicator.Source.ASSESSOR


def asked(sheet: Sheet, indicators: Sequence[Indicator] | None = None) -> list[Indicator]:
    """What the sheet asks of its school."""
    rows = indicators_in_use(sheet.evaluation.programme) if indicators is None else indicators
    kind, source = sheet.participation.school.kind, source_of(sheet)
    return [row for row in rows if row.source == source and row.applies_to(kind)]


def has_own_sheet(evaluation: Evaluation) -> bool:
    """Whether schools judge anything themselves this year."""
    return any(row.source == Indicator.Source.SELF for row in indicators_in_use(evaluation.programme))
