"""How minutes and resolutions answer to whoever points at them: trace, notices, papers of an agenda, evidence."""

from typing import Any

from django.urls import reverse

from core.pointers import Pointer, Provider, register_provider
from kotpn.minutes.models import Minutes, Resolution
from kotpn.minutes.services.base import minutes_pointer
from kotpn.minutes.services.resolutions import resolution_pointer

MINUTES, RESOLUTION = "minutes", "resolution"


def _minutes(key: str) -> Minutes:
    """Minutes are known by their meeting."""
    return Minutes.objects.select_related("meeting__committee__district").get(meeting=int(key))


def _resolution(key: str) -> Resolution:
    return Resolution.objects.select_related("committee__district", "meeting").get(pk=int(key))


def _minutes_with_hash(minutes: Minutes) -> Pointer:
    found = minutes_pointer(minutes)
    return Pointer(found.kind, found.key, found.label, found.date, minutes.content_hash)


def _search_minutes(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    """Circulated or adopted ones of the office; a school has none."""
    if school is not None:
        return []
    rows = Minutes.objects.visible_to(user).of_district(district).told().select_related("meeting__committee")
    for word in text.split():
        rows = rows.filter(meeting__committee__name__icontains=word) | rows.filter(
            meeting__committee__short_name__icontains=word
        )
    return [_minutes_with_hash(row) for row in rows.order_by("-meeting__held_on", "-pk")[:limit]]


def _search_resolutions(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    if school is not None:
        return []
    rows = Resolution.objects.visible_to(user).of_district(district).standing().numbered().select_related("meeting")
    for word in text.split():
        rows = rows.filter(text__icontains=word)
    return [resolution_pointer(row) for row in rows.order_by("-year", "-number", "-pk")[:limit]]


def register() -> None:
    register_provider(
        MINUTES,
        Provider(
            label=lambda key: str(_minutes(key)),
            url=lambda key: reverse("minutes:minutes", args=[key]),
            may_view=lambda user, key: Minutes.objects.visible_to(user).filter(meeting=int(key)).exists(),
            may_change=lambda user, key: False,
            district_code=lambda key: _minutes(key).meeting.committee.district.code,
            printed=lambda key: ("meeting-minutes", {"meeting": key}),
            thai="รายงานการประชุมองค์คณะ",
            search=_search_minutes,
            snapshot=lambda key: _minutes_with_hash(_minutes(key)),
        ),
    )
    register_provider(
        RESOLUTION,
        Provider(
            label=lambda key: str(_resolution(key)),
            url=lambda key: reverse("minutes:resolution", args=[key]),
            may_view=lambda user, key: Resolution.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: False,
            district_code=lambda key: _resolution(key).committee.district.code,
            printed=lambda key: ("resolution-register", {"resolution": key}),
            thai="มติที่ประชุม",
            search=_search_resolutions,
            snapshot=lambda key: resolution_pointer(_resolution(key)),
        ),
    )
