"""Purchases and repairs: asked, ordered, received; what was bought stands on the cards."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from core import pointers
from core.errors import DomainError, NotAllowed
from core.models import Notice
from office.stores import services
from office.stores.models import Procurement
from schools.queries import person_of
from tests.factories import stores

DAY = stores.DAY


def ask(office: SimpleNamespace, kind: str = "repair", **more: Any) -> Procurement:
    given = {"title": "ซ่อมเครื่องพิมพ์", "now": stores.at(), **more}
    return services.ask_procurement(
        office.district, actor=office.supervisor, requester=person_of(office.supervisor, office.district), kind=kind,
        **given,
    )  # fmt: skip


def test_who_may_not(office: SimpleNamespace) -> None:
    row = ask(office)
    for user in (office.supervisor, office.head, office.strange_clerk):
        with pytest.raises(NotAllowed):
            services.order_procurement(row, actor=user, vendor="ร้าน", ordered_on=DAY)
        with pytest.raises(NotAllowed):
            services.receive_procurement(row, actor=user, received_on=DAY)
    with pytest.raises(NotAllowed):
        services.cancel_procurement(row, actor=office.colleague, reason="ไม่ใช้")


def test_a_repair_goes_away_and_comes_back(office: SimpleNamespace) -> None:
    row = ask(office, asset_code="7440-1")
    assert ask(office, asset_code="7440-1").pk == row.pk, "two clicks"
    assert ask(office, asset_code="7440-2").pk != row.pk, "another machine"
    with pytest.raises(DomainError, match="กำหนดรับ"):
        services.order_procurement(
            row, actor=office.clerk, vendor="ร้าน", ordered_on=DAY, expected_on=date(2025, 1, 14), now=stores.at()
        )
    with pytest.raises(DomainError, match="เกินหนึ่งปี"):
        services.order_procurement(row, actor=office.clerk, vendor="ร้าน", ordered_on=date(2015, 1, 15), now=stores.at())
    row = services.order_procurement(row, actor=office.clerk, vendor="ร้านซ่อม", ordered_on=DAY, now=stores.at())
    with pytest.raises(NotAllowed):  # ordered: no longer theirs to take back
        services.cancel_procurement(row, actor=office.supervisor, reason="ไม่ใช้")
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"received_on": date(2025, 1, 14)}, "received_on"), ({"received_on": date(2025, 1, 16)}, "received_on"),
        ({"received_on": DAY, "cost": Decimal(-1)}, "cost"),
    ]  # fmt: skip
    for bad, field in wrong:
        with pytest.raises(DomainError) as told:
            services.receive_procurement(row, actor=office.clerk, now=stores.at(), **bad)
        assert told.value.field == field
    row = services.receive_procurement(
        row, actor=office.clerk, received_on=DAY, cost=Decimal(1200), outcome="ใช้ได้", now=stores.at()
    )
    assert (row.state, row.cost, row.vendor) == ("received", 1200, "ร้านซ่อม")
    assert Notice.objects.filter(recipient=office.supervisor, code="procurement.received").count() == 1
    with pytest.raises(DomainError, match="บันทึกการรับไม่ได้"):
        services.receive_procurement(row, actor=office.clerk, received_on=DAY)


def test_what_was_bought_comes_onto_the_cards_once(office: SimpleNamespace) -> None:
    item = stores.an_item(office.clerk, office.district, opening=1)
    with pytest.raises(DomainError, match="การจัดซื้อเท่านั้น"):
        ask(office, wanted=[(item, 2)])
    row = ask(office, "buy", title="ซื้อกระดาษ", wanted=[(item, 20)])
    line = row.lines.get()
    services.receive_procurement(
        row, actor=office.clerk, received_on=DAY, vendor="ร้านทดสอบ", cost=Decimal(2070),
        quantities={line.pk: (18, Decimal(115))}, now=stores.at(),
    )  # fmt: skip
    item.refresh_from_db()
    made = item.movements.order_by("-number").first()
    assert (item.on_hand, made.quantity, made.price, made.party) == (19, 18, 115, "ร้านทดสอบ")
    with pytest.raises(DomainError):
        services.receive_procurement(row, actor=office.clerk, received_on=DAY, now=stores.at())
    item.refresh_from_db()
    assert item.on_hand == 19


def test_the_desk_asks_the_same_for_two_people(office: SimpleNamespace) -> None:
    def asked(user: Any) -> Procurement:
        return services.ask_procurement(
            office.district, actor=office.clerk, requester=person_of(user, office.district), kind="repair",
            title="ซ่อมเครื่องพิมพ์", now=stores.at(),
        )  # fmt: skip

    assert asked(office.supervisor).pk == asked(office.supervisor).pk, "two clicks"
    assert asked(office.supervisor).pk != asked(office.colleague).pk


def test_papers_of_what_was_received_are_the_desks(office: SimpleNamespace) -> None:
    row = ask(office)
    key = str(row.pk)
    assert pointers.may_change(office.supervisor, "procurement", key)
    services.receive_procurement(row, actor=office.clerk, received_on=DAY, now=stores.at())
    assert not pointers.may_change(office.supervisor, "procurement", key)
    assert pointers.may_change(office.clerk, "procurement", key)
