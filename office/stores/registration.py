"""What this app tells the others when the program starts."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from core import audit, navigation, slots
from core.approvals import InboxItem, register_inbox
from core.pointers import Provider, register_provider
from core.slots import Block
from office.stores.models import Item, Movement, Procurement, Requisition
from office.stores.permissions import is_own, may_act, may_handle, may_keep
from office.stores.queries import ITEM, PROCUREMENT, REQUISITION, requisition_pointer
from schools.scope import holds, register_path

ACTS = {
    "store_item.added": "เพิ่มในบัญชีวัสดุ",
    "store_item.edited": "แก้ไขข้อมูลวัสดุ",
    "store_item.switched": "เปลี่ยนเป็น{state}",
    "store_item.received": "รับเข้า {quantity} {unit} คงเหลือ {left}",
    "store_item.counted": "ตรวจนับได้ {found} {unit}: {reason}",
    "requisition.asked": "ขอเบิก {count} รายการ",
    "requisition.edited": "แก้ไขและส่งใหม่ {count} รายการ",
    "requisition.approved": "อนุมัติ",
    "requisition.returned": "ส่งกลับ: {reason}",
    "requisition.cancelled": "ยกเลิก: {reason}",
    "requisition.issued": "จ่าย {count} รายการ ({state})",
    "requisition.closed": "ปิดโดยไม่จ่ายส่วนที่เหลือ: {reason}",
    "procurement.asked": "แจ้งขอ {title}",
    "procurement.ordered": "สั่งหรือส่งไปที่ {vendor}",
    "procurement.received": "รับของแล้ว ค่าใช้จ่าย {cost} บาท",
    "procurement.cancelled": "ยกเลิก: {reason}",
}
_MOST = 50
_SHOWN = 5
_DESK = ("desk.write", "desk.decide")


def _item(key: str) -> Item:
    return Item.objects.select_related("district").get(pk=int(key))


def _requisition(key: str) -> Requisition:
    return Requisition.objects.select_related("district").get(pk=int(key))


def _procurement(key: str) -> Procurement:
    return Procurement.objects.select_related("district").get(pk=int(key))


def _still_own(user: Any, row: Procurement) -> bool:
    """Whose it is hangs papers until it is received or cancelled; what came with it then is the desk's."""
    return is_own(user, row) and row.state in (Procurement.State.ASKED, Procurement.State.ORDERED)


def inbox(user: Any, district: Any) -> Iterable[InboxItem]:
    """To decide, to hand out, and one's own that came back."""
    rows = Requisition.objects.visible_to(user).of_district(district).select_related("requester")
    limit = district.settings.approval_remind_days
    if holds(user, "desk.decide", district=district):
        for row in rows.waiting().order_by("asked_at")[:_MOST]:
            if may_act(user, row, "decide"):
                yield _line(row, "พิจารณาใบเบิก", row.asked_at, "submitted", "รออนุมัติ", "พิจารณา", limit)
    if may_keep(user, district):
        for row in rows.to_issue().order_by("decided_at")[:_MOST]:
            yield _line(row, "จ่ายพัสดุ", row.decided_at or row.asked_at, "running", row.get_state_display(), "จ่าย", limit)
    for row in rows.filter(state=Requisition.State.RETURNED).order_by("updated_at")[:_MOST]:
        if is_own(user, row):
            yield _line(row, "ใบเบิกที่ต้องแก้ไข", row.updated_at, "returned", "ส่งกลับ", "แก้ไขแล้วส่งใหม่", 0, row.reason)


def _line(  # noqa: PLR0917 (one line of the inbox, in the order it is read)
    row: Requisition, kind: str, since: Any, state: str, state_label: str, act: str, limit: int, detail: str = ""
) -> InboxItem:
    return InboxItem(
        "requisition", kind, str(row.pk), row.purpose, detail or str(row),
        reverse("stores:requisition", args=[row.pk]), since, str(row.requester), state, state_label,
        limit_days=limit, act_label=act,
    )  # fmt: skip


def desk_block(request: HttpRequest, district: Any) -> dict[str, Any] | None:
    """What the store leaves at the desk: to hand out, nearly gone, ordered and not come."""
    user = request.user
    rows = Requisition.objects.visible_to(user).of_district(district).to_issue().select_related("requester")
    items: Any = Item.objects.visible_to(user).of_district(district)
    items = items.low()
    bought = Procurement.objects.visible_to(user).of_district(district).unfinished()
    found = {
        "to_issue": rows.count(), "rows": list(rows.order_by("decided_at")[:_SHOWN]),
        "low": items.count(), "items": list(items.order_by("on_hand", "name_sort")[:_SHOWN]),
        "unfinished": bought.count(), "late": bought.filter(expected_on__lt=timezone.localdate()).count(),
    }  # fmt: skip
    return found if found["to_issue"] or found["low"] or found["unfinished"] else None


def _path(model: Any, *named: str) -> None:
    register_path(model, district="district", read=_DESK, named=named)


def register_all() -> None:
    register_path(Item, district="district", read=(*_DESK, "desk.own"))
    register_path(Movement, district="item__district", read=(*_DESK, "desk.own"))
    _path(Requisition, "requester")
    _path(Procurement, "requester")
    audit.register(ACTS)
    register_provider(
        ITEM,
        Provider(
            label=lambda key: _item(key).name,
            url=lambda key: reverse("stores:item", args=[key]),
            may_view=lambda user, key: Item.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: may_keep(user, _item(key).district_id),
            district_code=lambda key: _item(key).district.code,
            printed=lambda key: ("supplies-card", {"item": key}),
        ),
    )
    register_provider(
        REQUISITION,
        Provider(
            label=lambda key: requisition_pointer(_requisition(key)).label,
            url=lambda key: reverse("stores:requisition", args=[key]),
            may_view=lambda user, key: Requisition.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: False,
            district_code=lambda key: _requisition(key).district.code,
            printed=lambda key: ("requisition-slip", {"requisition": key}),
        ),
    )
    register_provider(
        PROCUREMENT,
        Provider(
            label=lambda key: str(_procurement(key)),
            url=lambda key: reverse("stores:procurement", args=[key]),
            may_view=lambda user, key: Procurement.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: (
                may_handle(user, _procurement(key), "order") or _still_own(user, _procurement(key))
            ),
            district_code=lambda key: _procurement(key).district.code,
            max_files=10,
        ),
    )
    register_inbox("requisition", inbox)
    slots.register("desk.main", Block("stores.desk", 50, desk_block, "office/stores/_desk.html", ("desk.write",)))
    navigation.register(
        navigation.NavItem(
            "stores", "พัสดุ", "stores:items", "archive", order=135, section=navigation.OFFICE,
            capabilities=("desk.own", *_DESK),
        )
    )  # fmt: skip
