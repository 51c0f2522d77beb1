"""`meeting-pack`: every paper behind its tab, numbers and links that are right, problems named, parts used again."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest

from core.errors import DomainError
from core.thai.numerals import to_thai
from kotpn.committee.models import Member
from kotpn.meetings.models import Paper, SectionKind
from kotpn.meetings.papers import examine_pdf
from reports import produce as producing
from reports.models import ReportSection
from tests.documents.reading import plain, text, words
from tests.factories import base, kotpn, papers, standards
from tests.kotpn.meetings.printing import asked, file_of


@pytest.fixture
def full(cast: SimpleNamespace) -> SimpleNamespace:
    """Two items: one of ours, a landscape A3 scan and a turned one; a picture, an Office file and a book too long."""
    base.school(cast.district, name="โรงเรียนบ้านทดสอบ")
    told = kotpn.an_item(cast.director, cast.meeting, kind=SectionKind.INFORM, title="ผลการนิเทศ")
    plan = kotpn.an_item(cast.director, cast.meeting, title="แผนการติดตาม")
    cast.picture = papers.uploaded(cast.director, told, papers.a_picture(), title="ภาพกิจกรรม", name="a.jpg")
    cast.long = papers.uploaded(cast.director, told, papers.long_pdf(600), title="เล่มยาว")
    cast.list = papers.printed(cast.director, plan, "school-list", title="รายชื่อโรงเรียน")
    cast.scan = papers.uploaded(cast.director, plan, papers.a_pdf(pages=2, size="A3 landscape"), title="แบบสำรวจ")
    cast.turned = papers.uploaded(cast.director, plan, papers.a_pdf(turn=90), title="ใบสแกน")
    cast.told, cast.plan = told, plan
    return cast


def outline(pdf: pikepdf.Pdf) -> list[Any]:
    """Titles with their children."""

    def below(items: Any) -> list[Any]:
        return [(item.title, below(item.children)) if item.children else item.title for item in items]

    with pdf.open_outline() as found:
        return below(found.root)


def links(pdf: pikepdf.Pdf, page: int) -> list[tuple[float, int]]:
    """(distance from the left in mm, page led to) of the links of a page."""
    return [(float(link.Rect[0]) * 25.4 / 72, pikepdf.Page(link.Dest[0]).index) for link in pdf.pages[page].obj.Annots]


def test_every_paper_stands_behind_its_tab_and_the_agenda_leads_there(full: SimpleNamespace) -> None:
    path = file_of(asked(full.director, "meeting-pack", full))
    # Cover, agenda, tab, picture, tab of the book left out, tab, our list, tab, two scans, tab, the turned one.
    tabs = {full.picture: 3, full.long: 5, full.list: 6, full.scan: 8, full.turned: 11}
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 12
        found = links(pdf, 1)
        assert {to + 1 for _, to in found} == set(tabs.values())
        wide = [page.mediabox[2] > page.mediabox[3] for page in pdf.pages]
        assert [n for n, landscape in enumerate(wide, 1) if landscape] == [4, 7, 9, 10, 12]
        assert outline(pdf) == [
            "ปก",
            "ระเบียบวาระการประชุม",
            ("ระเบียบวาระที่ 4.1 ผลการนิเทศ", ["ภาพกิจกรรม", "เล่มยาว"]),
            (
                "ระเบียบวาระที่ 5.1 แผนการติดตาม",
                ["รายชื่อโรงเรียน", "แบบสำรวจ", "ใบสแกน"],
            ),
        ]
    # The number printed at the right margin on each paper's line is the page of its tab.
    printed = [word for word in words(path) if word.page == 2 and word.right > 187 and word.text.isdigit()]
    agenda = sorted((word.top, int(word.text)) for word in printed if word.bottom < 270)
    assert [number for _, number in agenda] == list(tabs.values())
    for number in tabs.values():
        page = plain(" ".join(word.text for word in words(path) if word.page == number))
        assert plain("เอกสารประกอบระเบียบวาระที่") in page


def test_the_number_stands_on_the_last_line_however_long_the_title(cast: SimpleNamespace) -> None:
    item = kotpn.an_item(cast.director, cast.meeting)
    for length in range(20):
        papers.printed(cast.director, item, "no-such-key", title="รายงาน" + "ผล" * length)
    found = [word for word in words(file_of(asked(cast.director, "meeting-pack", cast))) if word.page == 2]
    labels = [word for word in found if plain(word.text) == plain("หน้า") and word.bottom < 275]
    numbers = [word for word in found if word.right > 187 and word.text.isdigit() and word.bottom < 275]
    assert len(numbers) == len(labels) >= 12
    assert all(word.right <= 190.5 for word in numbers)
    assert [word.top for word in numbers] == pytest.approx([word.top for word in labels], abs=1)


def feet(path: Path) -> dict[int, str]:
    """Page → the number in its lower margin; the landscape pages end at 210 mm."""
    return {
        word.page: word.text
        for word in words(path)
        if word.text.isdigit() and word.bottom > (210 if word.page in (4, 7, 9, 10, 12) else 297) - 20
    }


def test_numbers_run_through_all_pages_but_the_cover(full: SimpleNamespace) -> None:
    assert feet(file_of(asked(full.director, "meeting-pack", full))) == {page: str(page) for page in range(2, 13)}
    thai = feet(file_of(asked(full.director, "meeting-pack", full, digits="thai")))
    assert thai == {page: to_thai(page) for page in range(2, 13)}


def test_a_paper_that_cannot_come_in_is_named_on_its_tab(full: SimpleNamespace) -> None:
    said = text(file_of(asked(full.director, "meeting-pack", full)))
    assert plain("ไม่ได้รวมในเล่มนี้") in plain(said)
    assert "600" in said


@pytest.mark.parametrize(("content", "why"), [(papers.a_pdf(password="x"), "รหัสผ่าน"), (b"%PDF-1.7 broken", "เสียหาย")])
def test_a_locked_or_broken_file_does_not_stop_the_pack(
    cast: SimpleNamespace, content: bytes, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = kotpn.an_item(cast.director, cast.meeting)
    paper = papers.uploaded(cast.director, item, papers.a_pdf(), title="เอกสาร")
    papers.spoil(paper, content)
    path = file_of(asked(cast.director, "meeting-pack", cast))
    assert plain(why) in plain(text(path))
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 3


def test_what_has_no_pages_of_its_own_is_named(cast: SimpleNamespace) -> None:
    item = kotpn.an_item(cast.director, cast.meeting)
    papers.uploaded(cast.director, item, papers.a_sheet(), title="ตาราง", name="ตาราง.xlsx")
    papers.record(cast.director, item, "visit", 999_999, title="การนิเทศที่ลบแล้ว")
    papers.printed(cast.director, item, "no-such-key", title="เอกสารที่เลิกใช้")
    papers.printed(cast.director, item, "meeting-pack", title="เล่มนี้เอง", meeting=cast.meeting.pk)
    papers.printed(cast.director, item, "visit-answers", title="ผลตามเครื่องมือ")
    Paper.objects.create(
        item=item, position=9, kind=Paper.Kind.UPLOAD, title="ยังไม่ส่ง", added_by=cast.director, added_at=item.created_at
    )
    said = plain(text(file_of(asked(cast.director, "meeting-pack", cast))))
    assert said.count(plain("ไม่ได้รวมในเล่มนี้")) == 6
    for reason in ("อยู่ในไฟล์แยก", "ไม่อยู่ในระบบแล้ว", "ซ้อนในเล่ม", "ไม่มีไฟล์แนบ"):
        assert plain(reason) in said


def test_papers_are_printed_by_the_right_of_who_put_them_there(full: SimpleNamespace) -> None:
    full.meeting.state = "invited"
    full.meeting.save()
    own = asked(full.member, "meeting-pack", full)
    assert own.pk == asked(full.director, "meeting-pack", full).pk
    full.director.is_active = False
    full.director.save()
    said = plain(text(file_of(asked(full.member, "meeting-pack", full))))
    assert plain("ไม่มีสิทธิ์ออกเอกสาร") in said


def test_a_name_on_the_cover_changes_the_cover_alone(full: SimpleNamespace) -> None:
    plain_one = asked(full.director, "meeting-pack", full)
    before = set(ReportSection.objects.values_list("content_hash", flat=True))
    member = Member.objects.filter(tenure__committee=full.committee)[3]
    named = asked(full.director, "meeting-pack", full, member=member.pk)
    assert named.pk != plain_one.pk
    assert len(set(ReportSection.objects.values_list("content_hash", flat=True)) - before) == 1
    cover = plain(" ".join(word.text for word in words(file_of(named)) if word.page == 1))
    assert plain(member.name) in cover
    assert plain(member.name) not in plain(text(file_of(plain_one)))


def test_the_same_request_is_the_same_file_and_a_changed_upload_renders_nothing_again(
    full: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = asked(full.director, "meeting-pack", full)
    assert asked(full.director, "meeting-pack", full).pk == first.pk
    rendered: list[str] = []
    real = producing.render_section
    monkeypatch.setattr(producing, "render_section", lambda html, tell: rendered.append(html) or real(html, tell))
    papers.put(full.director, full.scan, papers.a_pdf(pages=3, words="NEW"))
    changed = asked(full.director, "meeting-pack", full)
    assert (changed.pages, rendered) == (first.pages + 1, [])
    base.school(full.district, name="โรงเรียนใหม่")
    asked(full.director, "meeting-pack", full)
    assert len(rendered) == 1


def test_an_empty_agenda_is_a_cover_and_an_agenda(cast: SimpleNamespace) -> None:
    path = file_of(asked(cast.director, "meeting-pack", cast))
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 2
    assert plain("ไม่มีเรื่องสืบเนื่อง") in plain(text(path))


def test_who_may_not_see_the_meeting_gets_nothing(full: SimpleNamespace) -> None:
    elsewhere = base.user("group_director", base.district())
    for user in (elsewhere, full.member, base.user("clerk", full.district)):
        with pytest.raises(DomainError):
            asked(user, "meeting-pack", full)


def test_a_name_that_does_not_sit_there_and_a_cancelled_meeting_are_refused(cast: SimpleNamespace) -> None:
    other = kotpn.a_committee(cast.director, cast.district, kind="sub", name="อนุกรรมการ")
    stranger = Member.objects.filter(tenure__committee=other).first()
    with pytest.raises(DomainError, match="ไม่ได้เป็นกรรมการ"):
        asked(cast.director, "meeting-pack", cast, member=stranger.pk)
    cast.meeting.state = "cancelled"
    cast.meeting.save()
    with pytest.raises(DomainError, match="ยกเลิก"):
        asked(cast.director, "meeting-pack", cast)


def test_rows_are_read_once_however_many_papers(full: SimpleNamespace, django_assert_max_num_queries: Any) -> None:
    for number in range(15):
        papers.uploaded(full.director, full.told, papers.a_pdf(words=f"P{number}"), title=f"แนบ {number}")
    asked(full.director, "meeting-pack", full)
    with django_assert_max_num_queries(75):
        asked(full.director, "meeting-pack", full)


def test_looking_into_a_file_never_fails(tmp_path: Path) -> None:
    assert examine_pdf(papers.a_pdf(pages=3)).pages == 3
    assert examine_pdf(papers.a_pdf(owner="x")).problem == ""
    found = examine_pdf(papers.long_pdf(600))
    assert (found.pages, "300" in found.problem) == (600, True)
    for content in (papers.a_pdf(password="x"), b"", b"%PDF-1.4"):
        assert examine_pdf(content).problem


def test_an_own_record_is_printed_by_its_document(cast: SimpleNamespace) -> None:
    found = standards.draft(cast.director, cast.district, family="district", name="มาตรฐานของเขต 2568")
    item = kotpn.an_item(cast.director, cast.meeting)
    papers.record(cast.director, item, "standard_set", found.pk, title="มาตรฐานของเขต")
    with pikepdf.open(file_of(asked(cast.director, "meeting-pack", cast))) as pdf:
        title, ((paper, below),) = outline(pdf)[2]
        assert (title, paper) == ("ระเบียบวาระที่ 5.1 แผนการติดตาม", "มาตรฐานของเขต")
        assert below[0] == "ประกาศมาตรฐานของเขต 2568"
        annex, inside = below[1]
        assert (annex, inside[0]) == ("มาตรฐานแนบท้ายประกาศ", "มาตรฐานที่\u00a01\u2002คุณภาพผู้เรียน")
