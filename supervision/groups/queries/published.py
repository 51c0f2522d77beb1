"""Reports that are published, of every desk that registered a kind of them: for the office, its schools, everyone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from schools.models import District, School
from schools.published import PublishedKind, published_kinds
from schools.scope import holds, reach


@dataclass(frozen=True)
class PublishedLine:
    """One published report. `page` is its page at the office, empty for schools; `public` the address for everyone."""

    kind: str
    label: str
    at: datetime
    url: str
    page: str
    public: str
    for_schools: bool


def _is_office(user: Any, district: District) -> bool:
    return holds(user, "district.read", district=district)


def _is_school(user: Any, district: District) -> bool:
    own = reach(user, "school.read").schools
    return bool(own) and School.objects.filter(pk__in=own, district=district).exists()


def may_open(user: Any, kind: PublishedKind, row: Any) -> bool:
    """The office whatever is published, its schools what is published to them."""
    district = kind.district(row)
    return _is_office(user, district) or (row.for_schools and _is_school(user, district))


def published_of(user: Any, district: District) -> list[tuple[PublishedKind, list[PublishedLine]]]:
    """By kind, newest first, what this person may open; kinds with nothing are left out. A query per kind."""
    office = _is_office(user, district)
    if not office and not _is_school(user, district):
        return []
    found = []
    for kind in published_kinds():
        rows = kind.of_district(district).filter(published_at__isnull=False)
        rows = rows if office else rows.filter(for_schools=True)
        lines = [_line(kind, row, office=office) for row in rows.order_by("-published_at", "-pk")]
        if lines:
            found.append((kind, lines))
    return found


def _line(kind: PublishedKind, row: Any, *, office: bool) -> PublishedLine:
    return PublishedLine(
        kind.thai, kind.label(row), row.published_at, reverse("groups:published-open", args=[kind.key, row.pk]),
        kind.page(row) if office else "",
        reverse("groups:published-key", args=[row.public_key]) if row.public_key else "", row.for_schools,
    )  # fmt: skip
