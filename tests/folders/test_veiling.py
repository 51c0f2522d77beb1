"""The log of the office and histories no longer say what a letter that was made secret was called; the trace stays."""

import pytest
from django.test import Client
from django.urls import reverse

from core.models import AuditEntry
from evidence import services as evidence
from meetings import services as meetings
from office.folders import services
from office.letters import services as letter_services
from office.letters.queries import pointer_of
from tests.factories import base, letters
from tests.factories import desk as desks
from tests.factories.desk import Desk, errand, folder

pytestmark = pytest.mark.django_db


def log(desk: Desk, client: Client, **asked: object) -> str:
    client.force_login(base.user("admin", desk.district))
    return client.get("/audit/", asked).content.decode()


@pytest.mark.parametrize("subject", ["สอบสวนข้อเท็จจริง", "สอบสวนข้อเท็จจริงกรณีร้องเรียน " * 14])
def test_the_log_hides_what_a_secret_letter_was_called(desk: Desk, client: Client, subject: str) -> None:
    row = letters.letter(desk.clerk, desk.district, subject=subject)
    about = ("letter", str(row.pk))
    held = services.open_folder(desk.district, actor=desk.clerk, title=f"แฟ้ม{row}"[:300], thing=about)
    services.open_folder(desk.district, actor=desk.clerk, title=f"เสนอ {subject}"[:300], thing=about)
    errand(desk, by=desk.head, title=f"เรื่อง {subject}"[:300], thing=about)
    evidence.add_record(pointer_of(row), district=desk.district, school=None, actor=desk.head)
    gathering = meetings.call_gathering(
        desk.district, actor=desk.head, kind="meeting", title="ประชุมกลุ่ม", academic_year=2567, held_on=letters.DAY,
        body_text="กลุ่มนิเทศฯ",
    )  # fmt: skip
    meetings.tie(gathering, actor=desk.head, kind="letter", key=str(row.pk))
    folder(desk, title="อื่น: ขอข้อมูล")
    assert log(desk, client).count("สอบสวน") >= 6
    letter_services.edit_letter(row, actor=desk.clerk, secrecy=2, subject=f"{row.subject[:200]} (แก้)")
    before = list(AuditEntry.objects.order_by("pk").values_list("target_label", "data"))
    page = log(desk, client)
    assert "สอบสวน" not in page
    assert page.count(f"{row.reference} หนังสือชั้นลับมาก") >= 3
    assert "อื่น: ขอข้อมูล" in page
    client.force_login(desk.head)
    history = client.get(f"/history/folder/{held.pk}/").content.decode()
    assert f"แฟ้ม{row.reference} หนังสือชั้นลับมาก" in history
    assert "สอบสวน" not in history
    assert list(AuditEntry.objects.order_by("pk").values_list("target_label", "data")) == before, "the trace stays"
    letter_services.edit_letter(row, actor=desk.clerk, secrecy=0)
    assert "สอบสวน" in log(desk, client), "open again, told again"


def found(desk: Desk, client: Client, words: str) -> set[str]:
    client.force_login(base.user("admin", desk.district))
    response = client.get("/audit/", {"q": words})
    assert response.status_code == 200
    return {entry.target_kind for entry in response.context["table"].rows}


@pytest.mark.parametrize("subject", ["สอบสวนข้อเท็จจริง", "สอบสวนข้อเท็จจริงกรณีร้องเรียน " * 14])
def test_nobody_finds_an_entry_by_words_it_no_longer_says(desk: Desk, client: Client, subject: str) -> None:
    row = letters.letter(desk.clerk, desk.district, subject=subject)
    about = ("letter", str(row.pk))
    services.open_folder(desk.district, actor=desk.clerk, title=f"รีบเสนอ{subject}"[:300], thing=about)
    errand(desk, by=desk.head, title=f"ติดตาม {subject}"[:300], thing=about)
    thai_digits = row.register_number.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    plain = services.open_folder(desk.district, actor=desk.clerk, title=f"ตามเลขรับ {thai_digits} {subject}"[:300])
    folder(desk, title="สอบสวนการลา: แฟ้มของเรื่องอื่น")
    everywhere = {"letter", "folder", "errand"}
    assert found(desk, client, "สอบสวนข้อเท็จจริง") == everywhere
    letter_services.edit_letter(row, actor=desk.clerk, secrecy=2, subject="เรื่องของโรงเรียนหนึ่ง")
    for words in ("สอบสวนข้อเท็จจริง", "สอบสวน ข้อเท็จ", "เสนอสอบ", "โรงเรียนหนึ่ง", "เลขรับ สอบสวนข้อ"):
        assert found(desk, client, words) == set(), words
    assert found(desk, client, "สอบสวน") == {"folder"}, "another thing by the same word"
    assert found(desk, client, "รีบเสนอ") == {"folder"}, "what is still said of it"
    assert found(desk, client, row.register_number) >= {"letter"}
    client.force_login(desk.head)
    assert not client.get(f"/history/folder/{plain.pk}/", {"q": "สอบสวน"}).context["table"].rows
    letter_services.edit_letter(row, actor=desk.clerk, secrecy=0)
    assert found(desk, client, "สอบสวนข้อเท็จจริง") == everywhere, "open again, found again"


def test_an_act_too_late_does_not_tell_it_either(desk: Desk, client: Client) -> None:
    row = letters.letter(desk.clerk, desk.district, subject="สอบสวนข้อเท็จจริง")
    held = folder(desk)
    services.add_paper(held, actor=desk.clerk, title=f"{row.reference} {row.subject}")
    letter_services.edit_letter(row, actor=desk.clerk, secrecy=2)
    client.force_login(desk.clerk)
    page = client.get(reverse("folders:close", args=[held.pk]), follow=True).content.decode()
    told = page.partition("ทำรายการนี้ไม่ได้แล้ว")[2].partition("</span>")[0].replace("\xa0", " ")
    assert f"เอกสารในแฟ้ม: เพิ่ม {row.reference} หนังสือชั้นลับมาก" in told


def test_a_secret_letter_hides_nothing_of_another_office(desk: Desk, client: Client) -> None:
    """Both registers begin at one, so two letters are called the same."""
    row = letters.letter(desk.clerk, desk.district, subject="สอบสวนข้อเท็จจริง")
    letter_services.edit_letter(row, actor=desk.clerk, secrecy=2)
    there = desks.desk()
    folder(there, title=f"แฟ้ม{row.reference} สอบสวนข้อเท็จจริง")
    assert found(there, client, "สอบสวน") == {"folder"}


def test_a_search_asks_as_often_for_many_letters_as_for_one(
    desk: Desk, client: Client, django_assert_max_num_queries
) -> None:
    counts = []
    for many in (1, 8):
        for n in range(many):
            row = letters.letter(desk.clerk, desk.district, subject=f"สอบสวนที่ {many}-{n}", own_number=f"{many}/{n}")
            folder(desk, title=f"แฟ้ม{row.reference} สอบสวนที่ {many}-{n}", thing=("letter", str(row.pk)))
            letter_services.edit_letter(row, actor=desk.clerk, secrecy=1)
        log(desk, client)
        with django_assert_max_num_queries(35) as asked:
            assert not client.get("/audit/", {"q": "สอบสวน"}).context["table"].rows
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_log_asks_as_often_for_many_letters_as_for_one(
    desk: Desk, client: Client, django_assert_max_num_queries
) -> None:
    counts = []
    for many in (1, 8):
        for n in range(many):
            row = letters.letter(desk.clerk, desk.district, subject=f"สอบสวนที่ {many}-{n}", own_number=f"{many}/{n}")
            letter_services.edit_letter(row, actor=desk.clerk, secrecy=1)
        log(desk, client)
        with django_assert_max_num_queries(30) as asked:
            page = client.get("/audit/").content.decode()
        assert "สอบสวน" not in page
        counts.append(len(asked))
    assert counts[0] == counts[1]
