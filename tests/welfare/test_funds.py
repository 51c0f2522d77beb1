"""The welfare fund: a balance that always agrees, months that are locked, counter-entries; refusals first."""

import threading
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from core import pointers
from core.errors import DomainError, NotAllowed
from office.welfare import services
from office.welfare.models import Entry, Fund
from office.welfare.queries import agrees, ledger_of, month_to_close
from tests.documents.reading import plain, text
from tests.factories import base
from tests.factories import desk as desks
from tests.factories.desk import Desk, entry, fund

JAN, FEB = date(2025, 1, 10), date(2025, 2, 10)
IN_MARCH = datetime(2025, 3, 5, 3, tzinfo=UTC)


@pytest.mark.django_db
def test_only_the_clerk_of_the_office_keeps_it(desk: Desk) -> None:
    for user in (desk.head, desk.supervisor, desk.stranger):
        with pytest.raises(NotAllowed):
            services.open_fund(desk.district, actor=user, name="กองทุน", opened_on=JAN, opening=Decimal(0))
    row = fund(desk)
    for user in (desk.head, desk.stranger):
        with pytest.raises(NotAllowed):
            entry(desk, row, "income", "10", JAN, actor=user)
    assert not Fund.objects.visible_to(desk.stranger).exists()
    assert not Fund.objects.visible_to(desk.supervisor).exists()
    assert Fund.objects.visible_to(desk.head).count() == 1


@pytest.mark.django_db
def test_opening_twice_is_one_and_bad_openings_are_refused(desk: Desk) -> None:
    assert fund(desk).pk == fund(desk).pk
    for words, field in (
        ({"opening": "5"}, "name"), ({"opening": "-1", "name": "ข"}, "opening"),
        ({"opened_on": date(2999, 1, 1), "name": "ค"}, "opened_on"),
    ):  # fmt: skip
        with pytest.raises(DomainError) as told:
            fund(desk, **words)
        assert told.value.field == field


@pytest.mark.django_db
def test_bad_entries_are_told_beside_their_field(desk: Desk) -> None:
    row = fund(desk)
    for kind, amount, day, field in (
        ("expense", "1000.01", JAN, "amount"), ("income", "0", JAN, "amount"),
        ("income", "5", date(2024, 12, 31), "day"),
        ("income", "5", date(2999, 1, 1), "day"),
    ):  # fmt: skip
        with pytest.raises(DomainError) as told:
            entry(desk, row, kind, amount, day)
        assert told.value.field == field
    with pytest.raises(DomainError) as told:
        entry(desk, row, "income", "5", JAN, what=" ")
    assert told.value.field == "what"
    row.refresh_from_db()
    assert (row.balance, row.entries.count()) == (Decimal(1000), 0)


@pytest.mark.django_db
def test_the_balance_agrees_whatever_the_order_of_writing(desk: Desk) -> None:
    row = fund(desk)
    entry(desk, row, "income", "500", FEB)
    entry(desk, row, "expense", "300.50", JAN)
    with pytest.raises(DomainError, match=r"มี 699\.50 บาท ไม่พอจ่าย 700\.00 บาท"):
        entry(desk, row, "expense", "700", JAN)  # in hand today, not on that day
    entry(desk, row, "expense", "1100", FEB)
    with pytest.raises(DomainError, match=r"มี 99\.50 บาท"):
        entry(desk, row, "expense", "200", JAN)  # enough on that day, not after
    row.refresh_from_db()
    assert (row.balance, agrees(row)) == (Decimal("99.50"), True)
    ledger = ledger_of(row, date(2025, 2, 1), date(2025, 2, 28))
    assert (ledger.brought, ledger.income, ledger.expense, ledger.carried) == (
        Decimal("699.50"), Decimal(500), Decimal(1100), Decimal("99.50"),
    )  # fmt: skip
    assert [line.balance for line in ledger.lines] == [Decimal("1199.50"), Decimal("99.50")]


@pytest.mark.django_db
def test_two_clicks_write_one_entry(desk: Desk) -> None:
    row = fund(desk)
    first = entry(desk, row, "income", "5", JAN, now=IN_MARCH)
    assert entry(desk, row, "income", "5", JAN, now=IN_MARCH + timedelta(seconds=2)).pk == first.pk
    assert entry(desk, row, "income", "5", JAN, now=IN_MARCH + timedelta(minutes=2)).pk != first.pk


@pytest.mark.django_db
def test_the_database_holds_the_rule(desk: Desk) -> None:
    row = fund(desk)
    made = entry(desk, row, "income", "5", JAN)
    for change in ({"balance_after": Decimal(1)}, {"amount": Decimal(0)}, {"balance_before": Decimal(-5)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Entry.objects.filter(pk=made.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Fund.objects.filter(pk=row.pk).update(balance=-1)


@pytest.mark.django_db
def test_months_are_closed_in_order_and_then_locked(desk: Desk) -> None:
    row = fund(desk)
    made = entry(desk, row, "expense", "100", JAN)
    assert month_to_close(row, date(2025, 1, 31)) is None
    with pytest.raises(DomainError, match="กรุณาปิดเดือนมกราคม"):
        services.close_month(row, actor=desk.clerk, month=FEB, counted=Decimal(900), now=IN_MARCH)
    with pytest.raises(DomainError, match=r"900\.00 บาท") as told:
        services.close_month(row, actor=desk.clerk, month=JAN, counted=Decimal(899), now=IN_MARCH)
    assert told.value.field == "counted"
    with pytest.raises(DomainError, match="ยังไม่สิ้นสุด"):
        services.close_month(
            row, actor=desk.clerk, month=JAN, counted=Decimal(900), now=datetime(2025, 1, 31, 3, tzinfo=UTC)
        )
    closed = services.close_month(row, actor=desk.clerk, month=JAN, counted=Decimal(900), now=IN_MARCH)
    assert services.close_month(row, actor=desk.clerk, month=JAN, counted=Decimal(1), now=IN_MARCH).pk == closed.pk
    with pytest.raises(DomainError, match="ปิดบัญชีแล้ว"):
        entry(desk, row, "income", "1", date(2025, 1, 31))
    with pytest.raises(DomainError, match="ปิดบัญชีแล้ว"):
        services.counter_entry(made, actor=desk.clerk, reason="ผิด", day=date(2025, 1, 31), now=IN_MARCH)
    assert month_to_close(row, date(2025, 3, 1)) == date(2025, 2, 1)


@pytest.mark.django_db
def test_a_wrong_entry_is_countered_once_with_a_reason(desk: Desk) -> None:
    row = fund(desk)
    wrong = entry(desk, row, "income", "500", JAN)
    with pytest.raises(DomainError, match="เหตุที่แก้"):
        services.counter_entry(wrong, actor=desk.clerk, reason=" ", now=IN_MARCH)
    with pytest.raises(DomainError, match="ไม่ก่อนรายการเดิม"):
        services.counter_entry(wrong, actor=desk.clerk, reason="ผิด", day=date(2025, 1, 9), now=IN_MARCH)
    made = services.counter_entry(wrong, actor=desk.clerk, reason="รับซ้ำ", now=IN_MARCH)
    assert (made.kind, made.amount, made.balance_after) == ("expense", Decimal(500), Decimal(1000))
    assert services.counter_entry(wrong, actor=desk.clerk, reason="อีกครั้ง", now=IN_MARCH).pk == made.pk
    with pytest.raises(DomainError, match="รายการแก้แล้ว"):
        services.counter_entry(made, actor=desk.clerk, reason="กลับไปกลับมา", now=IN_MARCH)


@pytest.mark.django_db
def test_an_income_that_was_spent_is_not_countered(desk: Desk) -> None:
    row = fund(desk, opening="0")
    wrong = entry(desk, row, "income", "500", JAN)
    entry(desk, row, "expense", "400", JAN)
    with pytest.raises(DomainError, match="ไม่พอจ่าย"):
        services.counter_entry(wrong, actor=desk.clerk, reason="รับซ้ำ", now=IN_MARCH)


@pytest.mark.django_db(transaction=True)
def test_parallel_payments_never_go_below_zero() -> None:
    desk = desks.desk()
    row = fund(desk)
    told: list[str] = []

    def pay(number: int) -> None:
        try:
            entry(desk, row, "expense", "300", JAN, what=f"จ่าย {number}")
        except DomainError as refused:
            told.append(refused.field or "")
        finally:
            connection.close()

    threads = [threading.Thread(target=pay, args=(number,)) for number in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    row.refresh_from_db()
    assert (row.balance, told, agrees(row)) == (Decimal(100), ["amount"] * 3, True)
    assert list(row.entries.order_by("number").values_list("number", flat=True)) == [1, 2, 3]


@pytest.mark.django_db
def test_the_pages(desk: Desk, client: Client) -> None:
    client.force_login(desk.clerk)
    row = fund(desk)
    page = reverse("welfare:record", args=[row.pk, "expense"])
    refused = client.post(page, {"day": "10 ม.ค. 2568", "what": "พวงหรีด", "amount": "5000"})
    assert refused.status_code == 422
    assert "พวงหรีด" in refused.content.decode()
    assert "ไม่พอจ่าย" in refused.content.decode()
    client.post(page, {"day": "10 ม.ค. 2568", "what": "พวงหรีด", "amount": "500", "reference": "บ.1"})
    made = Entry.objects.get()
    shown = client.get(reverse("welfare:fund", args=[row.pk]), {"month": "2025-01"}).content.decode()
    assert "พวงหรีด" in shown
    assert "ยอดตรงกับทุกรายการ" in shown
    assert client.get(reverse("welfare:fund", args=[row.pk]), {"month": "2025-99"}).status_code == 200
    close = reverse("welfare:close", args=[row.pk])
    assert client.post(close, {"counted": "499"}).status_code == 422
    assert client.post(close, {"counted": "500"}).status_code == 302
    counter = reverse("welfare:counter", args=[made.pk])
    assert client.post(counter, {"reason": "", "day": "1 ก.พ. 2568"}).status_code == 422
    assert client.post(counter, {"reason": "ผิดกองทุน", "day": "1 ก.พ. 2568"}).status_code == 302
    assert "รายการกลับของ" in client.get(reverse("welfare:entry", args=[made.countered_by.pk])).content.decode()
    assert client.get(reverse("welfare:record", args=[row.pk, "gift"])).status_code == 404


@pytest.mark.django_db
def test_queries_do_not_grow_with_entries(desk: Desk, client: Client) -> None:
    row = fund(desk)
    client.force_login(desk.clerk)

    def count() -> int:
        page = f"{reverse('welfare:fund', args=[row.pk])}?month=2025-01"
        client.get(page)
        with CaptureQueriesContext(connection) as seen:
            client.get(page)
        return len(seen)

    entry(desk, row, "income", "1", JAN)
    before = count()
    for n in range(2, 8):
        entry(desk, row, "income", str(n), JAN)
    assert count() <= before


@pytest.mark.django_db
def test_the_ledger_on_paper_and_as_a_workbook(desk: Desk, tmp_path: Path) -> None:
    row = fund(desk)
    entry(desk, row, "income", "1500", JAN, what="เงินบำรุงสมาชิก", reference="ร.1")
    entry(desk, row, "expense", "700", FEB, what="=เยี่ยมไข้")
    given = [f"fund={row.pk}", "year=2568", "digits=arabic"]
    for kind in ("pdf", "xlsx"):
        call_command(
            "report",
            "welfare-ledger",
            district=desk.district.code,
            format=kind,
            output=tmp_path / f"a.{kind}",
            param=given,
        )
    words = plain(text(tmp_path / "a.pdf"))
    for said in ("ยอดยกมา", "1,000.00", "เงินบำรุงสมาชิก", "1,500.00", "2,500.00", "700.00", "1,800.00", "ผู้ตรวจสอบ"):
        assert plain(said) in words, said
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    rows = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert rows[-1][2] == "รวม"
    assert [sheet.cell(sheet.max_row, column).number_format for column in (6, 7, 8)] == ["#,##0.00"] * 3
    assert [float(rows[-1][n]) for n in (5, 6, 7)] == [1500, 700, 1800]
    assert sheet.cell(len(rows) - 1, 3).data_type == "s"


@pytest.mark.django_db
def test_the_same_sum_to_another_person_is_another_entry(desk: Desk) -> None:
    row = fund(desk)
    first = entry(desk, row, "expense", "100", JAN, what="เงินช่วยงานศพ", party="ก")
    assert entry(desk, row, "expense", "100", JAN, what="เงินช่วยงานศพ", party="ก ").pk == first.pk, "two clicks"
    assert entry(desk, row, "expense", "100", JAN, what="เงินช่วยงานศพ", party="ข").pk != first.pk
    row.refresh_from_db()
    assert row.balance == Decimal(800)


@pytest.mark.django_db
def test_a_month_closed_in_another_tab_does_not_close_the_next(desk: Desk, client: Client) -> None:
    """Both tabs ask for the money of January; February waits for a page that says so."""
    row = fund(desk)
    client.force_login(desk.clerk)
    address = reverse("welfare:close", args=[row.pk])
    shown = client.get(address).context["form"]["month"].value()
    typed = {"month": shown.isoformat(), "counted": "1000.00"}
    for _ in range(2):
        assert client.post(address, typed)["Location"].endswith("?month=2025-01")
    assert [one.month for one in row.closed_months.all()] == [JAN.replace(day=1)]
    assert "เดือนกุมภาพันธ์" in client.get(address).content.decode()


@pytest.mark.django_db
def test_when_every_month_is_closed_it_says_who_closed_the_last(desk: Desk, client: Client) -> None:
    today = timezone.localdate()
    row = fund(desk, opened_on=(today.replace(day=1) - timedelta(days=1)).replace(day=1))
    services.close_month(row, actor=desk.clerk, month=row.opened_on, counted=Decimal(1000))
    colleague = base.user("clerk", desk.district)
    client.force_login(colleague)
    address, page = reverse("welfare:close", args=[row.pk]), reverse("welfare:fund", args=[row.pk])
    for press in (client.get, client.post):
        response = press(address, {"counted": "1000"})
        assert (response.status_code, response["Location"]) == (302, page)
        told = client.get(page).content.decode()
        assert "ปิดบัญชีครบทุกเดือนที่สิ้นสุดแล้ว" in told
        assert str(desk.clerk) in told


@pytest.mark.django_db
def test_papers_of_a_closed_month_stay_as_they_were(desk: Desk) -> None:
    row = fund(desk)
    old, new = entry(desk, row, "income", "5", JAN), entry(desk, row, "income", "5", FEB)
    assert pointers.may_change(desk.clerk, "welfare_entry", str(old.pk))
    services.close_month(row, actor=desk.clerk, month=JAN, counted=Decimal(1005), now=IN_MARCH)
    assert not pointers.may_change(desk.clerk, "welfare_entry", str(old.pk))
    assert pointers.may_change(desk.clerk, "welfare_entry", str(new.pk))
    assert pointers.may_view(desk.clerk, "welfare_entry", str(old.pk))
