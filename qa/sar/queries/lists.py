"""Lists of calls and of their schools' SARs, the board's figures, and what a school has to do."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from core.search import Hit
from core.thai.dates import thai_date
from qa.sar.models import ANSWERED, EDITABLE, Sar, SarCall
from schools.scope import reach


def with_counts(calls: Any) -> Any:
    """Adds `n_schools`, `n_confirmed`, `n_answered`, `n_accepted`."""
    return calls.annotate(
        n_schools=Count("sars"),
        n_confirmed=Count("sars", filter=Q(sars__confirmed_at__isnull=False)),
        n_answered=Count("sars", filter=Q(sars__state__in=ANSWERED)),
        n_accepted=Count("sars", filter=Q(sars__state=Sar.State.ACCEPTED)),
    )


@dataclass(frozen=True)
class Tile:
    """A figure of the board and the list behind it."""

    label: str
    figure: int
    url: str
    tone: str
    unit: str


@dataclass(frozen=True)
class CallBoard:
    """Where the schools of a call stand."""

    total: int
    missing: int
    overdue: int
    submitted: int
    accepted: int
    unconfirmed: int
    tiles: tuple[Tile, ...]


def board(call: SarCall, *, today: date) -> CallBoard:
    """One query."""
    late = Q(state__in=EDITABLE) & (Q(extended_to__isnull=True) | Q(extended_to__lt=today))
    found = call.sars.aggregate(
        total=Count("pk"),
        missing=Count("pk", filter=Q(state__in=EDITABLE)),
        overdue=Count("pk", filter=late) if call.is_late(today) else Count("pk", filter=Q(pk__in=())),
        submitted=Count("pk", filter=Q(state=Sar.State.SUBMITTED)),
        accepted=Count("pk", filter=Q(state=Sar.State.ACCEPTED)),
        unconfirmed=Count("pk", filter=Q(confirmed_at__isnull=True)),
    )
    here = reverse("sar:call", args=[call.pk])

    def tile(label: str, key: str, name: str, tone: str = "") -> Tile:
        return Tile(label, found[name], f"{here}?state={key}#schools", tone if found[name] else "", "โรงเรียน")

    tiles = (
        tile("เลยกำหนด", "overdue", "overdue", "bad"),
        tile("ยังไม่ส่ง", "missing", "missing"),
        tile("ส่งแล้ว รอตรวจ", "submitted", "submitted"),
        tile("รับแล้ว", "accepted", "accepted"),
        tile("ยังไม่รับทราบ", "unconfirmed", "unconfirmed"),
    )
    return CallBoard(**found, tiles=tiles)


def for_rows(sars: Any) -> Any:
    """What a row of the board shows, without a query per row."""
    return sars.select_related("school__cluster", "call").defer("basic", "plan", "help_wanted", "call__guide")


def sars_of_schools(user: Any) -> Any:
    """SARs of the user's own schools, of calls that were opened and not cancelled."""
    return (
        Sar.objects.filter(school__in=reach(user, "school.read").schools, call__opened_at__isnull=False)
        .exclude(call__state=SarCall.State.CANCELLED)
        .select_related("call", "school")
    )


def search(user: Any, district: Any, text: str, limit: int) -> list[Hit]:
    """SARs by the name of the school or of the call, the newest first."""
    rows = (
        Sar.objects.visible_to(user)
        .of_district(district)
        .standing()
        .filter(Q(school__name__contains=text) | Q(call__title__contains=text))
        .select_related("school", "call")
        .order_by("-call__academic_year", "school__name_sort")[:limit]
    )
    return [
        Hit(
            "SAR",
            sar.school.name,
            reverse("sar:sar", args=[sar.pk]),
            (str(sar.call), sar.get_state_display(), f"กำหนดส่ง {thai_date(sar.due_on, 'short')}"),
            "report-analytics",
        )
        for sar in rows
    ]
