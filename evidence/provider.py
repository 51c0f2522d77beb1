"""How an item answers to whoever points at it: its file, the trace, notices."""

from typing import Any

from django.urls import reverse

from core.pointers import Provider, register_provider
from evidence.models import EvidenceItem
from evidence.models.item import POINTER
from evidence.permissions import may_fill


def _get(key: str) -> EvidenceItem:
    return EvidenceItem.objects.select_related("district", "school").get(pk=int(key))


def _may_view(user: Any, key: str) -> bool:
    """What was withdrawn is opened by the people of its store alone."""
    item = EvidenceItem.objects.visible_to(user).select_related("district", "school").filter(pk=int(key)).first()
    return item is not None and (not item.is_withdrawn or may_fill(user, item.district, item.school))


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
