"""Registering letters: numbers, letters that came before, lines of the paper register, corrections, cancelling."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.db.models import QuerySet

from core import audit, files
from core.errors import DomainError, NotAllowed, StaleRevision
from core.models import NumberSeries
from office.letters import services
from office.letters.models import Letter
from office.letters.queries import pointer_of
from tests.factories import letters
from tests.factories.letters import DAY
from tests.letters.conftest import Desk, a_desk

pytestmark = pytest.mark.django_db


def numbers(rows: QuerySet[Letter]) -> list[int]:
    return sorted(rows.values_list("number", flat=True))


def test_only_the_desk_registers(desk: Desk) -> None:
    for user in (desk.stranger, desk.supervisor, desk.head, desk.director):
        with pytest.raises(NotAllowed):
            letters.letter(user, desk.district)


def test_numbers_run_by_direction_and_calendar_year(desk: Desk) -> None:
    rows = [
        letters.letter(desk.clerk, desk.district, on=date(2024, 12, 30)),
        letters.letter(desk.clerk, desk.district, subject="เรื่องสอง"),
        letters.letter(desk.clerk, desk.district, subject="เรื่องสาม"),
        letters.letter(desk.clerk, desk.district, direction="out"),
        letters.letter(desk.stranger, desk.other),
    ]
    assert [row.reference for row in rows] == [
        "เลขรับ 1/2567", "เลขรับ 1/2568", "เลขรับ 2/2568", "เลขส่ง 1/2568", "เลขรับ 1/2568",
    ]  # fmt: skip


def test_a_mistyped_year_begins_no_register(desk: Desk) -> None:
    letters.letter(desk.clerk, desk.district)
    with pytest.raises(DomainError, match="ทะเบียนปี 2558 ยังไม่มีเลขใด") as told:
        letters.letter(desk.clerk, desk.district, on=date(2015, 1, 15), subject="ปีผิด")
    assert told.value.field == "registered_on"
    letters.letter(desk.clerk, desk.district, on=date(2026, 1, 5), subject="ปีใหม่")
    # The old year's register goes on for what is late; the other direction's was never begun at all.
    assert letters.letter(desk.clerk, desk.district, on=date(2025, 12, 30), subject="ปลายปี").number == 2
    assert letters.letter(desk.clerk, desk.district, direction="out", on=date(2015, 1, 15)).number == 1


def test_a_refused_letter_gives_its_number_back(desk: Desk) -> None:
    letters.letter(desk.clerk, desk.district)
    for wrong, field in (
        ({"subject": " "}, "subject"), ({"sender": ""}, "sender"), ({"dated": date(2025, 1, 16)}, "dated"),
        ({"on": date(2999, 1, 1)}, "registered_on"), ({"on": date(2025, 1, 14)}, "registered_on"),
    ):  # fmt: skip
        with pytest.raises(DomainError) as told:
            letters.letter(desk.clerk, desk.district, **wrong)
        assert told.value.field == field
    assert letters.letter(desk.clerk, desk.district, subject="ถัดไป").number == 2


def test_two_clicks_on_one_form_register_one_letter(desk: Desk) -> None:
    key = uuid4()
    first, second = (letters.letter(desk.clerk, desk.district, form_key=key) for _ in range(2))
    assert first.pk == second.pk
    assert NumberSeries.objects.get(district_code=desk.district.code, series="letter:in").last == 1
    assert audit.AuditEntry.objects.filter(action="letter.registered").count() == 1


def test_the_same_number_of_a_sender_is_told_and_confirmed(desk: Desk) -> None:
    came = {"own_number": "ศธ 04010/ว ๑๑๘", "dated": date(2025, 1, 10)}
    first = letters.letter(desk.clerk, desk.district, **came)
    assert first.own_number == "ศธ 04010/ว 118"
    with pytest.raises(services.AlreadyCame, match="เลขรับ 1/2568") as told:
        letters.letter(desk.clerk, desk.district, **came)
    assert told.value.earlier == first
    assert letters.letter(desk.clerk, desk.district, confirmed=True, **came).number == 2
    # Another day or another sender is another letter.
    assert letters.letter(desk.clerk, desk.district, own_number=came["own_number"], dated=date(2025, 1, 11)).number == 3
    assert letters.letter(desk.clerk, desk.district, sender="ศธจ.", **came).number == 4


def test_a_line_of_the_paper_register(desk: Desk) -> None:
    def enter(number: int, **more: Any) -> Letter:
        given: dict[str, Any] = {
            "year": 2568,
            "registered_on": DAY,
            "sender": "สพฐ.",
            "receiver": "กลุ่ม",
            "subject": "เก่า",
            **more,
        }
        return services.enter_letter(desk.district, actor=desk.clerk, direction="in", number=number, **given)

    assert enter(41).is_entered
    assert letters.letter(desk.clerk, desk.district).number == 42
    assert enter(7).number == 7
    for number, said in ((41, "ใช้แล้ว"), (42, "ใช้แล้ว"), (43, "ออกเลขเองตั้งแต่ 42"), (0, "ตั้งแต่ 1")):
        with pytest.raises(DomainError, match=said) as told:
            enter(number)
        assert told.value.field == "number"
    with pytest.raises(DomainError, match="ต้องลงวันที่ในปี"):
        enter(3, year=2567)
    with pytest.raises(NotAllowed):
        services.enter_letter(
            desk.district, actor=desk.stranger, direction="in", number=1, year=2568, registered_on=DAY, sender="ก",
            receiver="ข", subject="ค",
        )  # fmt: skip


def test_a_correction_keeps_the_number(desk: Desk) -> None:
    row = letters.letter(desk.clerk, desk.district)
    for _ in range(2):  # a second tap is no other person's save
        saved = services.edit_letter(row, actor=desk.clerk, stamp=1, subject="เรื่องที่แก้", remark="ด่วน")
    assert (saved.number, saved.subject, saved.stamp) == (1, "เรื่องที่แก้", 2)
    assert Letter.objects.containing("ที่แก้").get() == row
    with pytest.raises(StaleRevision):
        services.edit_letter(row, actor=desk.clerk, stamp=1, subject="อื่น")
    with pytest.raises(NotAllowed):
        services.edit_letter(row, actor=desk.head, subject="อื่น")


def test_a_cancelled_letter_keeps_its_number_and_says_why(desk: Desk) -> None:
    row = letters.letter(desk.clerk, desk.district)
    with pytest.raises(DomainError, match="เหตุที่ยกเลิก"):
        services.cancel_letter(row, actor=desk.clerk, reason=" ")
    assert services.cancel_letter(row, actor=desk.clerk, reason="ลงซ้ำ").state == "cancelled"
    assert letters.letter(desk.clerk, desk.district, subject="ใหม่").number == 2
    with pytest.raises(DomainError, match="ไม่ได้ในสถานะปัจจุบัน"):
        services.edit_letter(row, actor=desk.clerk, subject="อื่น")


def test_a_reply_answers_a_letter_that_came_in(desk: Desk) -> None:
    row = letters.letter(desk.clerk, desk.district)
    reply = letters.letter(desk.clerk, desk.district, direction="out", answers=row, subject="ส่งข้อมูล")
    assert reply.answers == row
    for wrong in ({"direction": "in", "answers": row}, {"direction": "out", "answers": reply}):
        with pytest.raises(DomainError):
            letters.letter(desk.clerk, desk.district, subject="ผิด", **wrong)
    theirs = letters.letter(desk.stranger, desk.other)
    with pytest.raises(DomainError, match="สำนักงานนี้"):
        letters.letter(desk.clerk, desk.district, direction="out", answers=theirs)


def test_a_file_comes_with_the_letter_and_a_wrong_one_registers_nothing(desk: Desk) -> None:
    paper = SimpleUploadedFile("a.pdf", b"%PDF-1.4\n%%EOF\n")
    with pytest.raises(DomainError):
        letters.letter(desk.clerk, desk.district, uploads=[SimpleUploadedFile("a.exe", b"MZ" * 100)])
    assert not Letter.objects.exists()
    try:
        row = letters.letter(desk.clerk, desk.district, uploads=[paper])
    except DomainError:  # the reader of PDFs refuses this tiny one
        return
    assert len(files.attachments_of(pointer_of(row))) == 1


@pytest.mark.django_db(transaction=True)
def test_forty_registrations_at_once_leave_no_gap_and_no_double() -> None:
    desk = a_desk()

    def register(place: int) -> int:
        try:
            return letters.letter(desk.clerk, desk.district, subject=f"เรื่องที่ {place}").number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(40) as pool:
        given = list(pool.map(register, range(40)))
    assert sorted(given) == list(range(1, 41))
    assert numbers(Letter.objects.all()) == list(range(1, 41))


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_register_one_letter() -> None:
    desk, key = a_desk(), uuid4()

    def register(_: int) -> int:
        try:
            return int(letters.letter(desk.clerk, desk.district, form_key=key).pk)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert len(set(pool.map(register, range(2)))) == 1
    assert numbers(Letter.objects.all()) == [1]
