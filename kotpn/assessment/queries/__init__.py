"""What pages and papers ask of self-assessments."""

from kotpn.assessment.queries.content import place_names, result_of, snapshot
from kotpn.assessment.queries.outlook import Outlook, indicators_in_use, outlooks
from kotpn.assessment.queries.whole import IndicatorResult, StandardResult, Whole, whole_set

__all__ = [
    "IndicatorResult",
    "Outlook",
    "StandardResult",
    "Whole",
    "indicators_in_use",
    "outlooks",
    "place_names",
    "result_of",
    "snapshot",
    "whole_set",
]
