"""The catalogue and the card: what comes, what a count finds, and that nothing ever falls below zero."""

from datetime import date, timedelta
from decimal import Decimal
from threading import Barrier, Thread
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from core.errors import DomainError, NotAllowed
from core.models import AuditEntry
from office.stores import services
from office.stores.models import Item, Movement
from office.stores.queries import cards
from schools.queries import person_of
from tests.factories import base, stores

DAY = stores.DAY


def test_only_the_desk_keeps_the_catalogue(office: SimpleNamespace) -> None:
    item = stores.an_item(office.clerk, office.district)
    for user in (office.head, office.supervisor, office.admin, office.principal, office.strange_clerk):
        with pytest.raises(NotAllowed):
            services.save_item(office.district, actor=user, name="ดินสอ", unit="แท่ง")
        with pytest.raises(NotAllowed):
            services.receive_item(item, actor=user, quantity=1, on=DAY)
        with pytest.raises(NotAllowed):
            services.count_item(item, actor=user, found=0, reason="หาย", on=DAY)
        with pytest.raises(NotAllowed):
            services.switch_item(item, actor=user, active=False)


def test_the_card_says_what_came_and_what_is_left(office: SimpleNamespace) -> None:
    item = stores.an_item(office.clerk, office.district, opening=10)
    services.receive_item(
        item, actor=office.clerk, quantity=5, on=DAY, price=Decimal("115"), party="ร้านทดสอบ", reference="ส.1",
        now=stores.at(),
    )  # fmt: skip
    services.count_item(item, actor=office.clerk, found=13, reason="ชำรุดสองรีม", on=DAY, now=stores.at())
    rows = list(Movement.objects.filter(item=item).order_by("number").values_list("kind", "quantity", "balance"))
    assert rows == [("opening", 10, 10), ("receipt", 5, 15), ("count", -2, 13)]
    item.refresh_from_db()
    assert item.on_hand == 13
    [card] = cards([item], 2568)
    assert (card.carried, card.came, card.went, card.closing) == (0, 15, 2, 13)
    [later] = cards([item], 2569)
    assert (later.carried, later.lines, later.closing) == (13, (), 13)


def test_a_count_that_agrees_leaves_no_line(office: SimpleNamespace) -> None:
    item = stores.an_item(office.clerk, office.district, opening=10)
    assert services.count_item(item, actor=office.clerk, found=10, reason="", on=DAY, now=stores.at()) is None
    with pytest.raises(DomainError, match="เหตุผล") as told:
        services.count_item(item, actor=office.clerk, found=9, reason=" ", on=DAY, now=stores.at())
    assert told.value.field == "reason"
    assert item.movements.count() == 1


def test_nothing_is_taken_in_of_what_is_no_longer_used(office: SimpleNamespace) -> None:
    item = stores.an_item(office.clerk, office.district, opening=0)
    row = services.ask_procurement(
        office.district, actor=office.supervisor, requester=person_of(office.supervisor, office.district), kind="buy",
        title="ซื้อกระดาษ", wanted=[(item, 2)], now=stores.at(),
    )  # fmt: skip
    services.switch_item(item, actor=office.clerk, active=False)
    with pytest.raises(DomainError, match="เลิกใช้แล้ว รับเข้าไม่ได้"):
        services.receive_item(item, actor=office.clerk, quantity=1, on=DAY, now=stores.at())
    with pytest.raises(DomainError, match="เลิกใช้แล้ว"):
        services.count_item(item, actor=office.clerk, found=1, reason="พบในตู้", on=DAY, now=stores.at())
    with pytest.raises(DomainError, match="เลิกใช้แล้ว") as told:
        services.receive_procurement(row, actor=office.clerk, received_on=DAY, now=stores.at())
    assert told.value.field == f"line_{row.lines.get().pk}"
    services.switch_item(item, actor=office.clerk, active=True)
    services.receive_procurement(row, actor=office.clerk, received_on=DAY, now=stores.at())
    item.refresh_from_db()
    assert item.on_hand == 2


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"quantity": 0}, "quantity"), ({"quantity": 1, "on": DAY + timedelta(days=1)}, "on"),
        ({"quantity": 1, "on": date(2025, 1, 1)}, "on"), ({"quantity": 1, "price": Decimal(-1)}, "price"),
    ],
)  # fmt: skip
def test_receipts_that_cannot_be(office: SimpleNamespace, values: dict[str, Any], field: str) -> None:
    item = stores.an_item(office.clerk, office.district)
    with pytest.raises(DomainError) as told:
        services.receive_item(item, actor=office.clerk, **{"on": DAY, "now": stores.at(), **values})
    assert told.value.field == field
    assert item.movements.count() == 1


def test_the_same_delivery_is_taken_in_once(office: SimpleNamespace) -> None:
    item = stores.an_item(office.clerk, office.district)
    given = {
        "actor": office.clerk,
        "quantity": 5,
        "on": DAY,
        "party": "ร้านทดสอบ",
        "reference": "ส.1",
        "now": stores.at(),
    }
    services.receive_item(item, **given)
    with pytest.raises(DomainError, match="ไว้แล้ว"):
        services.receive_item(item, **given)
    item.refresh_from_db()
    assert item.on_hand == 15


def test_names_and_codes_are_used_once(office: SimpleNamespace) -> None:
    stores.an_item(office.clerk, office.district, code="ว-1")
    for more, field in (({"name": "กระดาษ A4"}, "name"), ({"name": "อื่น", "code": "ว-1"}, "code")):
        with pytest.raises(DomainError, match="แล้ว") as told:
            stores.an_item(office.clerk, office.district, **more)
        assert told.value.field == field
    stores.an_item(office.strange_clerk, office.other)


def test_an_item_leaves_the_catalogue_empty_only(office: SimpleNamespace) -> None:
    item = stores.an_item(office.clerk, office.district, opening=1)
    with pytest.raises(DomainError, match="คงเหลือ 1"):
        services.switch_item(item, actor=office.clerk, active=False)
    services.count_item(item, actor=office.clerk, found=0, reason="หมดอายุ", on=DAY, now=stores.at())
    assert not services.switch_item(item, actor=office.clerk, active=False).is_active
    assert services.switch_item(item, actor=office.clerk, active=True).is_active
    assert AuditEntry.objects.filter(action="store_item.switched").count() == 2


def test_the_database_refuses_stock_below_zero(office: SimpleNamespace) -> None:
    item = stores.an_item(office.clerk, office.district)
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.filter(pk=item.pk).update(on_hand=-1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Movement.objects.filter(item=item).update(balance=-1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Movement.objects.filter(item=item).update(kind="issue")


@pytest.mark.django_db(transaction=True)
def test_ten_hands_at_one_shelf_take_no_more_than_there_is() -> None:
    district = base.district(name="สพป.ทดสอบ เขต 1")
    clerk, head, supervisor = (base.user(role, district) for role in ("clerk", "group_director", "supervisor"))
    item = stores.an_item(clerk, district, opening=6)
    rows = [
        stores.approved(stores.a_requisition(supervisor, district, [(item, 1)], purpose=f"งานที่ {n}"), head)
        for n in range(10)
    ]
    start, refused = Barrier(10), []

    def take(row: Any) -> None:
        start.wait()
        try:
            line = row.lines.get()
            services.issue_requisition(row, actor=clerk, quantities={line.pk: 1}, on=DAY, now=stores.at(hour=11))
        except DomainError:
            refused.append(row)
        finally:
            connection.close()

    threads = [Thread(target=take, args=[row]) for row in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    item.refresh_from_db()
    assert (item.on_hand, len(refused)) == (0, 4)
    balances = list(item.movements.order_by("number").values_list("balance", flat=True))
    assert balances == [6, 5, 4, 3, 2, 1, 0]
