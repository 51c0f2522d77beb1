"""How the weights of an edition add up."""

from collections.abc import Sequence
from decimal import Decimal

from supervision.indicators.models import Area


def area_sum(areas: Sequence[Area]) -> Decimal:
    """The weights of the areas every year uses; an extra area stands beside them."""
    return sum((area.weight for area in areas if not area.is_extra), Decimal(0))
