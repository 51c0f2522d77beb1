"""Folders: opened, sent, signed, returned, chased, put away; refusals first."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.approvals import inbox_for
from core.errors import DomainError, NotAllowed
from core.models import Notice
from office.folders import services
from office.folders.models import Folder, Movement
from office.folders.queries import board_of, pointer_of
from office.letters import services as letter_services
from tests.factories import base, letters
from tests.factories import office as orders
from tests.factories.desk import Desk, errand, folder

pytestmark = pytest.mark.django_db
MORNING = datetime(2025, 1, 15, 2, 0, tzinfo=UTC)


def test_a_stranger_opens_nothing_here(desk: Desk) -> None:
    for user in (desk.stranger, base.user("committee_member", desk.district)):
        with pytest.raises(NotAllowed):
            services.open_folder(desk.district, actor=user, title="แฟ้ม")


def test_numbers_run_by_calendar_year(desk: Desk) -> None:
    rows = [folder(desk, title=f"เรื่อง {n}", now=MORNING) for n in range(2)]
    last_year = folder(desk, title="เรื่องปีก่อน", now=MORNING - timedelta(days=30))
    assert [(row.number, row.year) for row in (*rows, last_year)] == [(1, 2568), (2, 2568), (1, 2567)]


def test_a_folder_of_the_small_hours_is_of_the_day_in_thailand(desk: Desk) -> None:
    row = folder(desk, now=datetime(2025, 1, 14, 20, 0, tzinfo=UTC))
    row.refresh_from_db()
    assert pointer_of(row).date == date(2025, 1, 15)


def test_two_clicks_open_one_folder(desk: Desk) -> None:
    assert folder(desk, now=MORNING).pk == folder(desk, now=MORNING + timedelta(seconds=2)).pk
    assert Movement.objects.count() == 1


def test_the_way_of_a_folder(desk: Desk) -> None:
    row = folder(desk, by=desk.supervisor, now=MORNING)
    head, director = desk.person(desk.head), desk.person(desk.director)
    row = services.send_folder(row, actor=desk.supervisor, person=head, now=MORNING)
    assert services.send_folder(row, actor=desk.supervisor, person=head).since == MORNING
    row = services.sign_folder(row, actor=desk.head, note="เห็นชอบ", person=director, now=MORNING + timedelta(hours=1))
    assert (row.state, row.holder) == ("out", director)
    with pytest.raises(NotAllowed):
        services.sign_folder(row, actor=desk.head)
    row = services.return_folder(row, actor=desk.director, reason="แก้ตัวเลข", now=MORNING + timedelta(hours=2))
    assert (row.state, row.holder) == ("returned", None)
    row = services.send_folder(row, actor=desk.supervisor, person=director, now=MORNING + timedelta(hours=3))
    row = services.sign_folder(row, actor=desk.clerk, now=MORNING + timedelta(hours=4))
    assert row.state == "signed"
    row = services.close_folder(row, actor=desk.supervisor, note="ตู้ 2")
    assert services.close_folder(row, actor=desk.supervisor).state == "closed"
    acts = list(row.movements.order_by("at", "pk").values_list("act", flat=True))
    assert acts == ["opened", "sent", "signed", "passed", "returned", "sent", "signed", "closed"]
    assert Notice.objects.filter(recipient=desk.supervisor, code="folder.returned").count() == 1


def test_a_wrong_state_is_told(desk: Desk) -> None:
    row = folder(desk)
    for act in (services.sign_folder, services.chase_folder, services.close_folder):
        with pytest.raises(DomainError, match="ไม่ได้ในสถานะปัจจุบัน"):
            act(row, actor=desk.clerk)
    services.send_folder(row, actor=desk.clerk, person=desk.person(desk.head))
    with pytest.raises(DomainError, match="แก้ไขแฟ้มไม่ได้"):
        services.add_paper(row, actor=desk.clerk, title="เพิ่มภายหลัง")


def test_an_empty_folder_and_a_stranger_as_holder_are_refused(desk: Desk) -> None:
    empty = services.open_folder(desk.district, actor=desk.clerk, title="ว่าง")
    with pytest.raises(DomainError, match="ยังไม่มีเอกสาร"):
        services.send_folder(empty, actor=desk.clerk, person=desk.person(desk.head))
    full = folder(desk)
    there = base.person(desk.other)
    at_school = base.person(desk.district, school=base.school(desk.district))
    for person in (there, at_school):
        with pytest.raises(DomainError) as told:
            services.send_folder(full, actor=desk.clerk, person=person)
        assert told.value.field == "person"


def test_a_colleague_sees_only_what_came_to_them(desk: Desk) -> None:
    mine, passed = folder(desk, by=desk.supervisor, title="ของฉัน"), folder(desk, title="ผ่านมือฉัน")
    folder(desk, title="ของธุรการ")
    services.send_folder(passed, actor=desk.clerk, person=desk.person(desk.supervisor))
    services.sign_folder(passed, actor=desk.supervisor)
    assert set(Folder.objects.visible_to(desk.supervisor)) == {mine, passed}
    assert Folder.objects.visible_to(desk.head).count() == 3
    assert not Folder.objects.visible_to(desk.stranger).exists()


def test_chasing_reminds_once_a_day(desk: Desk) -> None:
    row = services.send_folder(folder(desk, now=MORNING), actor=desk.clerk, person=desk.person(desk.head), now=MORNING)
    rows = Folder.objects.visible_to(desk.clerk)
    later = MORNING + timedelta(days=3)
    assert board_of(rows, later - timedelta(hours=1), 3).overdue == 0
    assert board_of(rows, later, 3).overdue == 1
    for hours in (0, 1):
        services.chase_folder(row, actor=desk.clerk, now=later + timedelta(hours=hours))
    services.chase_folder(row, actor=desk.clerk, now=later + timedelta(days=1))
    assert Notice.objects.filter(recipient=desk.head, code="folder.chased").count() == 2
    assert row.movements.filter(act="chased").count() == 2


def test_taking_back_and_cancelling_need_a_reason(desk: Desk) -> None:
    row = services.send_folder(folder(desk), actor=desk.clerk, person=desk.person(desk.head))
    for act in (services.take_back, services.cancel_folder):
        with pytest.raises(DomainError, match="เหตุ"):
            act(row, actor=desk.clerk, reason=" ")
    assert services.take_back(row, actor=desk.clerk, reason="พบที่ผิด").state == "preparing"
    assert services.cancel_folder(row, actor=desk.clerk, reason="ยกเลิกโครงการ").cancel_reason == "ยกเลิกโครงการ"


def test_it_waits_in_the_inbox_of_its_holder(desk: Desk) -> None:
    row = services.send_folder(folder(desk), actor=desk.clerk, person=desk.person(desk.head))
    assert [item.title for item in inbox_for(desk.head, desk.district)] == [row.title]
    services.return_folder(row, actor=desk.head, reason="แก้")
    assert [item.state_label for item in inbox_for(desk.clerk, desk.district)] == ["ส่งกลับแก้ไข"]


def test_a_thing_of_the_product_lies_in_a_folder_once(desk: Desk) -> None:
    row, inner = folder(desk), folder(desk, title="อีกแฟ้ม")
    with pytest.raises(DomainError, match="ไม่พบเรื่อง"):
        services.add_paper(row, actor=desk.clerk, kind="folder", key=str(inner.pk))
    with pytest.raises(DomainError, match="ไม่พบเรื่อง"):
        services.add_paper(row, actor=desk.clerk, kind="order", key="999999")
    order = orders.issued(desk.head, desk.district)
    for _ in range(2):
        services.add_paper(row, actor=desk.clerk, kind="order", key=str(order.pk))
    assert row.papers.filter(kind="order").count() == 1


def test_a_thing_its_holder_may_not_see_has_no_words(desk: Desk, client: Client) -> None:
    draft = orders.draft(desk.head, desk.district, title="เรื่องที่ยังไม่เปิดเผย")
    row = folder(desk)
    services.add_paper(row, actor=desk.clerk, kind="order", key=str(draft.pk))
    outsider = base.user("committee_member", desk.district)
    services.send_folder(row, actor=desk.clerk, person=desk.person(outsider))
    client.force_login(outsider)
    shown = client.get(reverse("folders:folder", args=[row.pk])).content.decode()
    assert "เรื่องที่ท่านไม่มีสิทธิ์อ่าน" in shown
    assert "เรื่องที่ยังไม่เปิดเผย" not in shown
    assert not Folder.objects.visible_to(desk.clerk).containing("ยังไม่เปิดเผย").exists()


def test_opened_and_sent_on_one_page(desk: Desk, client: Client) -> None:
    client.force_login(desk.clerk)
    typed = {"title": "ขออนุมัติเดินทาง", "purpose": "sign", "urgency": "very", "papers": "หนังสือเชิญ\n\nกำหนดการ"}
    answer = client.post(reverse("folders:new"), {**typed, "person": 10**9})
    assert answer.status_code == 422
    assert "กำหนดการ" in answer.content.decode()
    assert not Folder.objects.exists()
    answer = client.post(reverse("folders:new"), {**typed, "person": desk.person(desk.director).pk}, follow=True)
    row = Folder.objects.get()
    assert (row.state, row.papers.count()) == ("out", 2)
    assert "อยู่ระหว่างเสนอ" in answer.content.decode()


def test_reason_page_keeps_what_was_typed(desk: Desk, client: Client) -> None:
    row = services.send_folder(folder(desk), actor=desk.clerk, person=desk.person(desk.head))
    client.force_login(desk.head)
    page = client.post(reverse("folders:return", args=[row.pk]), {"reason": ""})
    assert page.status_code == 422
    assert "กรุณาเขียนเหตุผล" in page.content.decode()
    client.post(reverse("folders:return", args=[row.pk]), {"reason": "ขาดลายเซ็น"})
    row.refresh_from_db()
    assert row.state == "returned"


def test_settings_refuse_what_is_out_of_range(desk: Desk, client: Client) -> None:
    with pytest.raises(NotAllowed):
        services.save_settings(desk.district, actor=desk.head, folder_days=5)
    with pytest.raises(DomainError):
        services.save_settings(desk.district, actor=desk.clerk, folder_days=0)
    client.force_login(desk.clerk)
    assert client.post(reverse("folders:settings"), {"folder_days": "99"}).status_code == 422
    assert client.post(reverse("folders:settings"), {"folder_days": "5"}).status_code == 302


@pytest.mark.parametrize("page", ["folders:board", "folders:folders", "folders:desk"])
def test_queries_do_not_grow_with_folders(desk: Desk, client: Client, page: str) -> None:
    def count() -> int:
        client.force_login(desk.clerk)
        client.get(reverse(page))
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse(page)).status_code == 200
        return len(seen)

    def more(first: int) -> None:
        for n in range(first, first + 3):
            row = folder(desk, title=f"เรื่อง {n}")
            services.send_folder(row, actor=desk.clerk, person=desk.person(desk.head))

    more(0)
    before = count()
    more(10)
    assert count() <= before


@pytest.mark.parametrize("subject", ["สอบสวนข้อเท็จจริง", "สอบสวนข้อเท็จจริงกรณีร้องเรียน " * 14])
def test_titles_about_a_letter_that_is_made_secret(desk: Desk, subject: str) -> None:
    row = letters.letter(desk.clerk, desk.district, subject=subject)
    about = ("letter", str(row.pk))
    title = f"เสนอ{row}"[:300]
    held = services.open_folder(desk.district, actor=desk.clerk, title=title, thing=about)
    services.send_folder(held, actor=desk.clerk, person=desk.person(desk.supervisor))
    asked = errand(desk, by=desk.head, title=title, thing=about)
    other = folder(desk, title=f"อื่น {subject}"[:300])
    letter_services.edit_letter(row, actor=desk.clerk, secrecy=1)
    for one in (held, asked):
        one.refresh_from_db()
        assert one.title == f"เสนอ{row.reference} หนังสือชั้นลับ"
    titles = Notice.objects.filter(recipient=desk.supervisor).values_list("title", flat=True)
    assert len(titles) == 2
    assert not any("สอบสวน" in title for title in titles)
    other.refresh_from_db()
    assert "สอบสวน" in other.title, "what is not of the letter is somebody's own words"


def test_the_menu_leads_only_to_desks_one_may_enter(desk: Desk, client: Client) -> None:
    """Not to the desk of the office worked in for who directs another, nor for who is only named on a folder."""
    both, member = base.user("supervisor", desk.district), base.user("committee_member", desk.district)
    base.user("office_director", desk.other, of=both)
    services.send_folder(folder(desk), actor=desk.clerk, person=desk.person(member))
    for user in (both, member, desk.clerk):
        client.force_login(user)
        client.post(reverse("switch-district"), {"district": desk.district.pk})
        page = client.get(reverse("menu")).content.decode()
        names = (
            "folders:desk",
            "folders:board",
            "errands:errands",
            "errands:calls",
            "errands:articles",
            "welfare:funds",
        )
        shown = [address for address in map(reverse, names) if f'href="{address}"' in page]
        assert [address for address in shown if client.get(address).status_code != 200] == []
    assert len(shown) == len(names), "the clerk keeps all of them"
