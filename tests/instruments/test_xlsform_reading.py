"""Reading XLSForms: what is taken and how, what is refused by sheet, row and name, and files that are none."""

import io
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from core.errors import DomainError
from instruments.xlsform.reading import ReadForm, read_form
from tests.factories.workbooks import raw, saved
from tests.factories.xlsforms import form

YES_NO = [["yn", "yes", "ใช่"], ["yn", "no", "ไม่ใช่"]]


def refused(found: ReadForm) -> list[tuple[str, int | None, str]]:
    return [(refusal.sheet, refusal.row, refusal.kind) for refusal in found.refusals]


def items(found: ReadForm) -> dict[str, Any]:
    assert not found.refusals, found.refusals
    return {item.code: item for item in found.content.items()}


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (["calculate", "a", "x"], "calculate"),
        (["audio", "a", "x"], "audio"),
        (["video", "a", "x"], "video"),
        (["file", "a", "x"], "file"),
        (["barcode", "a", "x"], "barcode"),
        (["rank yn", "a", "x"], "rank yn"),
        (["range", "a", "x"], "range"),
        (["time", "a", "x"], "time"),
        (["dateTime", "a", "x"], "dateTime"),
        (["geotrace", "a", "x"], "geotrace"),
        (["acknowledge", "a", "x"], "acknowledge"),
        (["hidden", "a", "x"], "hidden"),
        (["select_one_from_file places.csv", "a", "x"], "select_one_from_file places.csv"),
        (["select_one places.csv", "a", "x"], "select_one places.csv"),
        (["select_one_external yn", "a", "x"], "select_one_external yn"),
        (["select_one yn or_other", "a", "x"], "or_other"),
        (["select_one nowhere", "a", "x"], "select_one nowhere"),
        (["select_one", "a", "x"], "select_one"),
        (["magic", "a", "x"], "magic"),
        (["", "a", "x"], "type"),
        (["text", "", "x"], "name"),
        (["text", "two words", "x"], "name"),
        (["text", "a", "ก" * 501], "label"),
        (["text", "a", "x", "${b} = 1"], "required"),
        (["text", "a", "x", "", "regex(., 'x')"], "relevant"),
        (["text", "a", "x", "", "${nobody} = 1"], "relevant"),
        (["text", "a", "x", "", ". = 1"], "relevant"),
        (["text", "a", "x", "", "", "${a} == 1"], "constraint"),
        (["text", "a", "x", "", "${a} = 1"], "relevant"),
        (["image", "a", "x", "", "", "", "", "", "signature"], "image"),
        (["end_group", "", ""], "end_group"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_refuses_by_row_and_name(row: list[Any], kind: str) -> None:
    found = read_form(form([["text", "b", "ก่อน"], row], YES_NO))
    assert refused(found) == [("survey", 3, kind)]


def test_all_refusals_at_once_and_nothing_twice() -> None:
    found = read_form(
        form(
            [
                ["begin_repeat", "r", "ซ้ำ"], ["text", "a", "ก"], ["end_repeat", "", ""],
                ["calculate", "c", ""], ["text", "d", "ข", "", "${c} > 1"], ["text", "a", "ซ้ำ"],
                ["begin_group", "g", "ไม่ปิด"],
            ]
        )
    )  # fmt: skip
    assert refused(found) == [
        ("survey", 2, "begin_repeat"), ("survey", 5, "calculate"), ("survey", 7, "name"), ("survey", 8, "begin_group"),
    ]  # fmt: skip
    assert str(found.refusals[0]) == "ชีต survey แถว 2 · begin_repeat · ไม่รองรับชนิดนี้ (กลุ่มที่ถามซ้ำ)"


def test_refuses_filled_columns_that_change_the_form_and_tells_of_the_others() -> None:
    head = ["type", "name", "label", "default", "choice_filter", "media::image", "guidance_hint", "$kuid", "read_only"]
    found = read_form(
        form(
            [
                ["text", "a", "ก", "x", None, None, "คำแนะนำ", "u1", None],
                ["select_one yn", "b", "ข", None, "x=1", None, None, None, None],
                ["text", "c", "ค", None, None, "a.png", None, None, "yes"],
            ],
            YES_NO, survey_head=head,
        )
    )  # fmt: skip
    assert refused(found) == [
        ("survey", 2, "default"), ("survey", 3, "choice_filter"), ("survey", 4, "image"), ("survey", 4, "read_only"),
    ]  # fmt: skip
    assert any("guidance_hint, $kuid" in notice for notice in found.notices)


def test_choices_are_refused_by_their_row() -> None:
    found = read_form(
        form(
            [["select_one l", "a", "ก"], ["select_one l", "b", "ข"]],
            [["l", "x", "เอ็กซ์"], ["l", "x", "ซ้ำ"], ["l", "y", ""], [None, "z", "ไม่มีชุด"], ["l", "two words", "ว่าง"]],
        )
    )
    assert refused(found) == [
        ("choices", 3, "l"), ("choices", 4, "l"), ("choices", 5, "list_name"), ("choices", 6, "l"),
    ]  # fmt: skip


def test_reads_every_supported_kind() -> None:
    found = read_form(
        form(
            [
                ["start", "start", ""], ["today", "today", ""],
                ["begin_group", "g1", "ตอนที่ 1", "", "${i} = 'yes'"],
                ["integer", "a", "จำนวน", "yes", "", ". >= 0 and . <= 40", "0 ถึง 40"],
                ["decimal", "b", "ตัวเลข"],
                ["text", "c", "ข้อความ", True, "", "", "", "คำใบ้"],
                ["date", "d", "วันที่", 1],
                ["image", "e", "ภาพ"], ["geopoint", "f", "ที่ตั้ง"], ["note", "h", "อ่านก่อน"],
                ["end_group", "", ""],
                ["select_one yn", "i", "เลือกหนึ่ง"],
                ["select_multiple yn", "j", "เลือกหลาย", "", "selected(${i}, 'yes')"],
                ["select_one scale", "k", "ระดับ", "TRUE", "", "", "", "", "likert"],
                ["select_one words", "l", "ระดับคำ", "", "", "", "", "", "w1 likert"],
            ],
            [*YES_NO, ["scale", 1, "น้อย"], ["scale", 3.0, "มาก"], ["scale", 2, "กลาง"], ["words", "a", "ดี"]],
        )
    )  # fmt: skip
    got = items(found)
    assert [(code, item.kind) for code, item in got.items()] == [
        ("a", "number"), ("b", "number"), ("c", "text"), ("d", "date"), ("e", "photo"), ("f", "place"), ("h", "note"),
        ("i", "choice"), ("j", "choices"), ("k", "rating"), ("l", "choice"),
    ]  # fmt: skip
    assert (got["a"].whole, got["b"].whole, got["a"].required, got["b"].required) == (True, False, True, False)
    assert (got["a"].constraint, got["a"].constraint_message) == (". >= 0 and . <= 40", "0 ถึง 40")
    assert (got["c"].help_text, got["c"].required, got["d"].required) == ("คำใบ้", True, True)
    assert [(level.value, level.code, level.label) for level in got["i"].levels] == [
        (2, "yes", "ใช่"), (1, "no", "ไม่ใช่"),
    ]  # fmt: skip
    assert [(level.value, level.code) for level in got["k"].levels] == [(3, ""), (2, ""), (1, "")]
    assert got["j"].relevant == "selected(${i}, 'yes')"
    assert [(section.title, section.relevant) for section in found.content.sections] == [
        ("ตอนที่ 1", "${i} = 'yes'"), ("แบบทดสอบ", ""),
    ]  # fmt: skip
    assert any("start, today" in notice for notice in found.notices)
    assert any("w1" in notice for notice in found.notices)


def test_groups_in_groups_become_sections_in_a_row() -> None:
    found = read_form(
        form(
            [
                ["text", "z", "นำ"],
                ["begin group", "o", "นอก", "", "${z} = 'x'"], ["text", "a", "ก"],
                ["begin group", "i", "ใน", "", "${a} = 'y'"], ["text", "b", "ข"], ["end group", "", ""],
                ["text", "c", "ค"], ["end group", "", ""],
            ]
        )
    )  # fmt: skip
    items(found)
    assert [(part.title, part.relevant, [item.code for item in part.items]) for part in found.content.sections] == [
        ("แบบทดสอบ", "", ["z"]),
        ("นอก", "${z} = 'x'", ["a"]),
        ("นอก › ใน", "(${z} = 'x') and (${a} = 'y')", ["b"]),
        ("นอก (ต่อ)", "${z} = 'x'", ["c"]),
    ]
    assert any("แถว 5" in notice for notice in found.notices)


def test_a_circle_of_conditions_is_refused() -> None:
    found = read_form(form([["text", "a", "ก", "", "${b} = 1"], ["text", "b", "ข", "", "${a} = 1"]]))
    assert refused(found) == [("survey", 2, "relevant")]
    assert "a → b → a" in found.refusals[0].reason


@pytest.mark.parametrize(
    ("labels", "language", "text", "told"),
    [
        (["label::English (en)", "label::Thai (th)"], "Thai (th)", "two", "English (en)"),
        (["LABEL :: ไทย", "label"], "ไทย", "one", ""),
        (["label", "label::French (fr)"], "", "one", "French (fr)"),
        (["label::French (fr)", "label::English"], "French (fr)", "one", "English"),
        (["label:english", "label:thai"], "thai", "two", "english"),
    ],
)
def test_one_language_is_read_and_the_others_are_named(labels: list[str], language: str, text: str, told: str) -> None:
    found = read_form(form([["text", "a", "one", "two"]], survey_head=["type", "name", *labels]))
    assert items(found)["a"].text == text
    assert found.language == language
    assert any(told in notice for notice in found.notices) or not told


def test_untidy_sheets() -> None:
    """Upper case, blanks in headers, a BOM, blank rows, numbers as floats, truths, smart quotes, comment rows."""
    found = read_form(
        raw(
            {
                " Survey ": [
                    ["\ufeffTYPE", "Name", "Label ", "Required", "Relevant"],
                    [],
                    ["Select_One l", "a", 5.0, True, None],
                    [None, None, None, None, None],
                    ["  SELECT ONE FROM l", "b", "ข", "=TRUE()", "${a} = ‘1’"],
                    ["# หมายเหตุ", "", "ไม่ใช่ข้อ"],
                    ["text", "c", "ปิดไว้", None, None, "yes"],
                ],
                "CHOICES": [["List Name", "NAME", "label"], ["l", 1.0, 10.5], ["l", 2, True]],
                "settings": [["FORM_ID", "form title"], [2569.0, "แบบ 1"]],
            }
        )
    )
    got = items(found)
    assert found.code == "2569"
    assert found.name == "แบบ 1"
    assert (got["a"].text, got["a"].required, got["b"].required) == ("5", True, True)
    assert [(level.value, level.code, level.label) for level in got["a"].levels] == [(2, "1", "10.5"), (1, "2", "TRUE")]


def test_formulas_are_refused_and_not_run() -> None:
    book = Workbook()
    page = book.active
    page.title = "survey"
    page.append(["type", "name", "label", "unknown"])
    page.append(["text", "a", '=HYPERLINK("http://x")', "=1+1"])
    page.append(["note", None, "ไม่มีชื่อก็ได้"])
    settings = book.create_sheet("settings")
    settings.append(["form_id", "version"])
    settings.append(["f", '=TEXT(NOW(), "yyyymmdd")'])  # so in ODK's own template
    found = read_form(saved(book), name="f.xlsx")
    assert refused(found) == [("survey", 2, "label")]


def test_merged_cells_are_refused_where_they_hide_something() -> None:
    data = form([["select_one l", "a", "ก"]], [["l", "x", "เอ็กซ์"], [None, "y", "วาย"]])
    book = load_workbook(io.BytesIO(data))
    book["choices"].merge_cells("A2:A3")
    assert refused(read_form(saved(book))) == [("choices", 3, "list_name")]


def test_a_form_without_form_id_takes_the_name_of_its_file() -> None:
    data = form([["text", "a", "ก"]], settings={})
    assert read_form(data, name="aB3 form.xlsx").code == "aB3_form"
    assert refused(read_form(data, name="(1).xlsx")) == []
    assert refused(read_form(data, name="")) == [("settings", 2, "form_id")]
    assert refused(read_form(form([["text", "a", "ก"]], settings={"form_id": "a/b"}))) == [("settings", 2, "form_id")]


def test_own_columns_are_checked() -> None:
    head = ["type", "name", "label", "nithet::weight", "nithet::kind"]
    survey = [
        ["text", "a", "ก", "-1", ""],
        ["select_multiple yn", "b", "ข", "", "rating"],
        ["select_one yn", "c", "ค", "", "rating"],
    ]  # fmt: skip
    settings = {"form_id": "f", "nithet::subject": "moon", "nithet::year_from": "2026", "nithet::year_to": "x"}
    bands = [["name", "basis", "lowest", "highest", "level", "lower", "label"], ["ก", "moon", 0, 5, 1, 9, "ต่ำ"]]
    found = read_form(form(survey, YES_NO, settings, survey_head=head, nithet_bands=bands))
    assert refused(found) == [
        ("survey", 2, "nithet::weight"), ("survey", 3, "nithet::kind"), ("choices", 2, "nithet::value"),
        ("nithet_bands", 2, "basis"), ("nithet_bands", 2, "lower"), ("settings", 2, "nithet::subject"),
        ("settings", 2, "nithet::year_from"), ("settings", 2, "nithet::year_to"),
    ]  # fmt: skip


def _zip(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "x.xlsx", "ว่าง"),
        (b"hello", "x.xlsx", "ไม่ใช่ไฟล์ Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "x.xls", "รุ่นเก่า"),
        (_zip(a=b"1"), "x.xlsx", "ไม่ใช่ไฟล์ Excel"),
        (raw({"survey": [["type"]]}), "x.xlsm", "แมโคร"),
        (_zip(**{"[Content_Types].xml": b"x", "xl__vbaProject.bin": b"x"}), "x.xlsx", "แมโคร"),
        (_zip(**{"[Content_Types].xml": b"<x/>", "xl__workbook.xml": b"0" * 45_000_000}), "x.xlsx", "ใหญ่ผิดปกติ"),
        (
            _zip(**{"[Content_Types].xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]>", "xl__workbook.xml": b"x"}), "x.xlsx",
            "ไม่ปลอดภัย",
        ),
        (_zip(**{"[Content_Types].xml": b"<x/>", "xl__workbook.xml": b"<broken"}), "x.xlsx", "เสียหาย"),
        (raw({"Sheet1": [["type"]]}), "x.xlsx", "ไม่มีชีต survey"),
        (raw({"survey": [["type"]], "SURVEY ": [["type"]]}), "x.xlsx", "มากกว่าหนึ่งชีต"),
    ],
)  # fmt: skip
def test_files_that_are_none(data: bytes, name: str, words: str) -> None:
    with pytest.raises(DomainError, match=words) as refusal:
        read_form(data, name=name)
    assert refusal.value.field == "file"


def test_ten_thousand_rows_are_refused_in_one_line() -> None:
    found = read_form(form([["text", f"q{number}", "ข้อ"] for number in range(9_999)]))
    assert [refusal.reason for refusal in found.refusals] == ["มีเกิน 300 ข้อ กรุณาแบ่งเป็นหลายเครื่องมือ"]
    with pytest.raises(DomainError, match="10,000 แถว"):
        read_form(form([["text", "q", "ข้อ"] for _ in range(10_001)]))


def test_an_empty_form_is_refused() -> None:
    assert refused(read_form(form([["start", "start", ""]]))) == [("survey", None, "")]
    assert refused(read_form(raw({"survey": [["name", "label"], ["a", "ก"]]})))[0] == ("survey", 1, "type")


def test_a_weight_of_nothing() -> None:
    data = form(
        [["text", "a", "ก", "0"], ["text", "b", "ข", "๒.๕"]], survey_head=["type", "name", "label", "nithet::weight"]
    )
    assert [item.weight for item in items(read_form(data)).values()] == [Decimal(0), Decimal("2.5")]
