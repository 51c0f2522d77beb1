from evidence.queries.panels import Counts, Offer, Panel, Row, counts, panel, panels
from evidence.queries.quota import Quota, quota_of
from evidence.queries.searching import search
from evidence.queries.used import Used, UsedWhere, use_counts, uses_of

__all__ = [
    "Counts",
    "Offer",
    "Panel",
    "Quota",
    "Row",
    "Used",
    "UsedWhere",
    "counts",
    "panel",
    "panels",
    "quota_of",
    "search",
    "use_counts",
    "uses_of",
]
