import random

import pytest

from core.thai.breaks import WORD_JOINER, join_list, join_terms, plain, wrap_terms
from core.thai.sorting import sort_key

# Each list is in the order of the Royal Institute's dictionary.
ORDERED = [
    ["กา", "ก่า", "ก้า", "ก๊า", "ก๋า", "กาง", "เก", "เก่ง", "แกง", "โกง", "ใกล้", "ไกล"],
    ["ขาว", "ข่าว", "เขา", "เข่า", "เข้า", "แข", "แขก", "แข่ง"],
    ["เกม", "เกษม", "เกาะ", "เกิด", "เกียรติ", "เกือก", "แก"],
    ["จัน", "จันทร์", "จันทรา", "จิต"],
    ["บ้านกกกลาง", "บ้านแก่ง", "บ้านโคก", "บ้านนา", "บ้านน้ำ", "บ้านโนน", "บ้านไร่", "บ้านห้วย", "บ้านเหนือ"],
    ["รถ", "ฤกษ์", "ลม", "ฦๅ", "วัน"],
    ["กรุง", "กรุงเทพฯ", "กรุงเทพมหานคร"],
    ["ชุมชน ก", "ชุมชนกา", "ชุมชน ข"],
    ["กลุ่มที่ 2", "กลุ่มที่ ๑๐", "กลุ่มที่ 11"],
    ["Alpha", "beta", "กา"],
]


@pytest.mark.parametrize("names", ORDERED, ids=lambda names: names[0])
def test_dictionary_order(names: list[str]) -> None:
    shuffled = random.Random(7).sample(names, len(names))
    assert sorted(shuffled, key=sort_key) == names


def test_punctuation_and_case_do_not_take_part() -> None:
    assert sort_key("ก. ก") == sort_key("กก")
    assert sort_key("ABC") == sort_key("abc")
    assert sort_key("กลุ่มที่ ๒") == sort_key("กลุ่มที่ 2")


def test_key_fits_a_column_of_twice_the_name() -> None:
    assert len(sort_key("ก่า" * 33)) <= 200


def test_terms_and_units_do_not_break() -> None:
    text = join_terms("ครั้งที่ 2 ประเมินผล 4 เรื่อง")
    assert f"ครั้ง{WORD_JOINER}ที่\u00a02" in text
    assert f"ประเมิน{WORD_JOINER}ผล" in text
    assert "4\u00a0เรื่อง" in text
    assert plain(text) == "ครั้งที่ 2 ประเมินผล 4 เรื่อง"
    assert join_terms(text) == text


def test_print_wraps_terms_instead() -> None:
    assert wrap_terms("ครั้งที่ 2 ประเมินผล") == ('<span class="t">ครั้งที่\u00a02</span> <span class="t">ประเมินผล</span>')


def test_print_holds_dates_and_counts_together() -> None:
    assert wrap_terms(join_terms("คุณภาพตามข้อตกลง")) == 'คุณภาพตาม<span class="t">ข้อตกลง</span>'
    assert wrap_terms("Q3 ห้องเรียน").replace("\u00a0", " ") == "Q3 ห้องเรียน"
    assert wrap_terms("(12 โรงเรียน)") == '(<span class="t">12\u00a0โรงเรียน</span>)'
    assert wrap_terms("เมื่อวันที่\u00a015\u00a0ม.ค.\u00a02567\u00a010:32\u00a0น. และ") == (
        'เมื่อ<span class="t">วันที่\u00a015\u00a0ม.ค.\u00a02567\u00a010:32\u00a0น.</span> และ'
    )


def test_lists() -> None:
    assert join_list([]) == ""
    assert join_list(["ก", "", "  "]) == "ก"
    assert join_list(["ก", "ข"]) == "ก และ\u00a0ข"
    assert join_list(["ก", "ข", "ค"], last="หรือ") == "ก, ข หรือ\u00a0ค"
