"""Who reads which meeting, and the pages of the secretary and of members."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kotpn.committee.models import Member
from kotpn.meetings import services
from kotpn.meetings.models import AgendaItem, Meeting, Paper, PaperComment, SectionKind
from tests.factories import base, kotpn
from tests.factories.papers import a_picture
from tests.kotpn.agenda.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def item(office: SimpleNamespace) -> AgendaItem:
    return kotpn.an_item(
        office.secretary, office.meeting, kind=SectionKind.CONSIDER, title="แผนการติดตาม", point="ให้ความเห็น", now=NOW
    )


def page(name: str, *keys: Any) -> str:
    return reverse(f"committee-meetings:{name}", args=keys)


def test_a_member_reads_it_once_invited_and_only_while_in_office(
    office: SimpleNamespace, item: AgendaItem, client: Client
) -> None:
    address = page("meeting", office.meeting.pk)
    seen = {}
    for when in ("before", "invited"):
        if when == "invited":
            services.invite(office.meeting, actor=office.secretary, now=NOW)
        for name in ("secretary", "supervisor", "principal", "member", "stranger"):
            client.force_login(getattr(office, name))
            seen[when, name] = client.get(address).status_code
    assert {name: code for (when, name), code in seen.items() if when == "before"} == {
        "secretary": 200, "supervisor": 200, "principal": 404, "member": 404, "stranger": 404,
    }  # fmt: skip
    assert {name: code for (when, name), code in seen.items() if when == "invited"} == {
        "secretary": 200, "supervisor": 200, "principal": 200, "member": 200, "stranger": 404,
    }  # fmt: skip
    Member.objects.filter(person__user=office.principal).update(ends_on=date(2025, 1, 11))
    client.force_login(office.principal)
    assert client.get(address).status_code == 404
    outsider = base.user("committee_member", office.district)
    client.force_login(outsider)
    assert client.get(address).status_code == 404


def test_a_member_answers_comments_and_opens_papers(office: SimpleNamespace, item: AgendaItem, client: Client) -> None:
    services.add_paper_upload(
        item, SimpleUploadedFile("แผน.png", a_picture()), actor=office.secretary, title="แผนภาพ", now=NOW
    )
    services.invite(office.meeting, actor=office.secretary, now=NOW)
    client.force_login(office.member)
    text = client.get(page("read", office.meeting.pk)).content.decode()
    assert "แผนภาพ" in text
    assert "ท่านจะเข้าประชุมหรือไม่" in text
    assert "ดาวน์โหลดทั้งหมดไว้อ่านตอนไม่มีสัญญาณ" in text
    client.post(page("own-reply", office.meeting.pk), {"answer": "coming"})
    assert "ท่านตอบว่า เข้าประชุม" in client.get(page("meeting", office.meeting.pk)).content.decode()
    for _ in range(2):
        client.post(page("comment", item.pk), {"text": "ควรเพิ่มโรงเรียนขนาดเล็ก", "paper": item.papers.get().pk})
    comment = PaperComment.objects.get()
    assert comment.member is not None
    empty = client.post(page("comment", item.pk), {"text": " "})
    assert empty.status_code == 422
    client.force_login(office.principal)
    assert "ควรเพิ่มโรงเรียนขนาดเล็ก" in client.get(page("read", office.meeting.pk)).content.decode()
    assert client.post(page("comment-drop", comment.pk)).status_code == 403
    client.force_login(office.secretary)
    assert "ความเห็นก่อนประชุม 1 ข้อ" in client.get(page("item", item.pk)).content.decode()


def test_a_member_writes_nothing_of_the_agenda(office: SimpleNamespace, item: AgendaItem, client: Client) -> None:
    services.invite(office.meeting, actor=office.secretary, now=NOW)
    for user in (office.member, office.principal, office.supervisor):
        client.force_login(user)
        assert client.get(page("item", item.pk)).status_code == 403
        assert client.post(page("item-drop", item.pk)).status_code == 403
        assert client.get(page("draft", office.meeting.pk)).status_code == 403
        assert client.get(page("invitations", office.meeting.pk)).status_code == 403
    client.force_login(office.stranger)
    assert client.get(page("item", item.pk)).status_code == 404


def test_the_workbench_says_what_is_missing_and_how_long_it_takes(office: SimpleNamespace, client: Client) -> None:
    client.force_login(office.secretary)
    text = client.get(page("meeting", office.meeting.pk)).content.decode()
    assert "ระเบียบวาระยังไม่มีเรื่อง" in text
    item = kotpn.an_item(office.secretary, office.meeting, kind=SectionKind.INFORM, minutes_planned=200, now=NOW)
    text = client.get(page("meeting", office.meeting.pk)).content.decode()
    assert "วางเวลาไว้ 200 จาก 150 นาที" in text
    assert "มากกว่าเวลาประชุม 150 นาที" in text
    assert item.title in text


def test_calling_from_the_page_and_a_year_in_one_go(office: SimpleNamespace, client: Client) -> None:
    client.force_login(office.secretary)
    given = {
        "committee": office.committee.pk, "held_on": "5 ก.พ. 2568", "time_from": "09.30", "place": "ห้องประชุม 1",
    }  # fmt: skip
    for _ in range(2):
        client.post(page("new"), given)
    assert Meeting.objects.get(held_on=date(2025, 2, 5)).occasion == "ครั้งที่ 2/2568"
    bad = client.post(page("new"), {**given, "time_to": "08.00"})
    assert bad.status_code == 422
    assert "เวลาเลิกต้องอยู่หลังเวลาเริ่ม" in bad.content.decode()
    year = {
        "committee": office.committee.pk, "year": "2568", "title": "ประจำปี", "time_from": "9.00", "place": "ห้องประชุม",
        "days": "20 มิ.ย. 2568\n20 มี.ค. 2568\n",
    }  # fmt: skip
    for _ in range(2):
        assert client.post(page("new-series"), year).status_code == 302
    rows = Meeting.objects.filter(series__title="ประจำปี").order_by("held_on")
    assert [row.occasion for row in rows] == ["ครั้งที่ 3/2568", "ครั้งที่ 4/2568"]
    wrong = client.post(page("new-series"), {**year, "days": "20 มิ.ย. 2568\nวันพฤหัส"})
    assert "บรรทัดที่ 2" in wrong.content.decode()


def test_queries_do_not_grow_with_the_list_or_the_agenda(
    office: SimpleNamespace, item: AgendaItem, client: Client
) -> None:
    client.force_login(office.secretary)

    def counted(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    def spoken(row: AgendaItem) -> None:
        Paper.objects.create(
            item=row, kind="upload", position=1, title="เอกสาร", added_by=office.secretary, added_at=NOW
        )
        PaperComment.objects.create(item=row, text="เห็นด้วย", by=office.secretary, at=NOW)

    spoken(item)
    addresses = [page("meetings"), page("meeting", office.meeting.pk), page("read", office.meeting.pk)]
    few = [counted(address) for address in addresses]
    for number in range(20):
        kotpn.a_meeting(office.secretary, office.committee, held_on=date(2025, 3, 1 + number))
        more = kotpn.an_item(office.secretary, office.meeting, title=f"เรื่อง {number}", point="ให้ความเห็น", now=NOW)
        spoken(more)
    assert [counted(address) for address in addresses] == few
