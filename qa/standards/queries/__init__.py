"""Read-only questions about standards for pages, documents and the apps to the right."""

from qa.standards.queries.district import people_of_schools, settings_of
from qa.standards.queries.sets import ItemLine, Pair, beside, outline, overlapping, tied_sets

__all__ = ["ItemLine", "Pair", "beside", "outline", "overlapping", "people_of_schools", "settings_of", "tied_sets"]
