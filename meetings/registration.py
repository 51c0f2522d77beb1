"""What this app tells the others when the program starts."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from core import audit, navigation, slots
from core.pointers import Provider, register_provider
from core.slots import Block
from meetings.models import Attendance, Gathering
from schools.scope import register_path

ACTS = {
    "gathering.called": "นัดประชุม เชิญ {schools} โรงเรียน",
    "gathering.edited": "แก้ไขการประชุม",
    "gathering.attended": "บันทึกผู้มาประชุม {came} คน",
    "gathering.agreed": "ข้อตกลง: {text}",
    "gathering.dropped": "นำข้อตกลงออก: {text}",
    "gathering.held": "จัดประชุมแล้ว",
    "gathering.cancelled": "ยกเลิกการประชุม: {reason}",
}
_SHOWN = 5


def _gathering(key: str) -> Gathering:
    return Gathering.objects.select_related("district").get(pk=int(key))


def home_block(request: HttpRequest) -> dict[str, Any] | None:
    """The next gatherings this person may see."""
    district = getattr(request, "district", None) or None
    if district is None:
        return None
    rows = Gathering.objects.visible_to(request.user).of_district(district).coming(timezone.localdate())
    found = list(rows.select_related("cluster", "amphoe").order_by("held_on", "time_from", "pk")[:_SHOWN])
    return {"gatherings": found} if found else None


def register_all() -> None:
    audit.register(ACTS)
    register_path(Attendance, district="gathering__district")
    register_provider(
        "gathering",
        Provider(
            label=lambda key: str(_gathering(key)),
            url=lambda key: reverse("meetings:gathering", args=[key]),
            may_view=lambda user, key: Gathering.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: False,
            district_code=lambda key: _gathering(key).district.code,
        ),
    )
    navigation.register(
        navigation.NavItem(
            "meetings",
            "การประชุม",
            "meetings:gatherings",
            "users",
            order=66,
            capabilities=("district.read", "school.read"),
        )
    )
    slots.register(
        "home.aside", Block("meetings.coming", 40, home_block, "meetings/_home.html", ("district.read", "school.read"))
    )
