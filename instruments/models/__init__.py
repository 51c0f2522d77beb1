from instruments.models.bands import Band, BandSet
from instruments.models.instrument import Instrument, InstrumentVersion, Item, ItemLevel, Section
from instruments.models.response import Answer, Response

__all__ = [
    "Answer",
    "Band",
    "BandSet",
    "Instrument",
    "InstrumentVersion",
    "Item",
    "ItemLevel",
    "Response",
    "Section",
]
