"""The fund on the desk's day: months that are over and not closed."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from core.slots import Block, register
from office.welfare.models import Fund
from office.welfare.permissions import READERS
from office.welfare.queries import month_to_close


def of_desk(request: HttpRequest, district: Any) -> dict[str, Any] | None:
    today = timezone.localdate()
    rows = Fund.objects.visible_to(request.user).of_district(district).order_by("pk")
    funds = [(fund, month_to_close(fund, today)) for fund in rows[:5]]
    return {"funds": funds} if funds else None


def fill() -> None:
    """Called once, in `apps.ready()`."""
    register("desk.aside", Block("welfare.desk", 50, of_desk, "office/welfare/_desk.html", READERS))
