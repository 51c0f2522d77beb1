"""Visits as records that may be taken up as evidence."""

from typing import Any

from core.pointers import Pointer
from supervision.field.models import Visit


def _pointer(visit: Visit) -> Pointer:
    return Pointer("visit", str(visit.pk), f"บันทึกการนิเทศ {visit.school} เรื่อง{visit.topic}", visit.visited_on)


def search(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    """Visits that were sent, newest first."""
    rows = Visit.objects.visible_to(user).of_district(district).made().select_related("school")
    if school is not None:
        rows = rows.filter(school=school)
    if text:
        rows = rows.narrowed("q", text)
    return [_pointer(visit) for visit in rows.order_by("-visited_on", "-pk")[:limit]]


def snapshot(key: str) -> Pointer:
    return _pointer(Visit.objects.select_related("school").get(pk=int(key)))
