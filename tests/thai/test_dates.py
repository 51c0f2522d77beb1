from datetime import UTC, date, datetime, time

import pytest

from core.errors import DomainError
from core.thai import dates


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("15/1/2024", "ปี 2024 เป็น ค.ศ. โปรดพิมพ์เป็น พ.ศ. 2567"),
        ("๑๕ ม.ค. ๒๐๒๔", "ปี 2024 เป็น ค.ศ. โปรดพิมพ์เป็น พ.ศ. 2567"),
        ("30 กุมภาพันธ์ 2567", "ไม่มีวันที่ “30 กุมภาพันธ์ 2567” ในปฏิทิน"),
        ("29/2/2566", "ไม่มีวันที่ “29/2/2566” ในปฏิทิน"),
        ("เมื่อวาน", "อ่านวันที่ “เมื่อวาน” ไม่ได้ ตัวอย่างที่ถูก 15 ม.ค. 2567 หรือ 15/1/2567"),
        ("", "อ่านวันที่ “” ไม่ได้ ตัวอย่างที่ถูก 15 ม.ค. 2567 หรือ 15/1/2567"),
        ("15/1/9999", "ปี 9999 อยู่นอกช่วงที่ใช้ได้ โปรดพิมพ์ปี พ.ศ. เช่น 2567"),
        ("15 หมดเขต 2567", "อ่านวันที่ “15 หมดเขต 2567” ไม่ได้ ตัวอย่างที่ถูก 15 ม.ค. 2567 หรือ 15/1/2567"),
    ],
)
def test_refuses_with_a_thai_sentence(text: str, sentence: str) -> None:
    with pytest.raises(DomainError) as error:
        dates.parse_date(text, field="day")
    assert error.value.message == sentence
    assert error.value.field == "day"


@pytest.mark.parametrize(
    "text",
    [
        "๑๕ ม.ค. 2567",
        "15 ม.ค. 67",
        "15 มค 2567",
        "15มกราคม2567",
        " 15  มกราคม พ.ศ. ๒๕๖๗ ",
        "วันจันทร์ที่ 15 มกราคม 2567",
        "จันทร์ 15 ม.ค. 2567",
        "วันที่ 15 มกราคม 2567",
        "15/1/2567",
        "15-01-67",
        "15.1.2567",
        "๑๕/๑/๒๕๖๗",
        "2024-01-15",
        "2567-01-15",
        "2024-01-15 00:00:00",
        "15\u00a0มกราคม\u00a02567",
    ],
)
def test_reads_what_people_type(text: str) -> None:
    assert dates.parse_date(text) == date(2024, 1, 15)


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("style", ["full", "short", "long_day"])
def test_reads_its_own_writing_of_every_month(month: int, style: dates.Style) -> None:
    day = date(2024, month, 28)
    for digits in ("arabic", "thai"):
        assert dates.parse_date(dates.thai_date(day, style, digits)) == day


def test_writes_without_a_breaking_blank() -> None:
    day = date(2024, 7, 17)
    assert dates.thai_date(day) == "17\u00a0กรกฎาคม\u00a02567"
    assert dates.thai_date(day, "short") == "17\u00a0ก.ค.\u00a02567"
    assert dates.thai_date(day, "long_day", "thai") == "วันพุธที่\u00a0๑๗\u00a0กรกฎาคม\u00a0๒๕๖๗"
    assert dates.thai_date(day, "month") == "กรกฎาคม\u00a02567"
    assert dates.thai_date(None) == ""


def test_a_moment_is_shown_on_its_thai_day() -> None:
    late = datetime(2024, 9, 30, 17, 30, tzinfo=UTC)
    assert dates.thai_date(late, "short") == "1\u00a0ต.ค.\u00a02567"
    assert dates.thai_datetime(late) == "1\u00a0ต.ค.\u00a02567\u00a000:30\u00a0น."
    assert dates.thai_time(time(9, 30), official=True, digits="thai") == "๐๙.๓๐\u00a0น."


def test_ranges_name_each_part_once() -> None:
    assert dates.date_range(date(2024, 1, 15), date(2024, 1, 17)) == "15–17\u00a0ม.ค.\u00a02567"
    assert dates.date_range(date(2024, 1, 30), date(2024, 2, 2)) == "30\u00a0ม.ค.–2\u00a0ก.พ.\u00a02567"
    assert dates.date_range(date(2023, 12, 30), date(2024, 1, 2), digits="thai") == (
        "๓๐\u00a0ธ.ค.\u00a0๒๕๖๖ – ๒\u00a0ม.ค.\u00a0๒๕๖๗"
    )
    assert dates.date_range(date(2024, 1, 15), None) == "15\u00a0ม.ค.\u00a02567"


def test_years_are_read_as_be_or_refused() -> None:
    assert dates.parse_be_year("๒๕๖๗") == 2567
    assert dates.parse_be_year("67") == 2567
    assert dates.parse_be_year("พ.ศ. 2567") == 2567
    with pytest.raises(DomainError, match=r"ปี 2024 เป็น ค\.ศ\."):
        dates.parse_be_year("2024")
    with pytest.raises(DomainError, match="ไม่ใช่ปี"):
        dates.parse_be_year("ปีหน้า")


def test_times() -> None:
    assert dates.parse_time("๐๙.๓๐ น.") == time(9, 30)
    assert dates.parse_time("9:30") == time(9, 30)
    with pytest.raises(DomainError):
        dates.parse_time("25.00")
