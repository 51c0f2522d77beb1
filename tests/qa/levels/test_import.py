"""Levels from a workbook: each refusal by row, nothing half done, the second run, and who the file leaves out."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from core import audit
from core.errors import StaleRevision
from qa.levels.importing.service import Target, confirm, receive, rehearse
from qa.levels.models import LevelImport, SchoolLevel
from schools.models import SchoolYearCount
from tests.factories import levels
from tests.factories.levels import workbook

pytestmark = pytest.mark.django_db


def target(office: Any, **more: Any) -> Target:
    values = {"academic_year": 2566, "level": "basic", "source": "self", "set": levels.the_set(office)}
    return Target(**{**values, **more})


def faults(office: Any, rows: list[tuple[Any, ...]], **more: Any) -> list[tuple[int, str, str]]:
    found = rehearse(workbook(rows), office, target(office, **more))
    return [(row.number, row.columns, row.reason) for row in found.rows if not row.imported]


def test_a_word_of_another_scale_names_that_scale() -> None:
    office = levels.office()
    school = levels.school(office)
    [(number, column, reason)] = faults(office, [(school.code10, "ดีเยี่ยม")])
    assert (number, column) == (2, "ระดับ")
    assert "“ดีเยี่ยม” เป็นคำของสเกลอื่น" in reason
    assert "ก่อน พ.ศ. 2561" in reason
    assert "ยอดเยี่ยม ดีเลิศ ดี ปานกลาง กำลังพัฒนา" in reason


def test_every_other_refusal_by_row() -> None:
    office = levels.office()
    one, two, early = levels.school(office), levels.school(office), levels.school(office, teaches="early")
    closed = levels.school(office, status="closed", closed_on=date(2020, 1, 1))
    later = levels.school(office, opened_on=date(2025, 5, 16))
    told = faults(
        office,
        [
            (one.code10, "ดี"),
            (one.smis8, "ดีเลิศ"),
            (early.code10, "ดี"),
            ("9999999999", "ดี"),
            (closed.code10, "ดี"),
            (later.code10, "ดี"),
            (two.code10, "เก่งมาก"),
            (two.code10, "ดี", "9.9"),
            (None, "ดี"),
            (two.code10, None, "1"),
        ],
    )
    assert [number for number, _, _ in told] == list(range(2, 12))
    words = [reason for _, _, reason in told]
    assert "ซ้ำ กับแถวที่ 3" in words[0]
    assert "ซ้ำ กับแถวที่ 2" in words[1]
    assert "ไม่ได้เปิดสอนระดับขั้นพื้นฐาน" in words[2]
    assert "ไม่พบโรงเรียน" in words[3]
    assert "ปิดหรือรวมแล้ว" in words[4]
    assert "เปิดเมื่อ" in words[5]
    assert "ไม่รู้จักระดับ" in words[6]
    assert "ไม่พบมาตรฐานนี้" in words[7]
    assert "ไม่มีรหัส" in words[8]
    assert "ไม่มีระดับ" in words[9]


def test_the_file_itself(tmp_path: Path) -> None:
    office = levels.office()
    path = tmp_path / "x.xlsx"
    for data, said in (
        (b"no workbook", "ไม่ใช่ไฟล์ Excel"),
        (workbook([], head=("รหัสโรงเรียน", "คะแนน")), "ไม่มีคอลัมน์ที่จำเป็น: ระดับ"),
        (workbook([]), "ไม่มีแถวข้อมูล"),
    ):
        path.write_bytes(data)
        with pytest.raises(CommandError, match=said):
            call_command("import_qa_levels", path, district=office.code, year="2566", level="basic")
    with pytest.raises(CommandError, match="ไม่มีเขต"):
        call_command("import_qa_levels", path, district="none", year="2566", level="basic")
    with pytest.raises(CommandError, match=r"ค\.ศ\."):
        call_command("import_qa_levels", path, district=office.code, year="2023", level="basic")


def test_refused_rows_stop_the_run_unless_told_otherwise(tmp_path: Path) -> None:
    office = levels.office()
    school = levels.school(office)
    path = tmp_path / "x.xlsx"
    path.write_bytes(workbook([(school.code10, "ดี"), ("9999999999", "ดี")]))
    with pytest.raises(CommandError, match="ไม่นำเข้า"):
        call_command("import_qa_levels", path, district=office.code, year="2566", level="basic")
    assert not SchoolLevel.objects.exists()
    with pytest.raises(CommandError) as stopped:
        call_command("import_qa_levels", path, district=office.code, year="2566", level="basic", skip_refused=True)
    assert stopped.value.returncode == 2
    assert SchoolLevel.objects.get().school == school


def test_codes_that_lost_their_zeros_other_spellings_and_standards() -> None:
    office = levels.office()
    one = levels.school(office, code10="0012345678")
    two, three = levels.school(office), levels.school(office)
    data = workbook(
        [
            (12345678, " พัฒนา "),
            (int(two.smis8), "ไม่ได้ประเมิน", "ภาพรวม"),
            (two.code10, "ดีเลิศ", 1),
            (three.code10, "ดี", "มาตรฐานที่ ๒"),
        ]
    )
    found = rehearse(data, office, target(office))
    assert not found.has_refusals
    run, _ = receive(data, office, target(office), actor=audit.SYSTEM, name="a.xlsx")
    confirm(run, actor=audit.SYSTEM)
    told = {(row.school.pk, row.standard and row.standard.number): row.scale_level and row.scale_level.word
            for row in SchoolLevel.objects.all()}  # fmt: skip
    assert told == {
        (one.pk, None): "กำลังพัฒนา", (two.pk, None): None, (two.pk, "1"): "ดีเลิศ", (three.pk, "2"): "ดี"
    }  # fmt: skip
    assert found.missing == [f"{three.name} ({three.code10})"]


def test_the_second_run_changes_nothing_and_a_change_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    office = levels.office()
    schools = [levels.school(office) for _ in range(3)]
    path = tmp_path / "x.xlsx"
    path.write_bytes(workbook([(school.code10, "ดี") for school in schools]))
    for said in ("สร้างใหม่ 3 · เปลี่ยนแปลง 0 · คงเดิม 0", "สร้างใหม่ 0 · เปลี่ยนแปลง 0 · คงเดิม 3"):
        call_command("import_qa_levels", path, district=office.code, year="2566", level="basic")
        assert said in capsys.readouterr().out
    before = list(SchoolLevel.objects.values_list("pk", "updated_at"))
    path.write_bytes(workbook([(schools[0].code10, "ดีเลิศ")]))
    call_command("import_qa_levels", path, district=office.code, year="2566", level="basic", dry_run=True)
    out = capsys.readouterr().out
    assert "ระดับ: ดี → ดีเลิศ" in out
    assert "ซ้อมนำเข้า: ไม่มีการบันทึก" in out
    assert list(SchoolLevel.objects.values_list("pk", "updated_at")) == before


def test_a_file_of_116_of_117_schools_names_the_missing_one(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    office = levels.office()
    schools = [levels.school(office, name=f"โรงเรียนที่ {n:03}") for n in range(117)]
    words = ["ดีเยี่ยม"] * 57 + ["ดีมาก"] * 56 + ["ดี"] * 3
    path = tmp_path / "x.xlsx"
    path.write_bytes(workbook([(school.code10, word) for school, word in zip(schools, words, strict=False)]))
    call_command("import_qa_levels", path, district=office.code, year="2556", level="basic")
    out = capsys.readouterr().out
    assert f"116 จาก 117 โรงเรียนในขอบเขต ขาด 1 โรงเรียน: {schools[116].name} ({schools[116].code10})" in out
    assert "นำเข้าเรียบร้อย แต่ยังขาด 1 โรงเรียน" in out
    assert SchoolLevel.objects.filter(academic_year=2556).count() == 116


def test_a_file_of_standards_alone_tells_what_the_office_has_already() -> None:
    office = levels.office()
    one, two = levels.school(office), levels.school(office)
    levels.give(one, "ดี")
    found = rehearse(workbook([(one.code10, "ดี", "1")]), office, target(office))
    assert (len(found.missing), found.still) == (2, [f"{two.name} ({two.code10})"])
    assert "ในจำนวนนี้ 1 โรงเรียนมีระดับอยู่ในระบบแล้ว" in found.coverage


def test_schools_counted_without_pupils_are_not_missed() -> None:
    office = levels.office()
    one, two = levels.school(office), levels.school(office)
    SchoolYearCount.objects.create(school=two, academic_year=2566, pre_primary=9)
    found = rehearse(workbook([(one.code10, "ดี")]), office, target(office))
    assert (found.missing, found.expected, found.apart) == ([], 1, 1)


def test_what_changed_after_the_rehearsal_asks_for_a_new_one() -> None:
    office = levels.office()
    school = levels.school(office)
    data = workbook([(school.code10, "ดี")])
    run, _ = receive(data, office, target(office), actor=audit.SYSTEM, name="a.xlsx")
    levels.give(school, "ดีเลิศ")
    with pytest.raises(StaleRevision):
        confirm(run, actor=audit.SYSTEM)
    run.refresh_from_db()
    assert run.state == LevelImport.State.STALE
    assert SchoolLevel.objects.get().scale_level.word == "ดีเลิศ"


def test_levels_told_in_another_set_are_replaced_and_said_so() -> None:
    office = levels.office()
    school = levels.school(office)
    levels.give(school, "ดี", standards={"1": "ดี"})
    copy = levels.the_set(office)
    copy.pk, copy.code, copy.name, copy.family = None, "own", "ชุดของเขต", "district"
    copy._state.adding = True
    copy.save()
    for value, word in enumerate(("ต่ำ", "สูง"), start=1):
        copy.scale.create(value=value, word=word)
    data = workbook([(school.code10, "สูง")])
    found = rehearse(data, office, target(office, set=copy))
    assert [change.field for change in found.rows[0].changes] == ["ชุดมาตรฐาน", "ระดับ"]
    run, _ = receive(data, office, target(office, set=copy), actor=audit.SYSTEM, name="a.xlsx")
    confirm(run, actor=audit.SYSTEM)
    assert SchoolLevel.objects.get().set == copy


def test_the_reason_of_a_level_goes_with_it() -> None:
    office = levels.office()
    school = levels.school(office)
    head = ("รหัสโรงเรียน", "ระดับ", "เหตุผล")
    for rows, told in (
        ([(school.code10, "ไม่ประเมิน", "สถานการณ์ไม่ปกติ")], ["ระดับ"]),
        ([(school.code10, "ไม่ประเมิน", None)], []),
        ([(school.code10, "ดี", None)], ["ระดับ", "เหตุผล"]),
    ):
        data = workbook(rows, head=head)
        run, found = receive(data, office, target(office), actor=audit.SYSTEM, name="a.xlsx")
        assert [change.field for change in found.rows[0].changes] == told
        confirm(run, actor=audit.SYSTEM)
    row = SchoolLevel.objects.get()
    assert (row.scale_level.word, row.reason) == ("ดี", "")
