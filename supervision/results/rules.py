"""What an edition is worked out by, kept with it: weights, areas in use, groups, tie rule, colours, lower limit."""

from collections.abc import Sequence
from typing import Any

from supervision.indicators.models import Area, Indicator
from supervision.indicators.queries.colours import Scheme
from supervision.results.models import Evaluation

RESULT, TOTAL = "4q", "total"


def rules_of(
    evaluation: Evaluation, areas: Sequence[Area], indicators: Sequence[Indicator], scheme: Scheme
) -> dict[str, Any]:
    """As plain JSON; numbers as text, so that nothing is rounded on the way."""
    return {
        "areas": [{"code": row.code, "name": row.name, "weight": f"{row.weight}"} for row in areas],
        "indicators": [
            {"code": row.code, "area": row.area.code, "weight": f"{row.weight}", "source": row.source}
            for row in indicators
        ],
        "assessors_wanted": evaluation.assessors_wanted,
        "spread_limit": f"{evaluation.spread_limit}",
        "rank_by": evaluation.rank_by,
        "tie_by": evaluation.tie_by,
        "scheme": scheme.name,
        "colours": [{"colour": band.colour, "lower": f"{band.lower}"} for band in scheme.bands],
        "lower_limit": f"{scheme.lower_limit}" if scheme.lower_limit is not None else None,
    }
