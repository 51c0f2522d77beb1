"""The registers on paper and as workbooks, read back."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from office.letters import documents, services
from office.letters.models import Letter
from tests.documents.reading import plain, text
from tests.factories import letters
from tests.letters.conftest import Desk

pytestmark = pytest.mark.django_db


def made(target: Path, key: str, desk: Desk, kind: str = "pdf", **params: Any) -> Path:
    given = {"first": "1/1/2568", "last": "31/12/2568", "digits": "arabic", **params}
    path = target / f"{key}.{kind}"
    call_command(
        "report", key, district=desk.district.code, format=kind, output=path,
        param=[f"{name}={value}" for name, value in given.items()],
    )  # fmt: skip
    return path


@pytest.fixture
def register(desk: Desk) -> Desk:
    letters.routed(
        desk.clerk, desk.head, desk.district, desk.person(desk.supervisor), own_number="ศธ 04010/1", urgency=1
    )  # fmt: skip
    cancelled = letters.letter(desk.clerk, desk.district, subject="ลงผิด")
    services.cancel_letter(cancelled, actor=desk.clerk, reason="ลงซ้ำ")
    letters.letter(desk.clerk, desk.district, subject="สอบสวนข้อเท็จจริง", secrecy=1)
    letters.letter(desk.clerk, desk.district, direction="out", answers=Letter.objects.get(number=1), subject="ตอบ")
    return desk


def test_the_register_of_letters_in(register: Desk, tmp_path: Path) -> None:
    said = plain(text(made(tmp_path, "letters-in", register)))
    heads = ("เลขทะเบียนรับ", "ที่", "ลงวันที่", "จาก", "ถึง", "เรื่อง", "การปฏิบัติ", "หมายเหตุ")
    for words in (
        *heads,
        "1/2568",
        "ศธ04010/1",
        "ยกเลิก:ลงซ้ำ",
        "หนังสือชั้นลับ",
        register.person(register.supervisor).full_name,
    ):
        assert plain(words) in said, words
    assert plain("สอบสวน") not in said
    assert plain("สอบสวน") in plain(text(made(tmp_path, "letters-in", register, secret="on")))
    assert plain("ไม่มีหนังสือ") in plain(text(made(tmp_path, "letters-in", register, first="1/1/2566", last="2/1/2566")))


def test_the_register_of_letters_out_and_the_workbooks(register: Desk, tmp_path: Path) -> None:
    said = plain(text(made(tmp_path, "letters-out", register)))
    assert plain("เลขทะเบียนส่ง") in said
    assert plain("ตอบเลขรับ 1/2568") in said
    rows = list(load_workbook(made(tmp_path, "letters-in", register, "xlsx")).active.iter_rows(values_only=True))
    head = next(place for place, row in enumerate(rows) if row[0] == "เลขทะเบียนรับ")
    assert [row[0] for row in rows[head + 1 :]] == ["1/2568", "2/2568", "3/2568"]
    assert rows[head + 2][8] == "ยกเลิก: ลงซ้ำ"
    assert rows[head + 3][6] == "หนังสือชั้นลับ"


def test_a_register_too_long_for_paper_is_refused(
    register: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "MOST_PRINTED", 2)
    with pytest.raises(Exception, match="ไม่เกิน 2"):
        made(tmp_path, "letters-in", register)


def test_what_was_written_on_a_secret_letter_is_told_only_where_asked_for(desk: Desk, tmp_path: Path) -> None:
    first = letters.letter(desk.clerk, desk.district, secrecy=1, remark="หมายเหตุลับเฉพาะ")
    services.close_letter(first, actor=desk.clerk, note="ผลสอบลับเฉพาะ")
    second = letters.letter(desk.clerk, desk.district, secrecy=1, own_number="2")
    services.cancel_letter(second, actor=desk.clerk, reason="เหตุลับเฉพาะ")

    def said(**params: Any) -> str:
        sheet = load_workbook(made(tmp_path, "letters-in", desk, "xlsx", **params)).active
        return " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)

    assert "ลับเฉพาะ" not in said()
    assert "ยกเลิก" in said()
    assert said(secret="on").count("ลับเฉพาะ") == 3
