"""Export and import again gives the same content; importing is rehearsed, done once, and never half."""

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from core import audit
from core.errors import DomainError, NotAllowed, StaleRevision
from instruments.content import FormContent, ItemContent, LevelContent, SectionContent, content_of
from instruments.models import BandSet, Instrument, InstrumentVersion
from instruments.services import exchange, load_instruments
from instruments.services.building import replace_content
from instruments.services.reference import shipped
from schools.models import District
from tests.factories import base
from tests.factories.xlsforms import form

pytestmark = pytest.mark.django_db

SIMPLE = form([["text", "a", "ก"], ["select_one yn", "b", "ข"]], [["yn", "yes", "ใช่"], ["yn", "no", "ไม่"]])
NASTY = FormContent(
    instructions="บรรทัดแรก\r\nบรรทัดสอง\n\n=1+1",
    source='ที่มา "ในเครื่องหมาย" & <b>ตัวหนา</b>',
    sections=(
        SectionContent("", "=SUM(A1)", "  เว้นหน้า\tและท้าย  "),
        SectionContent(
            "part one", "ตอนที่ ๑ “คำพูด”", "", "1 = 1 and 'ก' != \"'\"",
            (
                ItemContent("q-1.1", "rating", "'=HYPERLINK(\"http://x\")", "+1\n-2\n@3", True, Decimal(0), levels=(
                    LevelContent(5, "=มาก", "อธิบาย\nสองบรรทัด"), LevelContent(3, "กลาง"),
                    LevelContent(-1, "น้อย", "", "-1"),
                )),
                ItemContent("ข้อ๒", "rating", "_x000D_ คือข้อความ", weight=Decimal("2.125"), choice_list="shared", levels=(
                    LevelContent(2, "ก"), LevelContent(1, "ข"),
                )),
                ItemContent("q3", "rating", "ชุดชื่อซ้ำแต่คำต่าง", choice_list="shared", levels=(
                    LevelContent(2, "ก"), LevelContent(1, "ค"),
                )),
                ItemContent("q4", "choice", "รหัสไม่เป็นตัวเลข", choice_list="kind", levels=(
                    LevelContent(9, "เล็ก", code="small"), LevelContent(4, "ใหญ่", code="ใหญ่-มาก"),
                    LevelContent(2, "มีช่องว่าง", code="two words"), LevelContent(1, "เลขอื่น", code="9"),
                )),
            ),
        ),
        SectionContent(
            "q4", "ชื่อตอนซ้ำรหัสข้อ", "", "selected(${q4}, 'small') and ${ข้อ๒} >= 1",
            (
                ItemContent("m", "choices", "หลายข้อ", levels=(LevelContent(2, "ก"), LevelContent(1, "ข", code="x"))),
                ItemContent("has", "yes_no", "มีหรือไม่", required=True, relevant="count-selected(${m}) > 0"),
                ItemContent("n", "number", "จำนวน", whole=True, constraint=". >= 0\nand . <= 40",
                            constraint_message="0–40"),
                ItemContent("d", "number", "ทศนิยม", constraint=". > ${n} div 2"),
                ItemContent("t", "text", "ข้อความ "),
                ItemContent("day", "date", "วันที่", constraint=". <= today()"),
                ItemContent("photo", "photo", "ภาพ"), ItemContent("place", "place", "ที่ตั้ง"),
                ItemContent("note", "note", "0123", "1.0"),
            ),
        ),
        SectionContent("empty", "ไม่มีข้อ"),
    ),
)  # fmt: skip


def version_of(district: District, content: FormContent, code: str = "nasty", **fields: Any) -> InstrumentVersion:
    instrument = Instrument.objects.create(
        district=district, code=code, name="ชื่อ “ยาก” = 1", subject="person", note="=note"
    )
    version = InstrumentVersion.objects.create(instrument=instrument, number=1, **fields)
    return replace_content(version, actor=audit.SYSTEM, content=content)


def taken(data: bytes, district: District, actor: Any = audit.SYSTEM, **more: Any) -> InstrumentVersion:
    return exchange.import_form(exchange.rehearse(data, district, actor=actor, **more), district, actor=actor)


@pytest.mark.parametrize("language", ["Thai (th)", "", "ไทย"])
def test_a_nasty_form_comes_back_as_it_was(language: str) -> None:
    district, other = base.district(), base.district()
    bands = BandSet.objects.create(
        district=district, name="เกณฑ์ =1", basis="total", lowest=25, highest=125, source="ที่มา", note="ต่ำสุด 25"
    )
    bands.refresh_from_db()
    for level, lower in enumerate(("25", "26.5", "50.0001"), start=1):
        bands.bands.create(lower=Decimal(lower), label=f"ระดับ {level}", level=level)
    version = version_of(
        district, NASTY, band_set=bands, year_from=2569, year_to=2570, language=language
    )  # fmt: skip
    data = exchange.export_form(version)
    got = taken(data, other)
    assert content_of(got) == content_of(version) == NASTY
    assert (got.year_from, got.year_to, got.language) == (2569, 2570, language)
    assert (got.instrument.code, got.instrument.name, got.instrument.subject, got.instrument.note) == (
        "nasty", "ชื่อ “ยาก” = 1", "person", "=note",
    )  # fmt: skip
    assert exchange.bands_content(got.band_set) == exchange.bands_content(bands)
    assert exchange.export_form(got)[:2] == b"PK"
    cells = [cell for page in load_workbook(io.BytesIO(data)) for row in page.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]


@pytest.mark.parametrize("code", [one["code"] for one in shipped()])
def test_every_shipped_instrument_comes_back_as_it_was(code: str) -> None:
    district, other = base.district(), base.district()
    load_instruments(district)
    version = InstrumentVersion.objects.get(instrument__district=district, instrument__code=code)
    rehearsal = exchange.rehearse(exchange.export_form(version), district, actor=audit.SYSTEM)
    assert (rehearsal.effect, rehearsal.refusals) == (exchange.SAME, [])
    got = taken(exchange.export_form(version), other)
    assert content_of(got) == content_of(version)
    assert exchange.bands_content(got.band_set) == exchange.bands_content(version.band_set)


def test_the_same_form_id_is_a_new_draft_and_the_same_file_is_nothing() -> None:
    district = base.district()
    first = taken(SIMPLE, district)
    assert (first.number, first.state, first.instrument.subject) == (1, "draft", "school")
    assert taken(SIMPLE, district) == first
    InstrumentVersion.objects.filter(pk=first.pk).update(state="published", year_from=2569)
    assert taken(SIMPLE, district) == first
    changed = form([["text", "a", "ก ใหม่"]])
    second = taken(changed, district)
    assert (second.number, second.state) == (2, "draft")
    # A draft somebody was writing is put aside, not overwritten.
    third = taken(form([["text", "a", "ก ใหม่กว่า"]]), district)
    second.refresh_from_db()
    assert (third.number, third.state, second.state) == (3, "draft", "retired")
    assert [item.text for item in content_of(second).items()] == ["ก ใหม่"]
    first.refresh_from_db()
    assert first.state == "published"


def test_bands_and_subject_stay_unless_the_file_says_so() -> None:
    district = base.district()
    bands = BandSet.objects.create(district=district, name="เกณฑ์", basis="percent", lowest=0, highest=100)
    version_of(district, NASTY, code="test-form", band_set=bands)
    got = taken(SIMPLE, district, subject="school")
    assert (got.band_set, got.instrument.subject) == (bands, "person")
    own = exchange.export_form(got)
    Instrument.objects.filter(pk=got.instrument_id).update(subject="school")
    assert [refusal.kind for refusal in exchange.rehearse(own, district, actor=audit.SYSTEM).refusals] == [
        "nithet::subject"
    ]


def test_a_band_set_of_the_same_name_with_other_bands_is_left_alone() -> None:
    district, other = base.district(), base.district()
    sets = [BandSet.objects.create(district=one, name="เกณฑ์", basis="percent", lowest=0, highest=100) for one in
            (district, other)]  # fmt: skip
    sets[0].bands.create(lower=0, label="ต่ำ", level=1)
    sets[1].bands.create(lower=0, label="ต่ำมาก", level=1)
    sets[0].bands.create(lower=50, label="สูง", level=2)
    got = taken(exchange.export_form(version_of(district, NASTY, band_set=sets[0])), other)
    assert got.band_set.name == "เกณฑ์ (2)"
    assert sets[1].bands.get().label == "ต่ำมาก"


def test_bands_follow_the_same_rules_as_an_offices_own() -> None:
    bands = [["name", "basis", "lowest", "highest", "level", "lower", "label"], ["ก", "mean", 1, 5, 1, 2, "ต่ำ"],
             [None, None, None, None, 2, 3, "สูง"]]  # fmt: skip
    data = form([["text", "a", "ก"]], nithet_bands=bands)
    refusals = exchange.rehearse(data, base.district(), actor=audit.SYSTEM).refusals
    assert [(refusal.sheet, "ไม่มีระดับสำหรับ 1" in refusal.reason) for refusal in refusals] == [("nithet_bands", True)]


def test_who_may_import() -> None:
    district, stranger = base.district(), base.district()
    director = base.user("group_director", district)
    for actor in (
        base.user("supervisor", district), base.user("principal", base.school(district)),
        base.user("group_director", stranger),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            exchange.rehearse(SIMPLE, district, actor=actor)
    rehearsal = exchange.rehearse(SIMPLE, district, actor=director)
    with pytest.raises(NotAllowed):
        exchange.import_form(rehearsal, district, actor=base.user("supervisor", district))
    assert not Instrument.objects.exists()
    assert taken(SIMPLE, district, actor=director).number == 1


def test_nothing_of_a_refused_form_is_imported() -> None:
    district = base.district()
    rehearsal = exchange.rehearse(form([["text", "a", "ก"], ["audio", "b", "ข"]]), district, actor=audit.SYSTEM)
    with pytest.raises(DomainError, match="1 รายการ"):
        exchange.import_form(rehearsal, district, actor=audit.SYSTEM)
    assert not Instrument.objects.exists()


def test_a_rehearsal_travels_sealed_and_is_checked_again() -> None:
    district = base.district()
    director, other = base.user("group_director", district), base.user("group_director", district)
    version = version_of(base.district(), NASTY, code="test-form")
    rehearsal = exchange.rehearse(exchange.export_form(version), district, actor=director)
    text = exchange.sealed(rehearsal, district, actor=director)
    assert exchange.opened(text, district, actor=director).form == rehearsal.form
    for wrong in (text[:-4], "", "x" * 50):
        with pytest.raises(DomainError, match="หมดอายุ"):
            exchange.opened(wrong, district, actor=director)
    with pytest.raises(DomainError, match="ไม่ใช่ของท่าน"):
        exchange.opened(text, district, actor=other)
    first = exchange.import_form(exchange.opened(text, district, actor=director), district, actor=director)
    again = exchange.import_form(exchange.opened(text, district, actor=director), district, actor=director)
    assert first == again
    # Somebody goes on writing the draft: the older rehearsal no longer holds.
    late = exchange.sealed(exchange.rehearse(SIMPLE, district, actor=director), district, actor=director)
    replace_content(first, actor=other, content=replace(NASTY, instructions="แก้"))
    with pytest.raises(StaleRevision):
        exchange.import_form(exchange.opened(late, district, actor=director), district, actor=director)
    assert InstrumentVersion.objects.filter(instrument=first.instrument).count() == 1


def test_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    district = base.district(code="CMD1")
    source, target = tmp_path / "form.xlsx", tmp_path / "out.xlsx"
    source.write_bytes(SIMPLE)
    call_command("import_instrument", str(source), district="CMD1", dry_run=True)
    assert not Instrument.objects.exists()
    assert capsys.readouterr().out.split()[-1] == "test-form"
    for _ in range(2):
        call_command("import_instrument", str(source), district="CMD1", subject="classroom")
        assert capsys.readouterr().out.split()[-1] == "test-form"
    version = InstrumentVersion.objects.get(instrument__district=district)
    assert version.instrument.subject == "classroom"
    call_command("export_instrument", "test-form", district="CMD1", output=target)
    assert exchange.rehearse(target.read_bytes(), district, actor=audit.SYSTEM).effect == exchange.SAME


def test_commands_refuse_in_thai(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base.district(code="CMD2")
    bad, none = tmp_path / "bad.xlsx", tmp_path / "none.xlsx"
    bad.write_bytes(form([["barcode", "a", "ก"]]))
    none.write_text("x")
    with pytest.raises(CommandError, match="1 รายการที่นำเข้าไม่ได้") as refusal:
        call_command("import_instrument", str(bad), district="CMD2")
    assert refusal.value.returncode == 1
    assert "ชีต survey แถว 2 · barcode" in capsys.readouterr().err
    for words, given in (
        ("ไม่ใช่ไฟล์ Excel", [str(none), "--district", "CMD2"]),
        ("อ่านไฟล์", [str(tmp_path / "away.xlsx"), "--district", "CMD2"]),
        ("ไม่มีเขตรหัส", [str(bad), "--district", "NONE"]),
    ):
        with pytest.raises(CommandError, match=words):
            call_command("import_instrument", *given)
    with pytest.raises(CommandError, match="ไม่มีเครื่องมือรหัส"):
        call_command("export_instrument", "away", district="CMD2", output=tmp_path / "x")
    assert not Instrument.objects.exists()
