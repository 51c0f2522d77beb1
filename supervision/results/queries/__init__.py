"""Read-only answers about evaluations and results, for pages, documents and apps to the right."""

from supervision.results.queries.needing import Needing, needing_help
from supervision.results.queries.standing import edition_for, finals

__all__ = ["Needing", "edition_for", "finals", "needing_help"]
