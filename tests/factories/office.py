"""Orders, structure and the outside register, through their services."""

from datetime import date
from typing import Any

from accounts.models import User
from office.orders import services
from office.orders.models import Order
from schools.models import Appointment, District
from tests.factories import base

DAY = date(2025, 1, 15)


def draft(by: User, of: District, *, title: str = "แต่งตั้งคณะกรรมการ", **fields: Any) -> Order:
    return services.draft_order(of, actor=by, title=title, **fields)


def with_people(order: Order, by: User, *names: str, heading: str = "คณะกรรมการ", duty: str = "ดำเนินงาน") -> Order:
    """A heading with these people, typed."""
    group = services.save_group(order, actor=by, heading=heading, duty=duty)
    if names:
        services.paste_people(order, actor=by, group=group.pk, text="\n".join(names))
    order.refresh_from_db()
    return order


def issued(by: User, of: District, *, dated: date = DAY, **fields: Any) -> Order:
    """A draft with its number; an office without a director gets one."""
    director(of)
    return services.issue_order(draft(by, of, **fields), actor=by, dated=dated)


def director(of: District) -> User:
    """Who signs for the office."""

    held = Appointment.objects.filter(district=of, role="office_director").select_related("person__user").first()
    if held is not None and held.person.user is not None:
        return held.person.user
    return base.user("office_director", of, name="ผู้อำนวยการ ตัวอย่าง")
