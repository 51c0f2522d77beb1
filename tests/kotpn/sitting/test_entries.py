"""Two hands on one text, and the words of the official form."""

from datetime import timedelta

import pytest

from core.errors import DomainError, NotAllowed, StaleRevision
from core.text_diff import side_by_side
from kotpn.minutes.models import Entry, EntryVersion, Minutes
from kotpn.minutes.services.entries import save_entry
from kotpn.minutes.words import hints, replaced
from tests.factories import base
from tests.kotpn.sitting.conftest import ON_THE_DAY, Sitting


def save(sitting: Sitting, text: str, stamp: int, *, actor: object = None, **more: object) -> Entry:
    return save_entry(sitting.item, actor=actor or sitting.actor, text=text, stamp=stamp, **{"now": ON_THE_DAY, **more})


def test_refusals(sitting: Sitting) -> None:
    with pytest.raises(DomainError, match="สถานะ"):
        save(sitting, "ยังไม่เปิดประชุม", 0)
    sitting.come(*range(6))
    sitting.open()
    for who in (base.user("supervisor", sitting.district), base.user("committee_secretary", base.district())):
        with pytest.raises(NotAllowed):
            save(sitting, "ข้อความ", 0, actor=who)
    with pytest.raises(DomainError, match="ยาวเกิน"):
        save(sitting, "ก" * 50_001, 0)


def test_nothing_of_somebody_else_is_overwritten(opened: Sitting) -> None:
    save(opened, "ฉบับของเลขานุการ", 0)
    with pytest.raises(StaleRevision):
        save(opened, "ฉบับของ ผอ.", 0, actor=opened.director)
    assert Entry.objects.get().text == "ฉบับของเลขานุการ"
    save(opened, "รวมสองฉบับ", 1, actor=opened.director, over_other=True)
    kept = EntryVersion.objects.get()
    assert (kept.text, kept.stamp, kept.by) == ("ฉบับของเลขานุการ", 1, opened.actor)
    # The choice was made beside stamp 1; a third text meanwhile is shown again.
    with pytest.raises(StaleRevision):
        save(opened, "ฉบับเดิม", 1, over_other=True)


def test_the_same_person_in_two_windows(opened: Sitting) -> None:
    save(opened, "หน้าต่างแรก", 0)
    with pytest.raises(StaleRevision):
        save(opened, "หน้าต่างที่สอง", 0)
    # The answer to a save was lost: what stands is still all there.
    assert save(opened, "หน้าต่างแรก พิมพ์ต่อ", 0).stamp == 2


def test_saving_the_same_again_changes_nothing(opened: Sitting) -> None:
    assert save(opened, "", 0).stamp == 0
    assert save(opened, "ข้อความ", 0).stamp == 1
    assert save(opened, "ข้อความ\r\n", 0).stamp == 1
    assert not EntryVersion.objects.exists()


def test_a_version_after_a_while(opened: Sitting) -> None:
    save(opened, "แรก", 0)
    save(opened, "แรก สอง", 1, now=ON_THE_DAY + timedelta(minutes=2))
    assert not EntryVersion.objects.exists()
    save(opened, "ใหม่", 2, now=ON_THE_DAY + timedelta(minutes=20))
    assert EntryVersion.objects.get().text == "แรก สอง"


@pytest.mark.parametrize("state", ["checking", "circulated"])
def test_what_is_checked_or_circulated_is_not_written(opened: Sitting, state: str) -> None:
    Minutes.objects.create(meeting=opened.meeting, state=state)
    with pytest.raises(DomainError):
        save(opened, "แก้ทีหลัง", 0)


def test_what_was_adopted_is_locked(opened: Sitting) -> None:
    Minutes.objects.create(meeting=opened.meeting, state="adopted", adopted_in=opened.meeting)
    with pytest.raises(DomainError, match="รับรองแล้ว"):
        save(opened, "แก้ทีหลัง", 0)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("บันทึกการประชุมครั้งนี้", ["รายงานการประชุม"]),
        ("สมุดบันทึกการประชุม", []),
        ("ตามวาระการประชุม", ["ระเบียบวาระการประชุม"]),
        ("ตามระเบียบวาระการประชุม", []),
        ("ประชุมวันที่ 5 มกราคม", ["เมื่อวันที่"]),
        ("วันที่ ๕ มกราคม", ["เมื่อวันที่"]),
        ("ประชุมเมื่อวันที่ 5 ส่งภายในวันที่ 9", []),
        ("วันที่ประชุม", []),
        ("ผู้เข้าร่วมประชุมเสนอให้เพิ่ม", ["ผู้มาประชุม"]),
        ("ผู้เข้าร่วมประชุม\nนายหนึ่ง", []),
        ("ผู้เข้าร่วมประชุม (ถ้ามี)", []),
        ("ผู้ที่ไม่เข้าประชุม", ["ผู้ไม่มาประชุม"]),
        ("เปิดประชุมเวลา 09.30 ปิดประชุมเวลา 12.00", ["เริ่มประชุมเวลา", "เลิกประชุมเวลา"]),
        ("ผู้บันทึกรายงานการประชุม", ["ผู้จดรายงานการประชุม"]),
        ("", []),
    ],
)
def test_words_of_the_form(text: str, found: list[str]) -> None:
    assert [hint.word.use for hint in hints(text)] == found
    if found:
        first = hints(text)[0]
        assert [hint.word.use for hint in hints(replaced(text, first.key))] == found[1:]


def test_a_place_that_has_gone_is_left_alone() -> None:
    assert replaced("ตามวาระการประชุม", "agenda:99") == "ตามวาระการประชุม"


def test_both_texts_side_by_side() -> None:
    before, after = side_by_side("กำหนด 107 โรงเรียน <b>", "กำหนด 109 โรงเรียน <b>")
    assert before == "กำหนด <del>107</del> โรงเรียน &lt;b&gt;"
    assert after == "กำหนด <ins>109</ins> โรงเรียน &lt;b&gt;"
    assert side_by_side("", "ใหม่") == ("", "<ins>ใหม่</ins>")
    long, other = "ก " * 3000, "ก " * 3000 + "ข"
    assert "<ins>" in side_by_side(long, other)[1]
