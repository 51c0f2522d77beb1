"""Reports that are opened to schools or to everyone, whatever desk keeps them: one list, one public address.

    register_published(PublishedKind(
        key="project", thai="รายงานโครงการ", rows=lambda: Project.objects.select_related("district"),
        label=str, district=lambda row: row.district, page=lambda row: reverse("projects:report", args=[row.pk]),
        document=lambda row: ("project-report", {"project": row.pk}),
    ))

`rows()` are of a model that extends `schools.models.published.Published`; `document` is what its public address gives:
the key of a printed document and its parameters.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PublishedKind:
    """One kind of report that can be published."""

    key: str
    thai: str
    rows: Callable[[], Any]
    label: Callable[[Any], str]
    district: Callable[[Any], Any]
    page: Callable[[Any], str]
    document: Callable[[Any], tuple[str, Mapping[str, Any]]]


_kinds: dict[str, PublishedKind] = {}


def register_published(kind: PublishedKind) -> None:
    """In `apps.ready()`; the same key twice is a mistake of the programmer."""
    if kind.key in _kinds:
        raise ValueError(f"published kind {kind.key} is registered twice")
    _kinds[kind.key] = kind


def published_kinds() -> list[PublishedKind]:
    """By Thai name."""
    return sorted(_kinds.values(), key=lambda kind: kind.thai)
