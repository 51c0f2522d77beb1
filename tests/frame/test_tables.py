"""core.tables: sorting, filters, paging by key and the capped count, on notices as an ordinary table."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from core.filters import ChoiceFilter, DateFilter, TextFilter, YearFilter
from core.models import Notice
from core.tables import ACT, TITLE, Column, Table
from tests.factories import base

pytestmark = pytest.mark.django_db
NOON = timezone.make_aware(timezone.datetime(2024, 7, 17, 12))


def _unread(rows: QuerySet[Notice], value: str) -> QuerySet[Notice]:
    return rows.filter(read_at__isnull=value == "new")


class Sample(Table):
    row_template = "core/_notice_row.html"
    default_sort = "-when"
    page_size = 10
    columns = (
        Column("title", "เรื่อง", sort="title", phone=TITLE),
        Column("when", "เมื่อ", sort="created_at", bare=True),
        Column("read", "อ่านเมื่อ", sort="read_at", numeric=True),
        Column("state", "สถานะ"),
        Column("act", "", phone=ACT),
    )
    filters = (
        TextFilter("q", "ค้นหา", fields=("title", "body")),
        ChoiceFilter("read", "การอ่าน", (("new", "ยังไม่อ่าน"), ("old", "อ่านแล้ว")), apply=_unread),
        DateFilter("day", "ช่วงวันที่", path="created_at__date"),
        YearFilter("year", path="created_at__date", years=(2568, 2567)),
    )


@pytest.fixture
def person() -> User:
    return base.account()


def fill(person: User, count: int, **fields: Any) -> None:
    Notice.objects.bulk_create(
        Notice(
            recipient=person, code="t", title=f"เรื่องที่ {n:04}", created_at=NOON + timedelta(minutes=n // 3),
            read_at=NOON if n % 4 == 0 else None, **fields,
        )
        for n in range(count)
    )  # fmt: skip


def table(person: User, address: str = "", cls: type[Table] = Sample) -> Table:
    return cls(RequestFactory().get(f"/x/{address}"), Notice.objects.filter(recipient=person))


def walk(person: User, address: str) -> list[int]:
    """Every primary key met by pressing ถัดไป to the end."""
    keys: list[int] = []
    while True:
        page = table(person, address)
        assert page.first == len(keys) + 1
        keys += [row.pk for row in page.rows]
        assert page.last == len(keys)
        if not page.next_url:
            return keys
        address = page.next_url


@pytest.mark.parametrize("sort", ["when", "-when", "title", "-title", "read", "-read", ""])
def test_paging_by_key_meets_every_row_once_in_order(person: User, sort: str) -> None:
    """Ties (three notices a minute) and empty values (three of four unread) included."""
    fill(person, 47)
    keys = walk(person, f"?sort={sort}")
    assert keys == [row.pk for row in table(person, f"?sort={sort}").filtered]
    assert len(set(keys)) == 47


@pytest.mark.parametrize("sort", ["when", "-read"])
def test_going_back_shows_the_same_pages(person: User, sort: str) -> None:
    fill(person, 35)
    pages = [table(person, f"?sort={sort}")]
    while pages[-1].next_url:
        pages.append(table(person, pages[-1].next_url))
    assert [len(page.rows) for page in pages] == [10, 10, 10, 5]
    back = pages[-1]
    for before in reversed(pages[:-1]):
        back = table(person, back.previous_url)
        assert [row.pk for row in back.rows] == [row.pk for row in before.rows]
        assert (back.first, back.last) == (before.first, before.last)
    assert not back.previous_url


@pytest.mark.parametrize(
    "cursor", ["x", "W10", "bnVsbA", "WyJ4IiwieSIsMV0", "WzEsMiwzXQ", "WyIyMDI0IiwgWzFdLCAxXQ", "%00"]
)
def test_an_address_somebody_edited_shows_the_first_page(person: User, cursor: str) -> None:
    fill(person, 15)
    assert table(person, f"?after={cursor}").first == 1
    assert len(table(person, f"?before={cursor}").rows) == 10


def test_an_unknown_sort_is_the_default_one(person: User) -> None:
    fill(person, 3)
    assert table(person, "?sort=recipient__password").sort == "-when"
    assert table(person, "?sort=-state").sort == "-when"


def test_heads_turn_the_sort_round_and_keep_the_filters(person: User) -> None:
    heads = {head.column.name: head for head in table(person, "?sort=when&read=new&after=x").headers}
    assert (heads["when"].direction, heads["when"].url) == ("ascending", "?read=new&sort=-when")
    assert (heads["title"].direction, heads["title"].url) == ("", "?read=new&sort=title")
    assert heads["state"].url == ""


def test_filters_narrow_and_say_so(person: User) -> None:
    fill(person, 12)
    new = table(person, "?read=new")
    assert new.count == 9
    assert [(b.name, b.text) for b in new.active_filters] == [("read", "ยังไม่อ่าน")]
    assert new.clear_url == "?"
    both = table(person, "?read=old&q=0004")
    assert [row.title for row in both.rows] == ["เรื่องที่ 0004"]
    assert both.query_string == "read=old&q=0004"


def test_text_wants_three_characters_and_each_word(person: User) -> None:
    fill(person, 12)
    short = table(person, "?q=00")
    assert short.count == 12
    assert "อย่างน้อย 3 ตัวอักษร" in short.bound_filters[0].error
    assert table(person, "?q=เรื่องที่+0003").count == 1
    assert table(person, "?q=เรื่องที่+9999").count == 0
    assert table(person, "?q=%25%25%25").count == 0, "a percent sign is no wild card"


def test_dates_are_typed_in_buddhist_years(person: User) -> None:
    fill(person, 5)
    assert table(person, "?day-from=17+ก.ค.+2567&day-to=17/7/2567").count == 5
    assert table(person, "?day-from=18/7/2567").count == 0
    assert table(person, "?day-from=18/7/2567").active_filters[0].text == "ตั้งแต่ 18\u00a0ก.ค.\u00a02567"
    wrong = table(person, "?day-from=18/7/2024").bound_filters[2]
    assert "ค.ศ." in wrong.error
    assert "ก่อนวันแรก" in table(person, "?day-from=18/7/2567&day-to=1/7/2567").bound_filters[2].error


def test_years_and_choices_outside_the_list_are_refused_in_words(person: User) -> None:
    fill(person, 5)
    assert table(person, "?year=2567").count == 5
    assert table(person, "?year=2568").count == 0
    assert table(person, "?year=2499").bound_filters[3].error
    assert table(person, "?read=<script>").count == 5
    assert table(person, "?read=<script>").bound_filters[1].error


def test_the_count_stops_at_a_thousand(person: User) -> None:
    fill(person, 1000)
    assert table(person).count_text == "1,000"
    fill(person, 200)
    assert table(person).count_text == "มากกว่า 1,000"
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert table(person).is_capped
    assert "LIMIT 1001" in asked.captured_queries[0]["sql"]


def test_queries_do_not_grow_with_rows(person: User) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            page = table(person)
            assert page.rows
            assert page.count_text and page.headers
        return len(asked)

    fill(person, 5)
    few = queries()
    fill(person, 300)
    assert queries() == few == 2


def test_cells_carry_their_role_on_a_card(person: User) -> None:
    cells = table(person).cells
    assert cells["title"] == 'role="cell" class="nt-c-title"'
    assert cells["read"] == 'role="cell" class="nt-c-pair nt-num" data-label="อ่านเมื่อ"'
    assert "data-label" not in cells["when"]
