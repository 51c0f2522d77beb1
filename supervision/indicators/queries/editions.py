"""Which edition of a model's indicators a year begins with."""

from django.db.models import Q

from supervision.indicators.models import IndicatorSet, QualityModel


def set_for(model: QualityModel, year: int) -> IndicatorSet | None:
    """The newest edition in use that begins in `year` (พ.ศ.) or before, or names no year."""
    rows = model.sets.published().filter(Q(year_from__isnull=True) | Q(year_from__lte=year))
    found: IndicatorSet | None = rows.order_by("-number").first()
    return found
