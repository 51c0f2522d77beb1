"""Papers of a meeting against the measures of the regulation and its typing guide (facts §2), in millimetres.

Margins 3 cm left, 2 cm right, 2.5 cm top, 2 cm bottom; Garuda 3 cm on a letter, 1.5 cm on a memo; first line 2.5 cm in;
a line every 20.8 pt; the day and the closing of a letter from the middle.
"""

import io
import itertools
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from core.errors import DomainError
from kotpn.committee.models import Member
from kotpn.meetings.models import Invitation, SectionKind
from tests.documents.reading import Word, pixels, plain, text, words
from tests.factories import base, kotpn
from tests.kotpn.meetings.printing import asked, file_of

LEFT, RIGHT, TOP, BOTTOM = 30, 190, 25, 297 - 20
MIDDLE = (LEFT + RIGHT) / 2
PITCH = 20.8 * 25.4 / 72
LONG = "นางสาวพระนครศรีอยุธยาสุวรรณภูมิ ณ นครราชสีมาธิบดีศรีสุนทร"


def on_page(path: Path, page: int) -> list[Word]:
    return [word for word in words(path) if word.page == page]


def at(found: list[Word], said: str) -> Word:
    """The first word that begins so."""
    return next(word for word in found if plain(word.text).startswith(plain(said)))


def within_margins(found: list[Word]) -> None:
    assert min(word.left for word in found) >= LEFT - 0.5
    assert max(word.right for word in found) <= RIGHT + 0.5
    assert min(word.top for word in found) >= TOP - 1
    assert max(word.bottom for word in found) <= BOTTOM + 1


def emblem(path: Path, *, until: int = 210) -> tuple[float, float, float, float]:
    """The black square that stands for the Garuda: left, top, right, bottom in mm, looked for left of `until`."""
    dots_a_mm = 100 / 25.4
    wide, _, dots = pixels(path, 1, dots=100)
    room = range(round(until * dots_a_mm))
    rows = [y for y in range(round(58 * dots_a_mm)) if sum(dots[y * wide + x] < 40 for x in room) > 56]
    columns = [x for x in room if dots[rows[len(rows) // 2] * wide + x] < 40]
    return columns[0] / dots_a_mm, rows[0] / dots_a_mm, columns[-1] / dots_a_mm, rows[-1] / dots_a_mm


@pytest.fixture
def garuda(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    Image.new("RGB", (300, 300), "black").save(out, "PNG")
    path = default_storage.save("tests/garuda.png", ContentFile(out.getvalue()))
    monkeypatch.setattr("schools.printing._garuda_path", lambda district: path)


def invite(cast: Any, name: str, channel: str, **fields: Any) -> Invitation:
    return Invitation.objects.create(
        meeting=cast.meeting, name=name, channel=channel, created_by=cast.director, created_at=cast.meeting.created_at,
        **fields,
    )  # fmt: skip


def letter(cast: Any, channel: str = "letter") -> Path:
    cast.meeting.letter_number, cast.meeting.invited_on = "ศธ 04001/123", date(2025, 1, 13)
    cast.meeting.save()
    invite(cast, LONG, channel, post="ผู้ทรงคุณวุฒิด้านการวัดและประเมินผลการศึกษา")
    return file_of(asked(cast.director, "meeting-invitation", cast))


def test_a_letter_to_the_outside(cast: SimpleNamespace, garuda: None) -> None:
    path = letter(cast)
    left, top, right, bottom = emblem(path)
    assert bottom - top == pytest.approx(30, abs=0.6)
    assert (left + right) / 2 == pytest.approx(MIDDLE, abs=0.6)
    assert top == pytest.approx(TOP, abs=0.6)
    found = on_page(path, 1)
    within_margins(found)
    number, office = at(found, "ที่"), at(found, "สำนักงานเขต")
    assert number.left == pytest.approx(LEFT, abs=0.5)
    assert number.top == pytest.approx(office.top, abs=0.8)
    assert office.left == pytest.approx(RIGHT - 68, abs=0.5)
    assert bottom <= number.top + 1
    day = next(word for word in found if word.text == "13")
    assert day.left == pytest.approx(MIDDLE, abs=0.5)
    heads = [at(found, head) for head in ("เรื่อง", "เรียน", "สิ่งที่ส")]
    assert [head.left for head in heads] == pytest.approx([LEFT] * 3, abs=0.5)
    assert [day.top, *(head.top for head in heads)] == sorted([day.top, *(head.top for head in heads)])
    closing = at(found, "ขอแสดงความ")
    assert closing.left == pytest.approx(MIDDLE, abs=0.5)
    assert closing.top > heads[-1].top
    contact = [word for word in found if plain(word.text).startswith(plain("โทร."))][-1]
    assert contact.left == pytest.approx(LEFT, abs=0.5)
    assert contact.top > closing.top


@pytest.mark.parametrize("channel", ["letter", "memo"])
def test_first_lines_begin_25_mm_in_and_lines_follow_at_the_pitch(
    cast: SimpleNamespace,
    garuda: None,
    channel: str,
) -> None:
    found = on_page(letter(cast, channel), 1)
    first = next(word for word in found if plain(word.text).startswith(plain("ด้วย")))
    second = at(found, "ในการนี้")
    assert [first.left, second.left] == pytest.approx([LEFT + 25] * 2, abs=0.5)
    paragraph = [word for word in found if first.top - 0.1 <= word.top < second.top - 1]
    tops = sorted({round(word.top, 1) for word in paragraph})
    lines = [tops[0], *(b for a, b in itertools.pairwise(tops) if b - a > 2)]
    assert len(lines) >= 3
    assert [b - a for a, b in itertools.pairwise(lines)] == pytest.approx([PITCH] * (len(lines) - 1), abs=0.5)
    assert min(word.left for word in paragraph if word.top > first.top + 2) == pytest.approx(LEFT, abs=0.5)


def test_a_memo_inside_the_office(cast: SimpleNamespace, garuda: None) -> None:
    path = letter(cast, "memo")
    left, top, _, bottom = emblem(path, until=60)
    assert bottom - top == pytest.approx(15, abs=0.6)
    assert (left, top) == pytest.approx((LEFT, TOP), abs=0.6)
    found = on_page(path, 1)
    within_margins(found)
    heading = at(found, "บันทึกข้อความ")
    assert (heading.left + heading.right) / 2 == pytest.approx(MIDDLE, abs=1)
    # 29 pt of TH Sarabun New: its ก is 0.4 em high, this face's 0.586 em.
    assert heading.bottom - heading.top > 1.6 * (at(found, "เรียน").bottom - at(found, "เรียน").top)
    labels = [at(found, head) for head in ("ส่วนราชการ", "ที่", "เรื่อง", "เรียน")]
    assert [label.left for label in labels] == pytest.approx([LEFT] * 4, abs=0.5)
    # Dotted leaders: many short runs of ink under the line, never one rule.
    wide, _, dots = pixels(path, dots=200)
    mm = 200 / 25.4
    runs = max(
        _runs(dots[y * wide + round(60 * mm) : y * wide + round(RIGHT * mm)])
        for y in range(round(labels[2].top * mm), round((labels[2].bottom + 2) * mm))
    )
    assert runs > 60


def _runs(row: bytes) -> int:
    return sum(1 for a, b in itertools.pairwise(row) if a >= 160 > b)


def test_each_person_gets_letter_agenda_and_reply_slip(cast: SimpleNamespace) -> None:
    invite(cast, "นายหนึ่ง ทดสอบ", "memo")
    two = invite(cast, "นางสอง ทดสอบ", "letter")
    invite(cast, "นายถอน ทดสอบ", "letter", withdrawn_at=cast.meeting.created_at)
    path = file_of(asked(cast.director, "meeting-invitation", cast))
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        assert len(pdf.pages) == 6
        assert [item.title for item in outline.root] == ["นายหนึ่ง ทดสอบ", "นางสอง ทดสอบ"]
    pages = {page: plain(" ".join(word.text for word in on_page(path, page))) for page in range(1, 7)}
    for first in (1, 4):
        assert plain("ระเบียบวาระการประชุม") in pages[first + 1]
        assert plain("ใบตอบรับการประชุม") in pages[first + 2]
        assert plain("ไม่สามารถเข้าร่วมประชุมได้") in pages[first + 2]
    assert plain("บันทึกข้อความ") in pages[1]
    assert plain("ขอแสดงความนับถือ") in pages[4]
    alone = file_of(asked(cast.director, "meeting-invitation", cast, invitation=two.pk))
    with pikepdf.open(alone) as pdf:
        assert len(pdf.pages) == 3
    other = kotpn.a_meeting(cast.director, cast.committee, held_on=date(2025, 3, 3))
    with pytest.raises(DomainError, match="ครั้งอื่น"):
        asked(cast.director, "meeting-invitation", cast, meeting=other.pk, invitation=two.pk)


def test_before_anybody_is_invited_the_members_of_the_day_are(cast: SimpleNamespace) -> None:
    with pikepdf.open(file_of(asked(cast.director, "meeting-invitation", cast))) as pdf:
        assert len(pdf.pages) == 3 * 9


def test_the_agenda(cast: SimpleNamespace) -> None:
    kotpn.an_item(
        cast.director, cast.meeting, title="แผนการติดตาม " * 12, presenter_label=LONG, minutes_planned=20, point="เห็นชอบ"
    )
    kotpn.an_item(cast.director, cast.meeting, kind=SectionKind.INFORM, title="ผลการนิเทศ")
    found = on_page(file_of(asked(cast.director, "meeting-agenda", cast)), 1)
    within_margins([word for word in found if word.bottom < 280])
    heading = at(found, "ระเบียบวาระการประชุม")
    assert (heading.left + heading.right) / 2 == pytest.approx(MIDDLE, abs=1)
    sections = [word for word in found if plain(word.text) == plain("ระเบียบวาระที่")]
    assert len(sections) == 6
    assert [word.left for word in sections] == pytest.approx([LEFT] * 6, abs=0.5)
    numbers = [word for word in found if word.text in ("4.1", "5.1")]
    assert [word.left for word in numbers] == pytest.approx([LEFT + 25] * 2, abs=0.5)
    said = plain("".join(word.text for word in found))
    for words_ in ("ไม่มีเรื่องสืบเนื่อง", "ไม่มีรายงานการประชุมที่ต้องรับรอง", "20นาที", "ประเด็นที่เสนอ"):
        assert plain(words_) in said
    assert plain("ไม่มีเรื่องเสนอเพื่อพิจารณา") not in said


def test_the_sign_in_sheet(cast: SimpleNamespace) -> None:
    Member.objects.filter(tenure__committee=cast.committee).update(post="ผู้อำนวยการโรงเรียนบ้านหนองน้ำใสสะอาดวิทยาคาร")
    last = Member.objects.filter(tenure__committee=cast.committee).order_by("-position").first()
    last.role, last.name = Member.Role.CHAIR, "ประธานคนเดียว"
    Member.objects.filter(tenure__committee=cast.committee, role="chair").update(role="vice")
    last.save()
    path = file_of(asked(cast.director, "meeting-sign-in", cast, blank=20))
    pages = max(word.page for word in words(path))
    assert pages >= 2
    for page in range(1, pages + 1):
        found = on_page(path, page)
        heads = [at(found, head) for head in ("ลำดับ", "ชื่อ", "ตำแหน่ง", "ลายมือ", "เวลา/")]
        assert [head.left for head in heads] == sorted(head.left for head in heads)
        assert min(word.left for word in found) >= LEFT
    first = on_page(path, 1)
    assert at(first, "ประธานคนเดียว").top < at(first, "กรรมการ2").top
    rows = [word for word in words(path) if word.text.isdigit() and LEFT <= word.left < LEFT + 12]
    assert [word.text for word in rows] == [str(number) for number in range(1, 30)]
    within_margins([word for word in first if word.bottom < 280])


def test_thai_digits_follow_the_office_and_the_choice(cast: SimpleNamespace) -> None:
    assert "๑/๒๕๖๘" in text(file_of(asked(cast.director, "meeting-agenda", cast, digits="thai")))
    assert "1/2568" in text(file_of(asked(cast.director, "meeting-agenda", cast, digits="arabic")))
    assert "๑/๒๕๖๘" in text(file_of(asked(cast.director, "meeting-agenda", cast, digits="")))


@pytest.mark.parametrize("key", ["meeting-agenda", "meeting-sign-in", "meeting-invitation"])
def test_a_member_has_them_once_told_and_others_never(cast: SimpleNamespace, key: str) -> None:
    with pytest.raises(DomainError):
        asked(cast.member, key, cast)
    cast.meeting.state = "invited"
    cast.meeting.save()
    assert asked(cast.member, key, cast).pages
    for stranger in (base.user("committee_member", cast.district), base.user("supervisor", base.district())):
        with pytest.raises(DomainError):
            asked(stranger, key, cast)
