"""Read-only assembly for pages, documents and whoever stands right of this app."""

from supervision.rounds.queries.lists import search

__all__ = ["search"]
