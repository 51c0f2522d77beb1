"""Requisitions: asked, decided by somebody else, handed out in parts, closed; refusals first."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.approvals import inbox_for
from core.errors import DomainError, NotAllowed
from core.models import Notice, NumberSeries
from office.stores import services
from office.stores.models import Requisition
from schools.queries import person_of
from tests.factories import base, stores
from tests.stores.test_pages import plain_text

DAY = stores.DAY


def _line(row: Requisition) -> int:
    return row.lines.order_by("position").first().pk


def test_who_may_not(office: SimpleNamespace) -> None:
    item = stores.an_item(office.clerk, office.district)
    for user in (office.admin, office.principal, office.stranger):
        with pytest.raises(NotAllowed):
            services.request_items(
                office.district, actor=user, requester=person_of(office.supervisor, office.district), purpose="งาน",
                wanted=[(item, 1)],
            )  # fmt: skip
    row = stores.a_requisition(office.supervisor, office.district, [(item, 1)])
    for user in (office.supervisor, office.colleague, office.clerk, office.stranger):
        with pytest.raises(NotAllowed):
            services.approve_requisition(row, actor=user, quantities={})
    row = stores.approved(row, office.head)
    for user in (office.supervisor, office.head, office.strange_clerk):
        with pytest.raises(NotAllowed):
            services.issue_requisition(row, actor=user, quantities={_line(row): 1}, on=DAY)


def test_nobody_approves_their_own(office: SimpleNamespace) -> None:
    item = stores.an_item(office.clerk, office.district)
    row = stores.a_requisition(office.head, office.district, [(item, 1)])
    with pytest.raises(NotAllowed):
        services.approve_requisition(row, actor=office.head, quantities={})
    assert services.approve_requisition(row, actor=office.director, quantities={}).state == "approved"
    # Written by the clerk for the head: still the head's own.
    row = services.request_items(
        office.district, actor=office.clerk, requester=person_of(office.head, office.district), purpose="อื่น",
        wanted=[(item, 1)],
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        services.approve_requisition(row, actor=office.head, quantities={})


def test_from_asking_to_the_card(office: SimpleNamespace) -> None:
    paper = stores.an_item(office.clerk, office.district, opening=10)
    pens = stores.an_item(office.clerk, office.district, name="ปากกา", opening=3)
    row = stores.a_requisition(office.supervisor, office.district, [(paper, 4), (pens, 5)])
    assert (row.number, row.year, row.state) == (1, 2568, "submitted")
    first, second = row.lines.order_by("position")
    row = services.approve_requisition(row, actor=office.head, quantities={first.pk: 2}, now=stores.at(hour=10))
    assert list(row.lines.order_by("position").values_list("approved", flat=True)) == [2, 5]
    with pytest.raises(DomainError, match="คงเหลือ 3") as told:
        services.issue_requisition(
            row, actor=office.clerk, quantities={first.pk: 2, second.pk: 5}, on=DAY, now=stores.at()
        )
    assert told.value.field == f"line_{second.pk}"
    paper.refresh_from_db()
    assert paper.on_hand == 10, "what was refused moved nothing"
    row = services.issue_requisition(
        row, actor=office.clerk, quantities={first.pk: 2, second.pk: 3}, on=DAY, now=stores.at(hour=11)
    )
    assert row.state == "part"
    services.receive_item(pens, actor=office.clerk, quantity=4, on=DAY, now=stores.at(hour=12))
    row = services.issue_requisition(row, actor=office.clerk, quantities={second.pk: 2}, on=DAY, now=stores.at(hour=13))
    assert row.state == "issued"
    pens.refresh_from_db()
    assert pens.on_hand == 2
    line = pens.movements.order_by("-number").first()
    assert (line.reference, line.quantity, line.balance) == ("บ. 1/2568", -2, 2)
    with pytest.raises(DomainError, match="จ่ายพัสดุไม่ได้"):
        services.issue_requisition(row, actor=office.clerk, quantities={second.pk: 1}, on=DAY)


@pytest.mark.parametrize("quantity", [-1, 2])
def test_no_more_than_was_asked_is_approved(office: SimpleNamespace, quantity: int) -> None:
    row = stores.a_requisition(office.supervisor, office.district, [(stores.an_item(office.clerk, office.district), 1)])
    with pytest.raises(DomainError, match="ระหว่าง 0 ถึง 1"):
        services.approve_requisition(row, actor=office.head, quantities={_line(row): quantity})
    with pytest.raises(DomainError, match="ไม่ได้อนุมัติรายการใด"):
        services.approve_requisition(row, actor=office.head, quantities={_line(row): 0})


def test_a_returned_one_is_mended_and_comes_again(office: SimpleNamespace) -> None:
    item = stores.an_item(office.clerk, office.district)
    row = stores.a_requisition(office.supervisor, office.district, [(item, 8)])
    row = services.return_requisition(row, actor=office.head, reason="ขอมากไป")
    assert Notice.objects.filter(recipient=office.supervisor, code="requisition.returned").exists()
    assert [one.kind_label for one in inbox_for(office.supervisor, office.district)] == ["ใบเบิกที่ต้องแก้ไข"]
    with pytest.raises(NotAllowed):
        services.edit_requisition(row, actor=office.colleague, purpose="อื่น", wanted=[(item, 1)])
    row = services.edit_requisition(row, actor=office.supervisor, purpose="อบรมครู", wanted=[(item, 2)])
    assert (row.state, row.number, row.reason) == ("submitted", 1, "")
    assert [one.kind_label for one in inbox_for(office.head, office.district)] == ["พิจารณาใบเบิก"]
    row = stores.approved(row, office.head)
    assert [one.kind_label for one in inbox_for(office.clerk, office.district)] == ["จ่ายพัสดุ"]
    with pytest.raises(DomainError, match="ยกเลิกใบเบิกไม่ได้"):
        services.cancel_requisition(row, actor=office.supervisor, reason="ไม่ใช้แล้ว")
    assert services.close_requisition(row, actor=office.clerk, reason="ของหมด").state == "cancelled"


def test_two_clicks_make_one_and_a_refusal_gives_its_number_back(office: SimpleNamespace) -> None:
    item = stores.an_item(office.clerk, office.district)
    one = stores.a_requisition(office.supervisor, office.district, [(item, 1)])
    assert stores.a_requisition(office.supervisor, office.district, [(item, 1)]).pk == one.pk
    for wanted in ([], [(item, 0)], [(item, 1), (item, 2)]):
        with pytest.raises(DomainError):
            stores.a_requisition(office.supervisor, office.district, wanted, purpose="อื่น")
    with pytest.raises(DomainError, match="ไม่อยู่ในบัญชี"):
        stranger = stores.an_item(office.strange_clerk, office.other)
        stores.a_requisition(office.supervisor, office.district, [(stranger, 1)], purpose="อื่น")
    later = stores.a_requisition(office.supervisor, office.district, [(item, 1)], now=stores.at() + timedelta(hours=1))
    assert later.number == 2
    assert NumberSeries.objects.get(district_code=office.district.code, series="requisition").last == 2
    october = stores.a_requisition(office.supervisor, office.district, [(item, 1)], now=stores.at(date(2025, 10, 1)))
    assert (october.year, october.number) == (2569, 1)
    dated = stores.a_requisition(office.supervisor, office.district, [(item, 1)], needed_on=DAY)
    assert dated.pk != one.pk, "wanted for a day"


def test_pages_keep_what_was_typed(office: SimpleNamespace) -> None:
    item = stores.an_item(office.clerk, office.district)
    client = Client()
    client.force_login(office.supervisor)
    person = person_of(office.supervisor, office.district)
    address = reverse("stores:requisition-new")
    page = client.get(address, {"item": item.pk})
    assert f'value="{item.pk}" selected' in page.text
    posted = {"requester": person.pk, "purpose": "งานทดสอบ", "item_2": item.pk, "quantity_2": ""}
    answer = client.post(address, posted)
    assert answer.status_code == 422
    assert "งานทดสอบ" in answer.text
    assert "ตั้งแต่ 1" in answer.text
    answer = client.post(address, {**posted, "quantity_2": 3})
    row = Requisition.objects.get()
    assert answer.url == reverse("stores:requisition", args=[row.pk])
    assert client.get(answer.url).status_code == 200
    other = base.user("supervisor", office.district)
    client.force_login(other)
    assert client.get(answer.url).status_code == 404, "another's requisition is not theirs to read"
    client.force_login(office.head)
    approve = reverse("stores:requisition-approve", args=[row.pk])
    assert client.post(approve, {f"line_{_line(row)}": 9}).status_code == 422
    assert client.post(approve, {f"line_{_line(row)}": 2}).status_code == 302
    client.force_login(office.clerk)
    issue = reverse("stores:requisition-issue", args=[row.pk])
    answer = client.post(issue, {f"line_{_line(row)}": 3, "on": "1 ม.ค. 2567"})
    assert answer.status_code == 422
    answer = client.post(issue, {f"line_{_line(row)}": 2, "on": str(timezone.localdate(row.asked_at))})
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.state == "issued"


def test_more_rows_keep_what_was_typed(office: SimpleNamespace) -> None:
    items = [stores.an_item(office.clerk, office.district, name=f"วัสดุที่ {n}") for n in range(1, 11)]
    client = Client()
    client.force_login(office.supervisor)
    address = reverse("stores:requisition-new")
    person = person_of(office.supervisor, office.district)
    typed = {"requester": person.pk, "purpose": "งานทดสอบ", "needed_on": "ไม่รู้", "quantity_1": "4"}
    page = client.post(address, {**typed, "item_1": items[0].pk, "item_8": "", "more": "1"})
    assert page.status_code == 200
    for words in ('name="item_12"', "งานทดสอบ", "ไม่รู้", f'value="{items[0].pk}" selected', 'value="4"'):
        assert words in page.text, words
    assert 'name="item_13"' not in page.text
    assert 'class="nt-error"' not in page.text, "nothing is checked while rows are added"
    assert not Requisition.objects.exists()
    rows = {f"item_{n}": item.pk for n, item in enumerate(items, start=1)}
    rows |= {f"quantity_{n}": n for n in range(1, 11)}
    wrong = client.post(address, {"requester": person.pk, "purpose": "", **rows})
    assert wrong.status_code == 422
    assert f'value="{items[9].pk}" selected' in wrong.text
    client.post(address, {"requester": person.pk, "purpose": "งานทดสอบ", **rows})
    row = Requisition.objects.get()
    assert list(row.lines.values_list("asked", flat=True)) == list(range(1, 11))
    edit = client.get(reverse("stores:requisition-edit", args=[row.pk])).text
    assert f'value="{items[9].pk}" selected' in edit, "a longer one is not cut when it is mended"
    most = client.post(address, {"item_99999999999999999999": "", "item_40": "", "more": "1"}).text
    assert 'name="item_40"' in most
    assert 'name="item_41"' not in most
    assert 'name="more"' not in most


def test_what_is_wanted_is_not_wanted_yesterday(office: SimpleNamespace) -> None:
    wanted = [(stores.an_item(office.clerk, office.district), 1)]
    with pytest.raises(DomainError, match="ผ่านไปแล้ว") as told:
        stores.a_requisition(office.supervisor, office.district, wanted, needed_on=DAY - timedelta(days=1))
    assert told.value.field == "needed_on"
    row = stores.a_requisition(office.supervisor, office.district, wanted, needed_on=DAY)
    given = {"actor": office.supervisor, "purpose": "งานเดิม", "wanted": wanted}
    later = stores.at(DAY + timedelta(days=2))
    assert services.edit_requisition(row, needed_on=DAY, now=later, **given).needed_on == DAY
    with pytest.raises(DomainError, match="ผ่านไปแล้ว"):
        services.edit_requisition(row, needed_on=DAY + timedelta(days=1), now=later, **given)


def test_more_than_there_is_may_be_asked_and_is_told(office: SimpleNamespace) -> None:
    item = stores.an_item(office.clerk, office.district, opening=3)
    row = stores.a_requisition(office.supervisor, office.district, [(item, 10)])
    address = reverse("stores:requisition", args=[row.pk])
    client = Client()
    client.force_login(office.supervisor)
    assert "กระดาษ A4 ขอ 10 รีม คงเหลือ 3 รีม" in plain_text(client.get(address).text)
    stores.approved(row, office.head)
    services.count_item(item, actor=office.clerk, found=0, reason="ชำรุด", on=DAY, now=stores.at())
    with pytest.raises(DomainError, match="ไม่มีของให้จ่าย: กระดาษ A4 หมด คงเหลือ 0 รีม"):
        services.issue_requisition(row, actor=office.clerk, quantities={}, on=DAY, now=stores.at(hour=12))
    with pytest.raises(DomainError, match="กระดาษ A4 หมด คงเหลือ 0 รีม จ่าย 1 ไม่ได้"):
        services.issue_requisition(row, actor=office.clerk, quantities={_line(row): 1}, on=DAY, now=stores.at(hour=12))
    client.force_login(office.clerk)
    assert "หมด คงเหลือ 0 รีม" in client.get(reverse("stores:requisition-issue", args=[row.pk])).text
    services.receive_item(item, actor=office.clerk, quantity=10, on=DAY, now=stores.at(hour=13))
    assert "ของในบัตรไม่พอ" not in client.get(address).text


def test_what_was_changed_meanwhile_is_not_approved_unseen(office: SimpleNamespace) -> None:
    item = stores.an_item(office.clerk, office.district)
    row = stores.a_requisition(office.supervisor, office.district, [(item, 1)])
    seen = {line.pk: line.asked for line in row.lines.all()}
    services.edit_requisition(row, actor=office.supervisor, purpose="อบรมครู", wanted=[(item, 10)])
    with pytest.raises(DomainError, match="เปิดหน้านี้ใหม่"):
        services.approve_requisition(row, actor=office.head, quantities=seen)
    row.refresh_from_db()
    assert row.state == "submitted"
