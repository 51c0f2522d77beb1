"""How an instrument answers to whoever points at it."""

from typing import Any

from django.urls import reverse

from core.pointers import Provider, register_provider
from instruments.models import Instrument, InstrumentVersion

KIND = "instrument"


def _get(key: str) -> Instrument:
    return Instrument.objects.select_related("district").get(pk=int(key))


def _printed(key: str) -> tuple[str, dict[str, Any]] | None:
    """Its blank form, where a version is published and in use."""
    found = _get(key)
    published = found.is_active and found.versions.filter(state=InstrumentVersion.State.PUBLISHED).exists()
    return ("instrument-form", {"instrument": found.code, "copies": 1, "texts": "on"}) if published else None


def register() -> None:
    register_provider(
        KIND,
        Provider(
            label=lambda key: str(_get(key)),
            url=lambda key: reverse("instruments:instrument", args=[key]),
            may_view=lambda user, key: Instrument.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: False,
            district_code=lambda key: _get(key).district.code,
            printed=_printed,
        ),
    )
