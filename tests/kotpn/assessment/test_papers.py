"""`office-standard` and `office-standard-evidence` read back: what they say, where they lead, what stands behind."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest
from django.core.files.storage import default_storage

from core import files
from core.errors import DomainError
from kotpn.assessment import services
from kotpn.assessment.documents import folder
from kotpn.assessment.models import Assessment
from kotpn.standards.models import OfficeStandardSet
from reports import registry
from reports.base import Reader
from reports.models import ReportSection
from reports.produce import Order, order, produce, thai_worker
from tests.core import pictures
from tests.documents.reading import plain, text
from tests.factories import assessment as factory
from tests.factories import base, evidence, papers, proved

pytestmark = pytest.mark.django_db
YEAR = 2568
LONG = "คำสั่งแต่งตั้งคณะกรรมการติดตาม ตรวจสอบ ประเมินผล และนิเทศการศึกษา ของสำนักงานเขตพื้นที่การศึกษา" * 2


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Issue 1: five records, of which two are printed whole; issue 2: one of another year, with a reason; issue 3: a
    PDF, a picture, an Office file, a link and a video by hand; issue 4 is carried out and nothing proves it."""
    records = [proved.a_record(n) for n in range(1, 6)] + [proved.a_record(9, "b", date(2024, 5, 1))]
    proved.a_desk(monkeypatch, records)
    office = base.district()
    user = base.user("group_director", office)
    lines = {1: [proved.a_line(in_full=2)], 2: [proved.a_line("b", title=LONG)]}
    made = factory.an_assessment(user, office, fiscal_year=YEAR, lines=lines)
    answers = list(made.answers.select_related("issue", "assessment__district"))
    for answer in answers:
        services.state_carried_out(answer, actor=user, carried_out=True)
    line = {one.issue.number: one for one in factory.ProofLine.objects.filter(issue__indicator=made.indicator)}
    services.accept(answers[0], line[1], actor=user)
    services.accept(answers[1], line[2], actor=user, reason="คำสั่งยังมีผลอยู่")
    for answer in answers[:2]:
        for section in ("method", "result"):
            services.use_drafts(answer, section, actor=user)
    services.write_sentence(answers[0], "opinion", actor=user, text="ควรเผยแพร่ต่อ")
    items = {
        "pdf": evidence.file(user, office, None, content=papers.a_pdf(pages=3, words="SCAN"), name="รายงานผล.pdf"),
        "picture": evidence.file(user, office, None, content=pictures.jpeg(), name="ภาพกิจกรรม.jpg"),
        "office": evidence.file(user, office, None, content=pictures.docx(), name="แผนปฏิบัติการ.docx"),
        "link": evidence.link(user, office, None, url="https://example.org/plan", title="หน้าเว็บแผน"),
        "video": evidence.link(user, office, None, url="https://youtu.be/abc", title="คลิป Rally"),
    }
    for item in items.values():
        use = services.hang(answers[2], item, actor=user, proof_on=date(2025, 2, 1))
    for section in ("method", "result"):
        services.write_sentence(answers[2], section, actor=user, text="จัดกิจกรรม Rally", evidence=use)
    return SimpleNamespace(
        office=office, user=user, made=made, answers=answers, lines=line, items=items, records=records,
    )  # fmt: skip


def asked(user: Any, office: Any, key: str, **given: Any) -> Order:
    given = {"digits": "arabic", **given}
    return order(registry.get(key), format="pdf", district_code=office.code, given=given, reader=Reader(user))


def printed(scene: SimpleNamespace, key: str, **given: Any) -> Path:
    with thai_worker():
        made = produce(asked(scene.user, scene.office, key, **given))
    return Path(default_storage.path(str(made.file.name)))


def addresses(path: Path) -> set[str]:
    with pikepdf.open(path) as pdf:
        return {
            str(note.A.URI)
            for page in pdf.pages
            for note in page.obj.get("/Annots", [])
            if "/URI" in note.get("/A", {})
        }


def submitted(scene: SimpleNamespace) -> Assessment:
    services.explain_no_evidence(scene.answers[3], actor=scene.user, reason="ยังไม่จัดเก็บ")
    scene.made.refresh_from_db()
    return services.submit(scene.made, actor=scene.user, lock_version=scene.made.lock_version)


def test_nothing_begun_and_cancelled_and_strangers_get_one_line(scene: SimpleNamespace) -> None:
    other = base.district()
    stranger = base.user("group_director", other)
    with pytest.raises(DomainError, match="ยังไม่มีการประเมินตนเอง"):
        order(
            registry.get("office-standard"), format="pdf", district_code=other.code, given={}, reader=Reader(stranger)
        )
    with pytest.raises(DomainError, match="ไม่มีสิทธิ์"):
        order(
            registry.get("office-standard"), format="pdf", district_code=scene.office.code, given={},
            reader=Reader(stranger),
        )  # fmt: skip
    services.cancel(scene.made, actor=scene.user, reason="เริ่มผิดปี")
    with pytest.raises(DomainError):
        printed(scene, "office-standard", assessment=scene.made.pk)


def test_the_form_says_what_the_manual_asks_for(scene: SimpleNamespace) -> None:
    path = printed(scene, "office-standard")
    said = plain(text(path))
    for words in (
        "มาตรฐานทดสอบ", "มาตรฐานที่ 1 การบริหารจัดการองค์การสู่ความเป็นเลิศ", "ตัวบ่งชี้ที่ 4", scene.office.name,
        "ระดับ 4 ดีมาก", "ดำเนินการครบ 4 จาก 4 ประเด็น", "วิธีการดำเนินงาน", "ผลการดำเนินงาน", "ความเห็นและข้อเสนอแนะ",
        "1.1 ดำเนินงานส่วนนี้ 5 ฉบับ", "1. มีผลงาน 5 ฉบับ", "ควรเผยแพร่ต่อ", "ประเด็นที่ 1 ประกอบด้วย", "1. หลักฐานส่วน a 5 ฉบับ",
        "ปีงบประมาณ 2567: คำสั่งยังมีผลอยู่", "5. คลิป Rally", "ไม่มีร่องรอยหลักฐาน", "ผู้ประเมินตนเอง", "ไม่มีหลักฐานอ้างอิง",
    ):  # fmt: skip
        assert plain(words) in said, words
    found = addresses(path)
    line = f"/kotpn/assessment/{scene.made.pk}/lines/{scene.lines[1].pk}/"
    assert sum(url.endswith(line) for url in found) == 1
    assert {"https://example.org/plan", scene.items["video"].url} <= found
    assert any(url.endswith(f"/evidence/{scene.items['pdf'].pk}/") for url in found)


def ticks(path: Path) -> int:
    """Boxes with a tick in them."""
    with pikepdf.open(path) as pdf:
        drawn = b"".join(part.read_bytes() for page in pdf.pages for part in page.Contents)
    return drawn.count(b"1.6 w")


def test_one_box_is_ticked_and_none_without_a_level(scene: SimpleNamespace) -> None:
    assert ticks(printed(scene, "office-standard")) == 1
    services.state_carried_out(scene.answers[3], actor=scene.user, carried_out=False)
    path = printed(scene, "office-standard")
    assert ticks(path) == 0
    assert plain("ยังไม่เข้าเกณฑ์ (ดำเนินการ 3/4)") in plain(text(path))


def test_what_was_submitted_stays_when_work_and_rules_change(scene: SimpleNamespace) -> None:
    submitted(scene)
    before = plain(text(printed(scene, "office-standard")))
    scene.records.clear()
    scene.made.indicator.rules.all().delete()
    after = plain(text(printed(scene, "office-standard")))
    for words in (
        "ระดับ 4 ดีมาก",
        "ดำเนินงานส่วนนี้ 5 ฉบับ",
        "หลักฐานส่วน a 5 ฉบับ",
        "ดำเนินการครบ 4 ข้อ มีหลักฐาน 3 ข้อ",
        "ยังไม่จัดเก็บ",
    ):
        assert plain(words) in before
        assert plain(words) in after
    assert ticks(printed(scene, "office-standard")) == 1


def test_a_whole_set_begins_with_its_results(scene: SimpleNamespace) -> None:
    held = OfficeStandardSet.objects.get(pk=scene.made.indicator.standard.set_id)
    path = printed(scene, "office-standard", set=held.pk)
    said = plain(text(path))
    assert plain("ผลการประเมินตนเองตามมาตรฐานทดสอบ") in said
    assert plain("ไม่รวมผลเป็นระดับเดียว") in said
    with pikepdf.open(path) as pdf:
        (link,) = list(pdf.pages[0].obj.Annots)[:1]
        assert pikepdf.Page(link.Dest[0]).index == 1
    with pytest.raises(DomainError, match="ปีงบประมาณ"):
        printed(scene, "office-standard", set=held.pk, year=2560)


def test_the_folder_files_every_proof_behind_its_number(scene: SimpleNamespace) -> None:
    path = printed(scene, "office-standard-evidence")
    pages = [plain(words) for words in text(path).split("\f")]
    # Cover, index; issue 1, its list, two records; issue 2, list, its record; issue 3 with five proofs; issue 4.
    begins = {
        "หลักฐานที่ 1.1": 4, "THING1 1": 5, "THING2 1": 6, "หลักฐานที่ 2.1": 8, "THING9 1": 9, "หลักฐานที่ 3.1": 11,
        "SCAN 1": 12, "SCAN 3": 14, "หลักฐานที่ 3.2": 15, "หลักฐานที่ 3.3": 17, "หลักฐานที่ 3.5": 19, "ประเด็นที่ 4": 20,
    }  # fmt: skip
    for words, page in begins.items():
        assert plain(words) in pages[page - 1], (words, page)
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 20
        led = {pikepdf.Page(note.Dest[0]).index + 1 for note in pdf.pages[1].obj.Annots}
        assert {3, 4, 7, 8, 10, 11, 15, 17, 18, 19, 20} == led
        with pdf.open_outline() as outline:
            (root,) = [item for item in outline.root if item.title.startswith("ตัวบ่งชี้")]
            assert [item.title for item in root.children] == [f"ประเด็นที่ {n}" for n in (1, 2, 3, 4)]
    kept = scene.items["office"]
    assert plain("แผนปฏิบัติการ.docx") in pages[16]
    assert kept.content_key.removeprefix("file:") in pages[16]
    assert plain("วิดีโอ") in pages[18]
    assert scene.items["video"].url in addresses(path)
    assert plain("ปีงบประมาณ 2567") in pages[7]
    for page in (2, 12, 20):
        assert plain(f"หน้า {page}") in pages[page - 1]


def test_a_second_folder_takes_in_nothing_again(scene: SimpleNamespace) -> None:
    printed(scene, "office-standard-evidence")
    made = set(ReportSection.objects.values_list("pk", flat=True))
    told: list[tuple[int, int]] = []
    with thai_worker():
        again = asked(scene.user, scene.office, "office-standard-evidence")
        again.document.pdf(replace(again.context, tell=lambda done, total: told.append((done, total))))
    assert told == [(done, 8) for done in range(9)]
    assert set(ReportSection.objects.values_list("pk", flat=True)) == made


def test_a_long_list_is_cut_and_says_so(scene: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MOST_ROWS", 3)
    said = plain(text(printed(scene, "office-standard-evidence")).split("\f")[3])
    assert plain("แสดง 3 จาก 5 รายการ") in said
    assert plain("เอกสารที่ 3") in said
    assert plain("เอกสารที่ 4") not in said


def test_a_damaged_file_is_named_and_stops_nothing(scene: SimpleNamespace) -> None:
    (attachment,) = files.attachments_of(scene.items["pdf"].pointer)
    with default_storage.open(str(attachment.file.original.name), "wb") as target:
        target.write(b"%PDF-1.4 broken")
    pages = [plain(words) for words in text(printed(scene, "office-standard-evidence")).split("\f")]
    assert plain("ไฟล์อาจเสียหาย") in pages[10]
    assert len(pages) - 1 == 17
