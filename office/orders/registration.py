"""What this app tells the others when the program starts."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from core import audit, files, navigation, slots
from core.approvals import InboxItem, register_inbox
from core.pointers import Provider, register_provider
from core.slots import Block
from evidence.proofs import register_source
from office.orders.models import Order, OrderPerson
from office.orders.permissions import can_act, may_draft, may_issue
from office.orders.proofs import ORDERS
from office.orders.queries import KIND, pointer_of, search_evidence
from office.orders.services import register_own
from schools.extensions import register_outside_use
from schools.models import OutsidePerson
from schools.scope import people_keys, register_naming

ACTS = {
    "order.drafted": "เริ่มร่าง{kind}",
    "order.edited": "แก้ไขข้อความ",
    "order.annex": "บัญชีแนบท้าย: {what}",
    "order.deleted": "ลบร่าง: {title}",
    "order.issued": "ออกเลขที่ {number}",
    "order.entered": "ลงทะเบียนฉบับที่ออกแล้ว เลขที่ {number}",
    "order.superseded": "ถูกยกเลิกโดย{by}",
    "order.cancelled": "ยกเลิก: {reason}",
    "order_settings.saved": "ตั้งค่าเลขที่คำสั่งและประกาศ: ขึ้นใหม่ตาม{year}",
    "order_wording.saved": "แก้ไขข้อความตั้งต้นของ{what}",
}
_MOST = 50


def _order(key: str) -> Order:
    return Order.objects.select_related("district").get(pk=int(key))


def _signed(key: str) -> Any:
    """The signed paper, where it hangs as a PDF that may be opened."""
    hanging = files.attachments_of_key(KIND, key)
    return next(
        (row.file for row in hanging if row.file.content_type == "application/pdf" and not row.file.is_locked), None
    )


def _as_pdf(key: str) -> bytes | None:
    kept = _signed(key)
    if kept is None:
        return None
    with kept.original.open("rb") as source:
        return bytes(source.read())


def _printed(key: str) -> tuple[str, dict[str, Any]] | None:
    """The order as we print it, until its signed paper hangs on it."""
    return None if _signed(key) else (_order(key).kind, {"order": key})


def inbox(user: Any, district: Any) -> Iterable[InboxItem]:
    """Drafts waiting for their number, for those who issue."""
    if not may_issue(user, district):
        return
    rows = Order.objects.of_district(district).drafts().select_related("created_by")
    for row in rows.order_by("updated_at")[:_MOST]:
        yield InboxItem(
            "order", "ร่างคำสั่งและประกาศ", str(row.pk), row.title,
            f"ร่าง{row.get_kind_display()} · {row.get_about_display()}",
            reverse("orders:order", args=[row.pk]), row.updated_at, str(row.created_by), "draft", "ร่าง",
            act_label="ตรวจและออกเลขที่",
        )  # fmt: skip


def team_block(request: HttpRequest, team: Any) -> dict[str, Any] | None:
    """The orders of a team on its page, and the way to one."""
    rows = Order.objects.visible_to(request.user).about_team(team).prefetch_related("superseded_by")
    found = list(rows.order_by("-created_at"))
    may = may_draft(request.user, team.district)
    return {"orders": found, "may_draft": may} if found or may else None


def person_block(request: HttpRequest, person: Any) -> dict[str, Any] | None:
    """Orders that name a person, the newest first."""
    named = OrderPerson.objects.filter(Q(person=person) | Q(outside__person=person)).values("group__order")
    rows = Order.objects.visible_to(request.user).filter(pk__in=named, number__isnull=False)
    found = list(rows.prefetch_related("superseded_by").order_by("-dated", "-pk")[:10])
    return {"orders": found} if found else None


def outside_use(user: Any, one: Any) -> list[tuple[str, str]]:
    """Orders that name somebody of the outside register, or anybody of a body of it."""
    named = {"outside": one} if isinstance(one, OutsidePerson) else {"outside__body": one}
    lines = OrderPerson.objects.filter(**named).values("group__order")
    rows = Order.objects.visible_to(user).filter(pk__in=lines).order_by("-dated", "-pk")
    return [(str(row), reverse("orders:order", args=[row.pk])) for row in rows[:10]]


def _named(user: Any) -> bool:
    keys = people_keys(user)
    lines = OrderPerson.objects.filter(Q(person__in=keys) | Q(outside__person__in=keys))
    return bool(keys) and lines.filter(group__order__number__isnull=False).exists()


def register_all() -> None:
    audit.register(ACTS)
    register_own()
    register_naming("paper.read", _named)
    register_provider(
        KIND,
        Provider(
            label=lambda key: pointer_of(_order(key)).label,
            url=lambda key: reverse("orders:order", args=[key]),
            may_view=lambda user, key: Order.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: can_act(user, _order(key), "file"),
            district_code=lambda key: _order(key).district.code,
            as_pdf=_as_pdf,
            printed=_printed,
            allow=("pdf", "image"),
            max_files=10,
            thai="คำสั่งและประกาศ",
            search=search_evidence,
            snapshot=lambda key: pointer_of(_order(key)),
        ),
    )
    register_inbox("order", inbox)
    register_source(ORDERS)
    register_outside_use(outside_use)
    slots.register("team.main", Block("orders.team", 20, team_block, "office/orders/_team.html"))
    slots.register("person.main", Block("orders.person", 40, person_block, "office/orders/_person.html"))
    navigation.register(
        navigation.NavItem(
            "orders", "คำสั่งและประกาศ", "orders:orders", "gavel", order=150, section=navigation.OFFICE,
            capabilities=("district.read", "desk.write", "paper.read"),
        )
    )  # fmt: skip
