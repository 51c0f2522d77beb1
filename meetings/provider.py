"""How a gathering answers to whoever points at it: files, trace, evidence, a committee's pack."""

from typing import Any

from django.urls import reverse

from core.errors import DomainError
from core.pointers import Pointer, Provider, register_provider
from meetings.models import Gathering
from meetings.permissions import can_write
from meetings.services import pointer

PHOTO = "gathering_photo"


def _gathering(key: str) -> Gathering:
    return Gathering.objects.select_related("district").get(pk=int(key))


def _may_view(user: Any, key: str) -> bool:
    return Gathering.objects.visible_to(user).filter(pk=int(key)).exists()


def _may_change(user: Any, key: str) -> bool:
    return can_write(user, _gathering(key))


def _search(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    """Gatherings that took place, newest first."""
    rows = Gathering.objects.visible_to(user).of_district(district).filter(state=Gathering.State.HELD).matching(text)
    if school is not None:
        rows = rows.of_school(school)
    return [pointer(row) for row in rows.order_by("-held_on", "-pk")[:limit]]


def _as_pdf(key: str) -> bytes | None:
    from meetings.documents import report_bytes  # noqa: PLC0415 (the registry finds documents by itself)

    try:
        return report_bytes(_gathering(key))
    except DomainError:  # cancelled since: there is no report of what did not take place
        return None


def register() -> None:
    register_provider(
        "gathering",
        Provider(
            label=lambda key: str(_gathering(key)),
            url=lambda key: reverse("meetings:gathering", args=[key]),
            may_view=_may_view,
            may_change=_may_change,
            district_code=lambda key: _gathering(key).district.code,
            as_pdf=_as_pdf,
            printed=lambda key: ("gathering-report", {"gathering": key}),
            thai="การประชุมและกิจกรรม",
            search=_search,
            snapshot=lambda key: pointer(_gathering(key)),
        ),
    )
    register_provider(
        PHOTO,
        Provider(
            label=lambda key: f"ภาพ {_gathering(key)}",
            url=lambda key: reverse("meetings:photos", args=[key]),
            may_view=_may_view,
            may_change=_may_change,
            district_code=lambda key: _gathering(key).district.code,
            printed=lambda key: ("gathering-report", {"gathering": key, "photos": "on"}),
            allow=("image",),
            max_files=40,
        ),
    )
