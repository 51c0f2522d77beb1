"""Results from a workbook: each refusal by row, the second run, totals, and nothing half done."""

import io
from types import SimpleNamespace
from typing import Any

import pytest
from openpyxl import load_workbook

from core.errors import DomainError, NotAllowed, StaleRevision
from schools.models import School
from supervision.achievement.importing.service import confirm, drop, receive, rehearse
from supervision.achievement.importing.sheet import SHEET, read, template
from supervision.achievement.models import ExamResult, Paper, ResultImport
from tests.factories import achievement
from tests.factories.achievement import give, paper, workbook


@pytest.fixture
def ready(office: SimpleNamespace) -> SimpleNamespace:
    achievement.exams_of(office.district)
    return office


def row(
    code: Any, mean: Any = 50, *, sat: Any = 10, year: Any = 2567, subject: Any = "ภาษาไทย", **more: Any
) -> tuple[Any, ...]:
    exam, grade = more.get("exam", "O-NET"), more.get("grade", "ป.6")
    return (code, exam, year, grade, subject, sat, mean, *more.get("rest", ()))


def faults(office: SimpleNamespace, rows: list[tuple[Any, ...]]) -> dict[int, str]:
    return {one.number: one.reason for one in rehearse(workbook(rows), office.district).rows if not one.imported}


def test_every_refusal_by_row(ready: SimpleNamespace) -> None:
    code = [school.code10 for school in ready.schools]
    said = faults(
        ready,
        [
            row(code[0], "100.5"),
            row(code[0], -1, subject="คณิตศาสตร์"),
            row(code[0], subject="สังคมศึกษา ศาสนา และวัฒนธรรม"),
            row("9999999999"),
            row(None),
            row(code[0], exam="TOEFL"),
            row(code[0], grade="ป.5"),
            row(code[0], grade="ปวช.1"),
            row(code[1], rest=(None, 3, 3, 3)),
            row(code[1], subject="คณิตศาสตร์", rest=(None, 3, 3, None)),
            row(code[1], sat=0, subject="วิทยาศาสตร์"),
            row(code[1], "สูง", subject="ภาษาอังกฤษ"),
            row(code[2], year=2024),
            row(code[2], None),
            row(code[2], subject="คณิตศาสตร์"),
            row(code[2], 60, subject="คณิตศาสตร์"),
        ],
    )
    expected = {
        2: "0 ถึง 100", 3: "0 ถึง 100", 4: "ไม่มีการสอบในปีการศึกษา 2567", 5: "ไม่พบโรงเรียน", 6: "ไม่มีรหัสโรงเรียน",
        7: "ไม่รู้จักการทดสอบ", 8: "ไม่มีการสอบชั้นนี้", 9: "ไม่รู้จักชั้น", 10: "รวม 9 คน ไม่เท่ากับผู้เข้าสอบ 10 คน",
        11: "ครบทั้งสามกลุ่ม", 12: "อย่างน้อย 1 คน", 13: "ไม่ใช่ตัวเลข", 14: "พ.ศ.", 15: "ไม่มีคะแนนเฉลี่ย",
        16: "ซ้ำกับแถวที่ 17", 17: "ซ้ำกับแถวที่ 16",
    }  # fmt: skip
    assert said.keys() == expected.keys()
    assert not [(key, words, said[key]) for key, words in expected.items() if words not in said[key]]
    assert not ExamResult.objects.exists()


def test_the_same_file_twice_changes_nothing(ready: SimpleNamespace) -> None:
    data = workbook([row(school.code10, 40 + n, rest=(9.5, 2, 5, 3)) for n, school in enumerate(ready.schools)])
    run, first = receive(data, ready.district, actor=ready.head, name="a.xlsx")
    assert first.counts["created"] == 3
    confirm(run, actor=ready.head)
    assert ExamResult.objects.count() == 3
    with pytest.raises(DomainError, match="นำเข้าไปแล้ว"):
        confirm(run, actor=ready.head)
    again, second = receive(data, ready.district, actor=ready.head, name="a.xlsx")
    assert (second.counts["unchanged"], second.changes_nothing) == (3, True)
    stamps = set(ExamResult.objects.values_list("updated_at", flat=True))
    confirm(again, actor=ready.head)
    assert set(ExamResult.objects.values_list("updated_at", flat=True)) == stamps
    changed = workbook([row(ready.schools[0].code10, 61, rest=(9.5, 2, 5, 3))])
    run, third = receive(changed, ready.district, actor=ready.head, name="b.xlsx")
    assert [(one.field, one.old, one.new) for one in third.rows[0].changes] == [("คะแนนเฉลี่ย", "40.00", "61.00")]
    confirm(run, actor=ready.head)
    assert ExamResult.objects.get(school=ready.schools[0]).mean == 61


def test_lines_of_the_form_left_empty_are_not_read(ready: SimpleNamespace) -> None:
    papers = list(Paper.objects.of_district(ready.district).filter(exam__code="onet").select_related("exam"))
    form = template(papers, 2567, ready.schools)
    with pytest.raises(DomainError, match="ไม่มีแถวที่กรอกตัวเลข"):
        rehearse(form, ready.district)
    book = load_workbook(io.BytesIO(form))
    page = book[SHEET.title]
    figures = [column.key for column in SHEET.columns].index("sat") + 1
    for at, (sat, mean) in {2: (10, 50), 3: (10, None)}.items():
        page.cell(at, figures, sat)
        page.cell(at, figures + 1, mean)
    out = io.BytesIO()
    book.save(out)
    rehearsal = rehearse(out.getvalue(), ready.district)
    assert [(one.number, one.imported) for one in rehearsal.rows] == [(2, True), (3, False)]
    assert rehearsal.ignored == [f"{page.max_row - 3:,} แถวที่ไม่ได้กรอกตัวเลข"]


def test_refused_rows_stop_the_run_unless_told_otherwise(ready: SimpleNamespace) -> None:
    data = workbook([row(ready.schools[0].code10), row("9999999999")])
    run, _ = receive(data, ready.district, actor=ready.head, name="a.xlsx")
    with pytest.raises(DomainError, match="แถวที่ถูกปฏิเสธ"):
        confirm(run, actor=ready.head)
    assert not ExamResult.objects.exists()
    confirm(run, actor=ready.head, skip_refused=True)
    assert ExamResult.objects.count() == 1


def test_what_changed_after_the_rehearsal_asks_for_a_new_one(ready: SimpleNamespace) -> None:
    data = workbook([row(ready.schools[0].code10)])
    run, _ = receive(data, ready.district, actor=ready.head, name="a.xlsx")
    give(paper(ready.district), 33, school=ready.schools[0])
    with pytest.raises(StaleRevision):
        confirm(run, actor=ready.head)
    run.refresh_from_db()
    assert run.state == ResultImport.State.STALE
    assert ExamResult.objects.get().mean == 33


def test_grades_a_school_does_not_teach_are_told_by_name_and_row(ready: SimpleNamespace) -> None:
    """Told, not refused: the school may have taught it then. One whose levels nobody entered may teach any."""
    first, second, third = ready.schools
    School.objects.filter(pk=third.pk).update(level_from="", level_to="")
    data = workbook(
        [
            row(first.code10, grade="ม.3"), row(first.code10, grade="ม.3", subject="คณิตศาสตร์"), row(second.code10),
            row(third.code10, grade="ม.3"), row("ประเทศ", grade="ม.3"),
        ]
    )  # fmt: skip
    run, rehearsal = receive(data, ready.district, actor=ready.head, name="a.xlsx")
    said = f"{first.name} เปิดสอน ป.1–ป.6 ตามทะเบียนโรงเรียน แต่มีผลของชั้น ม.3 (แถวที่ 2, 3)"
    assert rehearsal.grades == run.rehearsal["grades"] == [said]
    assert not rehearsal.has_refusals
    confirm(run, actor=ready.head)
    assert ExamResult.objects.filter(school=first, paper__grade="ม.3").count() == 2


def test_many_rows_of_a_grade_not_taught_are_cut_short(ready: SimpleNamespace) -> None:
    rows = [row(ready.schools[0].code10, grade="ม.3", year=year) for year in range(2555, 2568)]
    [said] = rehearse(workbook(rows), ready.district).grades
    assert said.endswith("(แถวที่ 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 และอีก 3 แถว)")


def test_totals_against_the_announced_row(ready: SimpleNamespace) -> None:
    codes = [school.code10 for school in ready.schools]
    found = rehearse(
        workbook([row(codes[0], 40), row(codes[1], 60, sat=30), row("เขต", 54, sat=41), row("ประเทศ", 55, sat=None)]),
        ready.district,
    )
    assert found.counts["created"] == 4
    assert len(found.totals) == 2
    assert "40 คน ไม่เท่ากับของเขต 41 คน" in found.totals[0]
    assert "55.00 ต่างจากค่าเฉลี่ยของเขต 54.00" in found.totals[1]


def test_only_the_keeper_imports(ready: SimpleNamespace) -> None:
    data = workbook([row(ready.schools[0].code10)])
    for actor in (ready.supervisor, ready.principals[0], ready.stranger):
        with pytest.raises(NotAllowed):
            receive(data, ready.district, actor=actor, name="a.xlsx")
    run, _ = receive(data, ready.district, actor=ready.head, name="a.xlsx")
    with pytest.raises(NotAllowed):
        confirm(run, actor=ready.stranger)
    drop(run, actor=ready.head)
    with pytest.raises(DomainError, match="ใช้ไม่ได้แล้ว"):
        confirm(run, actor=ready.head)


def test_the_empty_form_reads_back(ready: SimpleNamespace) -> None:
    papers = [paper(ready.district), paper(ready.district, subject="คณิตศาสตร์")]
    rows = read(template(papers, 2567, ready.schools)).sheets["results"].rows
    assert len(rows) == (3 + 2) * 2
    for data in (b"no workbook", workbook([]), workbook([], head=("รหัสโรงเรียน", "คะแนน", "ชั้น"))):
        with pytest.raises(DomainError):
            rehearse(data, ready.district)


def test_the_template_asks_a_school_for_the_grades_it_teaches(ready: SimpleNamespace) -> None:
    first, second, third = ready.schools
    second.level_to, third.level_from, third.level_to = "ม.3", "", ""
    papers = list(Paper.objects.of_district(ready.district).filter(exam__code="onet", subject="ภาษาไทย"))
    rows = read(template(papers, 2567, ready.schools)).sheets["results"].rows
    asked = {}
    for _, one in rows:
        asked.setdefault(one["school"], []).append(one["grade"])
    every = ["ป.6", "ม.3", "ม.6"]
    assert asked == {
        first.code10: ["ป.6"], second.code10: ["ป.6", "ม.3"], third.code10: every, "เขต": every, "ประเทศ": every,
    }  # fmt: skip


def test_words_of_the_template_are_no_formula(ready: SimpleNamespace) -> None:
    school = ready.schools[0]
    school.name = '=HYPERLINK("http://x.example","ดู")'
    page = load_workbook(io.BytesIO(template([Paper.objects.select_related("exam").first()], 2567, [school])))[
        SHEET.title
    ]
    assert (page["B2"].value, page["B2"].data_type) == (school.name, "s")
