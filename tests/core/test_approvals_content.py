"""Hashes are the same on every machine; differences are rows people can read; Thai letters are not torn."""

from datetime import date
from decimal import Decimal

import pytest

from core.approvals import content_hash, diff, plain, short_hash


def test_order_of_keys_and_spelling_of_numbers_do_not_change_the_hash() -> None:
    one = {"topic": "อ่านออก", "on": date(2024, 7, 1), "target": Decimal("80.00")}
    two = {"target": Decimal("80"), "on": "2024-07-01", "topic": "อ่านออก"}
    assert content_hash(one) == content_hash(two) == content_hash(plain(one))
    assert content_hash({**two, "topic": "อ่านคล่อง"}) != content_hash(two)
    assert len(short_hash(content_hash(one))) == 21


def test_the_order_of_a_list_is_content() -> None:
    assert content_hash({"schools": [1, 2]}) != content_hash({"schools": [2, 1]})


def test_what_has_no_plain_form_raises() -> None:
    with pytest.raises(TypeError):
        content_hash({"x": object()})


def test_nothing_changed_is_no_row() -> None:
    assert diff({"a": "x", "b": None}, {"a": "x"}) == []


def test_changes_are_named_in_the_order_of_the_later_text() -> None:
    before = {"title": "แผน", "activities": [{"key": "1", "topic": "อ่าน"}, {"key": "2", "topic": "คิดเลข"}], "n": 3}
    after = {
        "title": "แผนใหม่",
        "activities": [{"key": "2", "topic": "คิดเลขเร็ว"}, {"key": "3", "topic": "เขียน"}],
        "n": 3,
    }
    rows = diff(before, after)
    assert [(row.path, row.act) for row in rows] == [
        (("title",), "changed"),
        (("activities", "2", "topic"), "changed"),
        (("activities", "3", "topic"), "added"),
        (("activities", "1", "topic"), "removed"),
    ]


def test_labels_are_the_callers() -> None:
    (row,) = diff({"strengths": "ดี"}, {"strengths": "ดีมาก"}, lambda path: {"strengths": "จุดเด่น"}[path[0]])
    assert row.label == "จุดเด่น"


def test_segments_give_both_texts_back_and_do_not_tear_letters() -> None:
    before = "ควรจัดหาหนังสือมุมส่งเสริมการอ่าน เพิ่มเติม และให้มีบันทึกการยืม"
    after = "ควรจัดหาหนังสือมุมส่งเสริมการอ่าน อย่างน้อย 20 เล่ม ให้ครบชั้น ป.1–ป.3 และให้มีบันทึกการยืม"
    (row,) = diff({"t": before}, {"t": after})
    assert "".join(part.text for part in row.before_parts) == before
    assert "".join(part.text for part in row.after_parts) == after
    assert row.after_parts[0].text.startswith("ควรจัดหาหนังสือ")
    assert not row.after_parts[0].changed
    for part in (*row.before_parts, *row.after_parts):
        assert part.text[0] not in "ัิีึืฺุู็่้๊๋์ํ๎", part.text
