"""How an item answers to whoever points at it: its file, the trace, notices."""

from typing import Any

from django.urls import reverse

from core.pointers import Provider, register_provider
from evidence.models import EvidenceItem
from evidence.models.item import POINTER


def _get(key: str) -> EvidenceItem:
    return EvidenceItem.objects.select_related("district", "school").get(pk=int(key))


def _may_view(user: Any, key: str) -> bool:
    return EvidenceItem.objects.visible_to(user).filter(pk=int(key)).exists()


def _may_change(user: Any, key: str) -> bool:
    """Its file is its content: only before the first file hangs on it, which the services do."""
    return False


def register() -> None:
    register_provider(
        POINTER,
        Provider(
            label=lambda key: str(_get(key)),
            url=lambda key: reverse("evidence:item", args=[key]),
            may_view=_may_view,
            may_change=_may_change,
            district_code=lambda key: _get(key).district.code,
            max_files=1,
        ),
    )
