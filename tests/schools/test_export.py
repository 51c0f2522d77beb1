"""What goes out comes in again unchanged, and holds no formula."""

import io
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from core import audit
from core.errors import NotAllowed
from core.models import AuditEntry
from schools.exporting import export_district, template
from schools.importing.service import confirm, receive, rehearse
from schools.importing.sheets import NOTES_SHEET, SHEETS
from schools.models import District, Person, School, SchoolYearCount
from schools.samples import FILES, clean_rows, clean_workbook
from schools.services.districts import create_district
from tests.factories import base
from tests.factories.workbooks import workbook

pytestmark = pytest.mark.django_db
TODAY = date(2024, 7, 17)


@pytest.fixture
def office() -> District:
    return create_district("T1", "สพป.ทดสอบ เขต 1", actor=audit.SYSTEM, today=TODAY)


def imported(office: District, data: bytes) -> None:
    run, rehearsal = receive(data, office, actor=audit.SYSTEM, name="x.xlsx", today=TODAY)
    assert not rehearsal.has_refusals
    confirm(run, actor=audit.SYSTEM, today=TODAY)


def test_only_who_may_import_may_export(office: District) -> None:
    for role in ("supervisor", "office_director", "clerk"):
        with pytest.raises(NotAllowed):
            export_district(office, actor=base.user(role, office))
    with pytest.raises(NotAllowed):
        export_district(office, actor=base.user("admin", base.district()))


def test_the_sample_goes_in_whole_and_again_unchanged_and_out_and_in(office: District) -> None:
    imported(office, clean_workbook())
    rows = clean_rows()
    assert School.objects.of_district(office).count() == len(rows["schools"]) == 107
    assert SchoolYearCount.objects.count() == 214
    assert Person.objects.of_district(office).count() == len({r.get("email") or id(r) for r in rows["people"]})
    assert rehearse(clean_workbook(), office, actor=audit.SYSTEM, today=TODAY).changes_nothing
    out = rehearse(export_district(office, actor=audit.SYSTEM), office, actor=audit.SYSTEM, today=TODAY)
    assert not out.has_refusals
    assert out.changes_nothing
    assert AuditEntry.objects.filter(action="export.taken").count() == 1


def test_odd_rows_come_back_unchanged(office: District) -> None:
    teacher = {"email": None, "role": "ครู", "place": "1042500001", "first_name": "ครูหนึ่ง", "starts_on": None}
    imported(
        office,
        workbook(
            schools=[{"name": "=1+1"}, {"code10": None, "smis8": None, "name": "โรงเรียนไม่มีรหัส", "levels": None}],
            people=[
                {"acting": "รักษาการ", "order_reference": "12/2566", "ends_on": "30 ก.ย. 2567"},
                {"starts_on": "1 ต.ค. 2567"},
                {"email": "p@example.org", "first_name": "ผอ.", "role": "ผอ.โรงเรียน", "place": "1042500001",
                 "ends_on": "30 ก.ย. 2566", "starts_on": "1 ต.ค. 2565"},
                {"email": "p@example.org", "first_name": "ผอ.", "role": "ผอ.โรงเรียน", "place": "โรงเรียนไม่มีรหัส"},
                {"email": "x@example.org", "first_name": "ยังไม่มี", "role": None, "place": "1042500001",
                 "starts_on": None},
                teacher,
            ],
            assignments=[{"note": "=cmd"}, {"kind": "โรงเรียน", "target": "โรงเรียนไม่มีรหัส"}],
        ),
    )  # fmt: skip
    data = export_district(office, actor=audit.SYSTEM)
    again = rehearse(data, office, actor=audit.SYSTEM, today=TODAY)
    assert not again.has_refusals, [row.reason for row in again.rows if not row.imported]
    assert again.changes_nothing, [(row.label, row.changes) for row in again.rows if row.changes]
    types = {cell.data_type for page in load_workbook(io.BytesIO(data)) for row in page.iter_rows() for cell in row}
    assert "f" not in types
    cells = {cell.value for cell in load_workbook(io.BytesIO(data))["โรงเรียน"]["C"]}
    assert "=1+1" in cells


def test_what_leaves_one_office_fills_another(office: District) -> None:
    imported(office, clean_workbook())
    other = create_district("T2", "สพป.ทดสอบ เขต 2", actor=audit.SYSTEM, today=TODAY)
    imported(other, export_district(office, actor=audit.SYSTEM))
    assert School.objects.of_district(other).count() == 107
    assert Person.objects.of_district(other).count() == Person.objects.of_district(office).count()


def test_the_empty_form_has_headers_lists_and_notes() -> None:
    book = load_workbook(io.BytesIO(template()))
    assert book.sheetnames == [*(sheet.title for sheet in SHEETS), NOTES_SHEET]
    for sheet in SHEETS:
        assert [cell.value for cell in book[sheet.title][1]] == [column.title for column in sheet.columns]
    assert len(book["บุคลากร"].data_validations.dataValidation) == 2


def test_the_samples_kept_are_those_the_command_writes(tmp_path: Path) -> None:
    call_command("sample_workbooks", str(tmp_path))
    kept = Path(__file__).resolve().parents[2] / "schools" / "data"
    for name in FILES:
        books = [load_workbook(folder / name) for folder in (tmp_path, kept)]
        for title in books[0].sheetnames:
            one, two = ([[cell.value for cell in row] for row in book[title].iter_rows()] for book in books)
            assert one == two, (name, title)
