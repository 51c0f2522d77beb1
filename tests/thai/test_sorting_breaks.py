import random

import pytest

from core.thai.breaks import WORD_JOINER, join_list, join_terms, plain
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


def test_words_alike_in_letters_keep_one_order() -> None:
    assert sort_key("กก") != sort_key("ก ก")
    assert sorted(["ก ก", "กก"], key=sort_key) == sorted(["กก", "ก ก"], key=sort_key)


def test_terms_and_units_do_not_break() -> None:
    text = join_terms("ครั้งที่ 2 ประเมินผล 4 เรื่อง")
    assert f"ครั้ง{WORD_JOINER}ที่\u00a02" in text
    assert f"ประเมิน{WORD_JOINER}ผล" in text
    assert "4\u00a0เรื่อง" in text
    assert plain(text) == "ครั้งที่ 2 ประเมินผล 4 เรื่อง"
    assert join_terms(text) == text


def test_lists() -> None:
    assert join_list([]) == ""
    assert join_list(["ก", "", "  "]) == "ก"
    assert join_list(["ก", "ข"]) == "ก และ\u00a0ข"
    assert join_list(["ก", "ข", "ค"], last="หรือ") == "ก, ข หรือ\u00a0ค"
