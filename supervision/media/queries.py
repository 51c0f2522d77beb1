"""Read-only: what pages and other desks ask of media and their reviews."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Avg, Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from core.search import Hit
from supervision.media.models import Medium, MediumUse, Review


def media_of(user: Any, district: Any) -> Any:
    """What the reader sees, with `level_mean` (of the finished reviews of what was sent last) and `used` (how
    often): a queryset of one statement."""
    of_this = Review.objects.done().filter(medium=OuterRef("pk"), round=OuterRef("round")).order_by()
    uses = MediumUse.objects.filter(medium=OuterRef("pk")).order_by().values("medium")
    return (
        Medium.objects.visible_to(user)
        .of_district(district)
        .select_related("school", "subject_group", "owner", "district")
        .annotate(
            level_mean=Subquery(of_this.values("medium").annotate(mean=Avg("level")).values("mean")),
            used=Coalesce(Subquery(uses.annotate(n=Count("pk")).values("n")), 0),
        )
    )


def level_word(mean: float | None) -> str:
    """The level nearest to a mean of levels; "" for none."""
    return Medium.Level(min(5, max(1, int(float(mean) + 0.5)))).label if mean is not None else ""


@dataclass(frozen=True)
class Finding:
    """A review as a page shows it: its own level and opinion, and what the sheet gave where there is one."""

    review: Review
    mean: str
    band: str


def findings(medium: Medium, *, of_round: int | None = None) -> list[Finding]:
    """Finished and waiting reviews, newest round first; two queries at most."""
    rows = medium.reviews.select_related("reviewer", "version__instrument", "response__band", "asked_by")
    rows = rows.filter(round=of_round) if of_round is not None else rows
    found = []
    for row in rows:
        sheet = row.response
        mean = f"{sheet.mean:.2f}" if sheet is not None and sheet.mean is not None else ""
        found.append(Finding(row, mean, str(sheet.band.name) if sheet is not None and sheet.band is not None else ""))
    return found


def listed_between(district: Any, start: date, end: date) -> Any:
    """Media that entered the catalogue in those days and still stand."""
    rows = Medium.objects.of_district(district).listed()
    return rows.filter(listed_at__date__gte=start, listed_at__date__lte=end).select_related("school")


def reviewed_between(district: Any, start: date, end: date) -> Any:
    """Reviews finished in those days."""
    rows = Review.objects.done().filter(medium__district=district, done_at__date__gte=start, done_at__date__lte=end)
    return rows.exclude(medium__state=Medium.State.WITHDRAWN).select_related("medium")


def search(user: Any, district: Any, text: str, limit: int) -> list[Hit]:
    """Media by name, makers or school, newest first; no drafts."""
    if district is None:
        return []
    rows = Medium.objects.visible_to(user).of_district(district).exclude(state__in=("draft", "withdrawn"))
    for word in text.split():
        rows = rows.filter(Q(title__icontains=word) | Q(makers__icontains=word) | Q(school__name__icontains=word))
    return [
        Hit("สื่อและนวัตกรรม", row.title, reverse("media:medium", args=[row.pk]),
            (row.get_kind_display(), row.place, row.get_state_display()), "bulb")
        for row in rows.select_related("school").order_by("-updated_at", "-pk")[:limit]
    ]  # fmt: skip
