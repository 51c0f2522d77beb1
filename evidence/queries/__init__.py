from evidence.queries.panels import Counts, Offer, Panel, Row, counts, panel, panels
from evidence.queries.quota import Quota, quota_of
from evidence.queries.used import Used, UsedWhere, uses_of

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
    "uses_of",
]
