import pytest

from core.thai.numerals import html_to_thai, to_arabic, to_thai
from core.thai.words import baht_words, number_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (2567, "๒๕๖๗"),
        ("ที่ ศธ 04033/ว 123", "ที่ ศธ ๐๔๐๓๓/ว ๑๒๓"),
        ("1,250.50 บาท", "๑,๒๕๐.๕๐ บาท"),
        ("ดู https://example.go.th/a/2567?x=1 หน้า 3", "ดู https://example.go.th/a/2567?x=1 หน้า ๓"),
        ("ส่ง office1@example.go.th ภายใน 3 วัน", "ส่ง office1@example.go.th ภายใน ๓ วัน"),
        ("www.example.org/12 ข้อ 2", "www.example.org/12 ข้อ ๒"),
        ("รหัส 1042520043 ลำดับ 4", "รหัส 1042520043 ลำดับ ๔"),
        ("แฮช 9f3ab2c1 ครั้งที่ 2", "แฮช 9f3ab2c1 ครั้งที่ ๒"),
        ("ป.6/1 ม.3", "ป.๖/๑ ม.๓"),
        ("4Q และ 5 ด้าน", "4Q และ ๕ ด้าน"),
    ],
)
def test_thai_digits_spare_codes(text: object, expected: str) -> None:
    assert to_thai(text) == expected


def test_back_to_arabic() -> None:
    assert to_arabic("๑๒๓ และ 456") == "123 และ 456"


def test_html_changes_text_only() -> None:
    html = '<p class="h1" title="5 > 4">ข้อ 1&#39;2&nbsp;3<br>4 <code>5 <b>6</b></code> <i class="x asis">8</i>9</p>'
    assert html_to_thai(html) == (
        '<p class="h1" title="5 > 4">ข้อ ๑&#39;๒&nbsp;๓<br>๔ <code>5 <b>6</b></code> <i class="x asis">8</i>๙</p>'
    )


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "ศูนย์"),
        (1, "หนึ่ง"),
        (10, "สิบ"),
        (11, "สิบเอ็ด"),
        (20, "ยี่สิบ"),
        (21, "ยี่สิบเอ็ด"),
        (100, "หนึ่งร้อย"),
        (101, "หนึ่งร้อยเอ็ด"),
        (121, "หนึ่งร้อยยี่สิบเอ็ด"),
        (210_000, "สองแสนหนึ่งหมื่น"),
        (1_000_000, "หนึ่งล้าน"),
        (1_000_001, "หนึ่งล้านเอ็ด"),
        (21_000_000, "ยี่สิบเอ็ดล้าน"),
        (1_000_000_000_000, "หนึ่งล้านล้าน"),
        (-5, "ลบห้า"),
        ("3.25", "สามจุดสองห้า"),
    ],
)
def test_number_words(number: int, words: str) -> None:
    assert number_words(number) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "ศูนย์บาทถ้วน"),
        ("100", "หนึ่งร้อยบาทถ้วน"),
        ("1250.50", "หนึ่งพันสองร้อยห้าสิบบาทห้าสิบสตางค์"),
        ("0.25", "ยี่สิบห้าสตางค์"),
        ("1.01", "หนึ่งบาทหนึ่งสตางค์"),
        ("21.11", "ยี่สิบเอ็ดบาทสิบเอ็ดสตางค์"),
        ("10.005", "สิบบาทหนึ่งสตางค์"),
        ("-3", "ลบสามบาทถ้วน"),
    ],
)
def test_baht_words(amount: str, words: str) -> None:
    assert baht_words(amount) == words
