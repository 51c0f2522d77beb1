"""How the weights of an edition add up. Exactly: they have two decimals, and `services.parts.even` leaves no hundredth
over."""

from collections.abc import Iterable
from decimal import Decimal

from supervision.indicators.models import Area, Indicator

WHOLE = Decimal(100)


def area_sum(areas: Iterable[Area]) -> Decimal:
    """The weights of the areas every year uses; an extra area stands beside them."""
    return sum((area.weight for area in areas if not area.is_extra), Decimal(0))


def indicator_sum(indicators: Iterable[Indicator]) -> Decimal:
    """The weights of the indicators of one area."""
    return sum((row.weight for row in indicators), Decimal(0))
