"""Reports that are opened to schools or to everyone, whatever desk keeps them: one list, one public address.

    register_published(PublishedKind(
        key="project", thai="รายงานโครงการ", rows=lambda: Project.objects.select_related("district"),
        label=str, page=lambda row: reverse("projects:report", args=[row.pk]),
        document=lambda row: ("project-report", {"project": row.pk}),
    ))

`rows()` are of a model that extends `schools.models.published.Published`, `path` leads from one to its office;
`document` is what its public address gives: the key of a printed document and its parameters.
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
    page: Callable[[Any], str]
    document: Callable[[Any], tuple[str, Mapping[str, Any]]]
    path: str = "district"

    def district(self, row: Any) -> Any:
        """The office of a row of this kind."""
        for name in self.path.split("__"):
            row = getattr(row, name)
        return row

    def of_district(self, district: Any) -> Any:
        """Its rows of one office: a queryset."""
        return self.rows().filter(**{self.path: district})


_kinds: dict[str, PublishedKind] = {}


def register_published(kind: PublishedKind) -> None:
    """In `apps.ready()`; the same key twice is a mistake of the programmer."""
    if kind.key in _kinds:
        raise ValueError(f"published kind {kind.key} is registered twice")
    _kinds[kind.key] = kind


def published_kinds() -> list[PublishedKind]:
    """By Thai name."""
    return sorted(_kinds.values(), key=lambda kind: kind.thai)
