"""The pages of letters: the fast form, the registers paged by key with their jump, one letter, its acts."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from office.letters import services
from office.letters.models import Letter
from office.letters.tables import InTable
from tests.factories import letters
from tests.letters.conftest import Desk

pytestmark = pytest.mark.django_db
NEW = reverse("letters:new", args=["in"])


def typed(**values: str) -> dict[str, str]:
    return {
        "own_number": "ศธ 04010/1", "dated": "10/1/2568", "sender": "สพฐ.", "receiver": "กลุ่มนิเทศ", "subject": "ขอข้อมูล",
        "urgency": "1", "secrecy": "0", "registered_on": "15/1/2568", "form_key": str(uuid4()), **values,
    }  # fmt: skip


def test_ten_letters_in_a_row_stay_on_the_form(desk: Desk, client: Client) -> None:
    client.force_login(desk.clerk)
    page = client.get(NEW)
    for place in range(10):
        page = client.post(NEW, typed(own_number=f"ศธ 04010/{place}", subject=f"เรื่องที่ {place}"), follow=True)
        assert page.redirect_chain[0][0].startswith(f"{NEW}?last=")
        form = page.context["form"]
        assert form["sender"].value() == "สพฐ."
        assert not form["subject"].value()
    assert b"autofocus" in page.content
    assert Letter.objects.count() == 10
    assert [row.number for row in page.context["latest"]] == list(range(10, 0, -1))


def test_what_is_wrong_keeps_what_was_typed(desk: Desk, client: Client) -> None:
    client.force_login(desk.clerk)
    for wrong in ({"dated": "32/1/2568"}, {"subject": ""}, {"dated": "16/1/2568"}, {"registered_on": "1/1/2699"}):
        page = client.post(NEW, typed(**wrong))
        assert page.status_code == 422
        assert "ศธ 04010/1" in page.content.decode()
    upload = SimpleUploadedFile("a.exe", b"MZ" * 100)
    page = client.post(NEW, {**typed(), "upload": upload})
    assert page.status_code == 422
    assert not Letter.objects.exists()


def test_a_letter_that_came_before_asks_to_be_confirmed(desk: Desk, client: Client) -> None:
    client.force_login(desk.clerk)
    client.post(NEW, typed())
    again = typed(subject="ขอข้อมูลอีกครั้ง")
    page = client.post(NEW, again)
    assert page.status_code == 422
    told = page.content.decode()
    assert "เลขรับ 1/2568" in told
    assert 'type="checkbox" name="confirmed"' in told
    assert client.post(NEW, {**again, "confirmed": "on"}).status_code == 302
    assert Letter.objects.count() == 2


def test_a_letter_refused_for_its_day_is_not_asked_whether_it_is_another(desk: Desk, client: Client) -> None:
    client.force_login(desk.clerk)
    refused = client.post(NEW, typed(registered_on="15/1/2659", confirmed=""))  # the hidden box, as browsers send it
    assert refused.status_code == 422
    assert 'type="hidden" name="confirmed"' in refused.text
    assert "คนละฉบับ" not in refused.text
    assert "ตรวจปี พ.ศ. 2659" in refused.text, "which figure is wrong"


def test_an_old_letters_year_is_asked_about_once(desk: Desk, client: Client) -> None:
    client.force_login(desk.clerk)
    old = typed(dated="20/11/2512")
    page = client.post(NEW, {**old, "dated_confirmed": ""})
    assert page.status_code == 422
    assert "ตรวจปี พ.ศ." in page.text
    assert 'type="checkbox" name="dated_confirmed"' in page.text
    assert "คนละฉบับ" not in page.text
    assert client.post(NEW, {**old, "dated_confirmed": "on"}).status_code == 302
    row = Letter.objects.get()
    assert row.dated == date(1969, 11, 20)
    again = client.post(NEW, typed(dated="20/11/2512", dated_confirmed="on"))
    assert again.text.count('type="checkbox" name="') == 2, "both questions, the first one answered"
    # Two years to the day are not asked about; nor is a date that stands already.
    assert client.post(NEW, typed(own_number="2", dated="15/1/2566")).status_code == 302
    edit = reverse("letters:edit", args=[row.pk])
    kept = {**old, "subject": "แก้ชื่อเรื่อง", "stamp": client.get(edit).context["stamp"]}
    assert client.post(edit, kept).status_code == 302
    asked = client.post(edit, {**kept, "dated": "20/11/2511", "stamp": client.get(edit).context["stamp"]})
    assert asked.status_code == 422
    assert 'type="checkbox" name="dated_confirmed"' in asked.text


def test_a_line_of_the_paper_register_is_asked_about_too(desk: Desk, client: Client) -> None:
    client.force_login(desk.clerk)
    address = reverse("letters:enter", args=["in"])
    line = typed(number="4", year="2560", registered_on="15/1/2560", dated="10/1/2506")
    assert 'type="checkbox" name="dated_confirmed"' in client.post(address, line).text
    assert client.post(address, {**line, "dated": "10/1/2560"}).status_code == 302


def test_a_double_submit_registers_one(desk: Desk, client: Client) -> None:
    client.force_login(desk.clerk)
    data = typed()
    assert client.post(NEW, data).status_code == client.post(NEW, data).status_code == 302
    assert Letter.objects.count() == 1


def test_a_reply_begins_with_what_it_answers(desk: Desk, client: Client) -> None:
    row = letters.letter(desk.clerk, desk.district)
    client.force_login(desk.clerk)
    out = reverse("letters:new", args=["out"])
    page = client.get(out, {"answers": row.pk})
    assert page.context["form"]["answers"].value() == "1/2568"
    bad = client.post(out, typed(answers="99/2568"))
    assert bad.status_code == 422
    assert "ไม่พบเลขรับนี้" in bad.content.decode()
    assert client.post(out, typed(answers="1/2568")).status_code == 302
    assert Letter.objects.outgoing().get().answers == row
    assert "เลขส่ง 1/2568" in client.get(reverse("letters:letter", args=[row.pk])).content.decode()
    assert client.get(reverse("letters:new", args=["up"])).status_code == 404


def many(desk: Desk, count: int, *, start: date = date(2025, 1, 1)) -> None:
    for place in range(count):
        letters.letter(desk.clerk, desk.district, on=start + timedelta(days=place), subject=f"เรื่องที่ {place:03}")


def rows_of(page: Any) -> list[int]:
    return [row.number for row in page.context["table"].rows]


def test_the_register_is_paged_by_key_and_jumps(desk: Desk, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(InTable, "page_size", 5)
    many(desk, 23)
    client.force_login(desk.clerk)
    url = reverse("letters:letters")
    first = client.get(url)
    assert rows_of(first) == [23, 22, 21, 20, 19]
    second = client.get(url + first.context["table"].next_url)
    assert rows_of(second) == [18, 17, 16, 15, 14]
    assert rows_of(client.get(url + second.context["table"].previous_url)) == rows_of(first)
    for jump in ("12", "12/2568", "๑๒/๒๕๖๘", "12 ม.ค. 2568"):
        page = client.get(url, {"jump": jump})
        assert rows_of(page) == [12, 11, 10, 9, 8], jump
        assert "เลข 12/2568 ถึง 8/2568" in page.content.decode()
        table = page.context["table"]
        assert rows_of(client.get(url + table.previous_url)) == [17, 16, 15, 14, 13]
        assert rows_of(client.get(url + table.next_url)) == [7, 6, 5, 4, 3]
        # A search from here looks through the whole register again.
        assert "jump" not in parse_qs(urlsplit(table.url(q="เรื่อง")).query)
    assert rows_of(client.get(url, {"jump": "12", "sort": "number"})) == [12, 13, 14, 15, 16]
    for wrong in ("1 ม.ค. 2560", "0/2568", "หนึ่ง"):
        page = client.get(url, {"jump": wrong})
        assert page.context["table"].jump_error, wrong
        assert rows_of(page) == rows_of(first)


def test_filters_and_search_of_the_register(desk: Desk, client: Client) -> None:
    many(desk, 3)
    letters.letter(desk.clerk, desk.district, on=date(2025, 2, 1), subject="ด่วนมาก", urgency=2, secrecy=1)
    services.cancel_letter(Letter.objects.get(number=1), actor=desk.clerk, reason="ซ้ำ")
    client.force_login(desk.clerk)
    url = reverse("letters:letters")
    for query, found in (
        ({"q": "ที่ 002"}, [3]), ({"urgency": "2"}, [4]), ({"secrecy": "1"}, [4]), ({"state": "cancelled"}, [1]),
        ({"state": "open"}, [4, 3, 2]), ({"day-from": "3/1/2568"}, [4, 3]), ({"year": "2568"}, [4, 3, 2, 1]),
    ):  # fmt: skip
        assert rows_of(client.get(url, query)) == found, query
    assert "ยังไม่มีหนังสือ" in client.get(reverse("letters:out")).content.decode()


def test_the_pages_do_not_ask_more_for_more_rows(
    desk: Desk, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(desk.clerk)
    many(desk, 3)
    url = reverse("letters:letters")
    client.get(url)
    with django_assert_max_num_queries(40) as few:
        client.get(url, {"jump": "2"})
    many(desk, 20, start=date(2025, 3, 1))
    with django_assert_max_num_queries(len(few)):
        client.get(url, {"jump": "20"})


def test_one_letter_from_desk_to_done_by_the_pages(desk: Desk, client: Client) -> None:
    row = letters.letter(desk.clerk, desk.district)

    def act(user: Any, name: str, data: dict[str, object], *more: int) -> int:
        client.force_login(user)
        return client.post(reverse(f"letters:{name}", args=[row.pk, *more]), data).status_code

    me = desk.person(desk.supervisor).pk
    assert act(desk.clerk, "propose", {"summary": "", "to": "group_director"}) == 422
    due = str(timezone.localdate())
    assert act(desk.clerk, "propose", {"summary": "สรุป", "to": "group_director", "due_on": due}) == 302
    assert act(desk.head, "opinion", {"text": "มอบ", "outcome": "route"}) == 422
    assert act(desk.head, "opinion", {"text": "มอบ", "outcome": "route", "people": [me]}) == 302
    page = client.get(reverse("letters:letter", args=[row.pk])).content.decode()
    assert "ยังไม่รับทราบ" in page
    assert act(desk.supervisor, "acknowledge", {}) == 302
    assert act(desk.supervisor, "finish", {"note": ""}) == 422
    assert act(desk.supervisor, "finish", {"note": "ส่งแล้ว"}) == 302
    # A second post of an act its state refuses is told on the form, not a crash.
    assert act(desk.head, "opinion", {"text": "อีก", "outcome": "file"}) == 422
    assert act(desk.clerk, "cancel", {"reason": "ผิด"}) == 422
    page = client.get(reverse("letters:letter", args=[row.pk])).content.decode()
    assert "เสร็จสิ้น" in page
    # Who it was handed to sees their own letter in the list, and no way to the register's acts.
    client.force_login(desk.supervisor)
    mine = client.get(reverse("letters:letters")).content.decode()
    assert "หนังสือถึงท่าน" in mine
    assert NEW not in mine
    assert client.get(reverse("letters:letter", args=[row.pk])).status_code == 200


def test_a_conflicting_correction_is_told(desk: Desk, client: Client) -> None:
    row = letters.letter(desk.clerk, desk.district)
    client.force_login(desk.clerk)
    url = reverse("letters:edit", args=[row.pk])
    data = {"sender": "ก", "receiver": "ข", "subject": "ของฉัน", "urgency": "0", "secrecy": "0"}
    services.edit_letter(row, actor=desk.clerk, subject="ของอีกคน")
    told = client.post(url, {**data, "stamp": "1"})
    assert told.status_code == 422
    assert "ของอีกคน" in told.content.decode()
    assert "ของฉัน" in told.content.decode()
    assert client.post(url, {**data, "stamp": told.context["stamp"], "overwrite": "1"}).status_code == 302
    assert Letter.objects.get().subject == "ของฉัน"


def test_a_line_of_the_paper_register_by_the_page(desk: Desk, client: Client) -> None:
    client.force_login(desk.clerk)
    url = reverse("letters:enter", args=["in"])
    data = {"number": "7", "year": "2568", "registered_on": "15/1/2568", "sender": "ก", "receiver": "ข", "subject": "ค",
            "urgency": "0", "secrecy": "0"}  # fmt: skip
    assert client.post(url, data).status_code == 302
    again = client.post(url, data)
    assert again.status_code == 422
    assert "เลขทะเบียน 7/2568 ใช้แล้ว" in again.content.decode()
