"""Read-only questions about calls and SARs."""

from qa.sar.queries.content import Filled, Part, Section, filled, snapshot
from qa.sar.queries.lists import search
from qa.sar.queries.scope import basic_data, schools_of_call

__all__ = ["Filled", "Part", "Section", "basic_data", "filled", "schools_of_call", "search", "snapshot"]
