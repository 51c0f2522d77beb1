"""What a rehearsal says of rows: refused with reason, leaning on a refused row, created, changed, unchanged."""

from datetime import date, datetime
from typing import Any

import pytest

from core import audit
from core.errors import DomainError
from schools.importing.result import CHANGED, CREATED, DEPENDENT, REFUSED, UNCHANGED, Rehearsal
from schools.importing.service import confirm, receive, rehearse
from schools.models import Appointment, Assignment, Cluster, District, Person, School, SchoolChange, SchoolYearCount
from schools.samples import faulty_rows, faulty_workbook
from schools.services.districts import create_district
from tests.factories import base
from tests.factories.workbooks import workbook

pytestmark = pytest.mark.django_db
TODAY = date(2024, 7, 17)


@pytest.fixture
def office() -> District:
    return create_district("T1", "สพป.ทดสอบ เขต 1", actor=audit.SYSTEM, today=TODAY)


def rehearsed(office: District, **sheets: Any) -> Rehearsal:
    return rehearse(workbook(**sheets), office, actor=audit.SYSTEM, today=TODAY)


def imported(office: District, **sheets: Any) -> Rehearsal:
    run, rehearsal = receive(workbook(**sheets), office, actor=audit.SYSTEM, name="x.xlsx", today=TODAY)
    assert not rehearsal.has_refusals, [row.reason for row in rehearsal.rows if not row.imported]
    confirm(run, actor=audit.SYSTEM, today=TODAY)
    return rehearsal


def reasons(rehearsal: Rehearsal) -> list[tuple[str, int, str]]:
    return [(row.sheet, row.number, row.reason) for row in rehearsal.rows if not row.imported]


def test_the_faulty_sample_is_refused_as_its_last_sheet_lists(office: District) -> None:
    _, faults = faulty_rows()
    found = rehearse(faulty_workbook(), office, actor=audit.SYSTEM, today=TODAY)
    assert sorted(reasons(found)) == sorted(faults)
    assert found.counts[CREATED] > 20
    name = '=HYPERLINK("http://127.0.0.1/","โรงเรียน")'
    assert [row.status for row in found.rows if row.label == name and row.sheet == "โรงเรียน"] == [CREATED]


@pytest.mark.parametrize(
    ("change", "column", "reason"),
    [
        ({"code10": "10425000012"}, "รหัสโรงเรียน 10 หลัก", "รหัสโรงเรียนไม่ครบ 10 หลัก"),
        ({"smis8": "4203"}, "รหัส SMIS 8 หลัก", "รหัส SMIS ไม่ครบ 8 หลัก"),
        ({"name": "   "}, "ชื่อโรงเรียน", "ไม่มีชื่อโรงเรียน"),
        ({"kind": "เอกชน"}, "ประเภท", "ประเภทโรงเรียนไม่รู้จัก"),
        ({"levels": "ป.7"}, "ระดับที่เปิดสอน", "ระดับที่เปิดสอนไม่รู้จัก"),
        ({"longitude": 17.2}, "ลองจิจูด", "ลองจิจูดนอกช่วง"),
        ({"teachers": 1.5}, "ครู", "จำนวนครูไม่ใช่จำนวนเต็ม"),
        ({"academic_year": None}, "ปีการศึกษา", "มีจำนวนนักเรียนหรือครูแต่ไม่มีปีการศึกษา"),
        ({"academic_year": "2024"}, "ปีการศึกษา", "ปีการศึกษาไม่ใช่ พ.ศ."),
    ],
)
def test_a_school_row_is_refused_with_column_and_reason(
    office: District, change: dict[str, Any], column: str, reason: str
) -> None:
    row = rehearsed(office, schools=[change]).rows[0]
    assert (row.status, row.columns, row.reason) == (REFUSED, column, reason)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"email": "a@b"}, "อีเมลไม่ถูกต้อง"),
        ({"email": None}, "ไม่มีอีเมล บทบาทนี้ต้องเข้าระบบได้"),
        ({"first_name": None}, "ไม่มีชื่อ"),
        ({"place": None}, "ไม่มีสังกัด"),
        ({"role": "ผอ.โรงเรียน"}, "บทบาทนี้ต้องสังกัดโรงเรียน"),
        ({"starts_on": None}, "ไม่มีวันเริ่ม"),
        ({"starts_on": "1 ต.ค. 2023"}, "วันเริ่มไม่ถูกต้อง: ปี 2023 เป็น ค.ศ. โปรดพิมพ์เป็น พ.ศ. 2566"),
        ({"ends_on": date(2020, 1, 1)}, "วันสิ้นสุดก่อนวันเริ่ม"),
        ({"acting": "แทน"}, "ลักษณะไม่รู้จัก"),
    ],
)
def test_a_person_row_is_refused_with_its_reason(office: District, change: dict[str, Any], reason: str) -> None:
    assert rehearsed(office, people=[change]).rows[0].reason == reason


def test_rows_that_lean_on_refused_ones_are_told_apart(office: District) -> None:
    found = rehearsed(
        office,
        schools=[{"levels": "ป.6-อ.1", "cluster": "กลุ่มใหม่"}],
        people=[{"email": "p@example.org", "role": "ผอ.โรงเรียน", "place": "1042500001"}, {}],
        assignments=[{"email": "p@example.org", "kind": "กลุ่มสาระ", "target": "ศิลปะ"}, {"target": "กลุ่มใหม่"}],
    )
    assert [row.status for row in found.rows] == [REFUSED, DEPENDENT, CREATED, DEPENDENT, DEPENDENT]
    assert found.rows[1].reason == "อ้างถึงแถวที่ถูกปฏิเสธ (โรงเรียน แถวที่ 2)"


def test_a_school_that_is_there_already_needs_no_refused_row(office: District) -> None:
    imported(office, schools=[{}])
    found = rehearsed(office, schools=[{"kind": "?"}], people=[{"role": "ครู", "place": "1042500001", "email": None}])
    assert [row.status for row in found.rows] == [REFUSED, CREATED]


def test_values_are_cleaned_and_formulas_stay_text(office: District) -> None:
    imported(
        office,
        schools=[
            {
                "code10": "๑๐๔๒๕๐๐๐๐๑",
                "name": "  โรงเรียน  บ้านนาดี ",
                "primary": "๑๒๐",
                "academic_year": "๒๕๖๗",
                "tambon": '=cmd|"/c calc"',
                "levels": "อนุบาล 2 - ม.3",
            }
        ],
        people=[{"starts_on": "๑ ตุลาคม ๒๕๖๖", "ends_on": datetime(2568, 9, 30)}],
    )
    school = School.objects.get()
    assert (school.code10, school.name, school.tambon) == ("1042500001", "โรงเรียน บ้านนาดี", '=cmd|"/c calc"')
    assert (school.level_from, school.level_to) == ("อ.2", "ม.3")
    assert SchoolYearCount.objects.get().primary == 120
    held = Appointment.objects.get()
    assert (held.starts_on, held.ends_on) == (date(2023, 10, 1), date(2025, 9, 30))


def test_a_second_import_changes_nothing(office: District) -> None:
    sheets: dict[str, Any] = {
        "schools": [{}, {"code10": "1042500002", "smis8": None, "name": "โรงเรียนบ้านสอง"}],
        "counts": [{"school": "1042500001", "academic_year": 2566, "primary": 50}],
        "people": [{}, {"email": None, "role": "ครู", "place": "1042500002", "first_name": "ครูหนึ่ง", "starts_on": None}],
        "assignments": [{}, {"kind": "กลุ่มสาระ", "target": "ภาษาไทย"}, {"kind": "โรงเรียน", "target": "1042500002"}],
    }
    first = imported(office, **sheets)
    assert first.counts[CREATED] == 8
    again = imported(office, **sheets)
    assert again.counts[UNCHANGED] == 8
    assert again.changes_nothing
    assert (Person.objects.count(), Assignment.objects.count(), Cluster.objects.count()) == (2, 3, 1)


def test_changes_name_field_old_and_new(office: District) -> None:
    imported(office, schools=[{}])
    found = imported(office, schools=[{"name": "โรงเรียนบ้านนาใหม่", "primary": 61, "cluster": "กลุ่มโรงเรียนที่ 2"}])
    row = found.rows[0]
    assert row.status == CHANGED
    assert [(change.field, change.old, change.new) for change in row.changes] == [
        ("ชื่อโรงเรียน", "โรงเรียนบ้านนาดี", "โรงเรียนบ้านนาใหม่"),
        ("กลุ่มโรงเรียน", "กลุ่มโรงเรียนที่ 1", "กลุ่มโรงเรียนที่ 2"),
        ("นักเรียนประถม 2567", "60", "61"),
    ]
    kinds = set(SchoolChange.objects.values_list("kind", "old_name"))
    assert kinds == {("renamed", "โรงเรียนบ้านนาดี"), ("moved", "")}


def test_empty_cells_keep_and_a_dash_clears(office: District) -> None:
    imported(office, schools=[{"tambon": "ตำบลหนึ่ง"}])
    assert rehearsed(office, schools=[{"tambon": None, "levels": None}]).rows[0].status == UNCHANGED
    imported(office, schools=[{"tambon": "-"}])
    assert School.objects.get().tambon == ""


def test_closing_is_an_act_with_a_date_not_an_import(office: District) -> None:
    imported(office, schools=[{}])
    row = rehearsed(office, schools=[{"status": "ปิด"}]).rows[0]
    assert row.status == REFUSED
    assert "วันที่มีผล" in row.reason


def test_one_person_may_hold_several_roles(office: District) -> None:
    imported(office, people=[{}, {"role": "เลขานุการ ก.ต.ป.น."}])
    assert Person.objects.count() == 1
    assert set(Appointment.objects.values_list("role", flat=True)) == {"supervisor", "committee_secretary"}


def test_the_same_address_with_another_name_is_refused(office: District) -> None:
    found = rehearsed(office, people=[{}, {"first_name": "คนอื่น"}, {}])
    assert [row.reason for row in found.rows[1:]] == ["อีเมลซ้ำกับแถวที่ 2", "อีเมลซ้ำกับแถวที่ 2"]


def test_holdings_of_the_same_thing_do_not_overlap(office: District) -> None:
    imported(office, schools=[{}], people=[{}], assignments=[{}])
    found = rehearsed(office, people=[{"starts_on": "1 ต.ค. 2567"}], assignments=[{"starts_on": "1 ต.ค. 2567"}])
    assert [row.reason for row in found.rows] == [
        "ช่วงวันของบทบาทนี้ทับกับที่มีอยู่แล้วตั้งแต่ 1\u00a0ต.ค.\u00a02566",
        "ช่วงวันทับกับการมอบหมายที่มีอยู่แล้วตั้งแต่ 1\u00a0ต.ค.\u00a02566",
    ]


def test_a_teacher_given_an_address_stays_the_same_person(office: District) -> None:
    teacher = {"email": None, "role": "ครู", "place": "1042500001", "first_name": "ครูหนึ่ง", "starts_on": None}
    imported(office, schools=[{}], people=[teacher])
    person = Person.objects.get()
    assert person.user is None
    assert not Appointment.objects.exists()
    imported(office, people=[{**teacher, "email": "teacher@example.org", "starts_on": "1 ต.ค. 2566"}])
    again = Person.objects.get()
    assert again.pk == person.pk
    assert again.user is not None
    assert not again.user.has_usable_password()
    assert rehearsed(office, people=[teacher]).rows[0].status == UNCHANGED


def test_an_account_of_another_office_is_linked_silently_and_keeps_its_name(office: District) -> None:
    other = base.district()
    user = base.user("supervisor", other, email="sup@example.org", name="ชื่อจริง สกุลจริง")
    found = imported(office, people=[{}])
    assert found.rows[0].status == CREATED
    assert found.rows[0].changes == []
    user.refresh_from_db()
    assert user.get_full_name() == "ชื่อจริง สกุลจริง"
    assert Person.objects.get(district=office).user == user
    imported(office, people=[{"first_name": "ชื่อใหม่"}])
    user.refresh_from_db()
    assert user.first_name == "ชื่อจริง"


def test_an_account_of_this_office_alone_follows_the_offices_name(office: District) -> None:
    imported(office, people=[{}])
    imported(office, people=[{"last_name": "นามสกุลใหม่"}])
    person = Person.objects.select_related("user").get()
    assert person.user.last_name == "นามสกุลใหม่"


def test_nobody_appoints_themselves_by_import(office: District) -> None:
    head = base.user("group_director", office, email="head@example.org", name="หัวหน้า กลุ่ม")
    rows = [{"email": "head@example.org", "first_name": "หัวหน้า", "last_name": "กลุ่ม", "role": "ผอ.สพท."}]
    row = rehearse(workbook(people=rows), office, actor=head, today=TODAY).rows[0]
    assert row.status == REFUSED
    assert "ตนเอง" in row.reason


def test_nor_by_another_address_of_the_same_person(office: District) -> None:
    head = base.user("group_director", office, email="head@example.org", name="หัวหน้า กลุ่ม")
    Person.objects.filter(user=head).update(email="other@example.org")
    rows = [{"email": "other@example.org", "first_name": "หัวหน้า", "last_name": "กลุ่ม", "role": "ศึกษานิเทศก์"}]
    row = rehearse(workbook(people=rows), office, actor=head, today=TODAY).rows[0]
    assert (row.status, row.columns) == (REFUSED, "บทบาท")
    assert "ตนเอง" in row.reason


@pytest.mark.parametrize(
    ("role", "place"),
    [
        ("ผอ.สพท.", "สำนักงาน"),
        ("รอง ผอ.สพท.", "สำนักงาน"),
        ("ผอ.กลุ่มนิเทศฯ", "สำนักงาน"),
        ("ผู้ดูแลระบบ", "สำนักงาน"),
        ("ผอ.โรงเรียน", "1042500001"),
        ("ครู", "1042500001"),
    ],
)
def test_the_import_gives_no_role_its_importer_may_not_give_on_the_pages(
    office: District, role: str, place: str
) -> None:
    imported(office, schools=[{}])
    head = base.user("group_director", office)
    data = workbook(people=[{"role": role, "place": place}, {"email": "b@example.org", "first_name": "อีกคน"}])
    run, found = receive(data, office, actor=head, name="x.xlsx", today=TODAY)
    refused, given = found.rows
    assert (refused.status, refused.sheet, refused.number, refused.columns) == (REFUSED, "บุคลากร", 2, "บทบาท")
    assert role in refused.reason
    assert given.status == CREATED
    with pytest.raises(DomainError):
        confirm(run, actor=head, today=TODAY)
    assert not Person.objects.filter(email__in=["sup@example.org", "b@example.org"]).exists()
    assert rehearse(data, office, actor=base.user("admin", office), today=TODAY).rows[0].status == CREATED


def test_a_holding_one_may_not_give_is_not_ended_but_may_stand_in_the_workbook(office: District) -> None:
    row = {"role": "ผอ.สพท."}
    imported(office, people=[row])
    head = base.user("group_director", office)
    same = rehearse(workbook(people=[row]), office, actor=head, today=TODAY).rows[0]
    assert same.status == UNCHANGED
    ended = rehearse(workbook(people=[{**row, "ends_on": date(2024, 9, 30)}]), office, actor=head, today=TODAY).rows[0]
    assert (ended.status, ended.columns) == (REFUSED, "บทบาท")


def test_an_address_opens_no_account_for_a_role_one_may_not_give(office: District) -> None:
    chief = base.person(office, name="ผู้อำนวยการ เขต")
    base.appoint(chief, "office_director")
    head = base.user("group_director", office)
    data = workbook(people=[{"email": "mine@example.org", "first_name": "ผู้อำนวยการ", "last_name": "เขต", "role": None}])
    row = rehearse(data, office, actor=head, today=TODAY).rows[0]
    assert (row.status, row.columns) == (REFUSED, "อีเมล")
    assert rehearse(data, office, actor=base.user("admin", office), today=TODAY).rows[0].status == CHANGED


def test_the_number_of_queries_does_not_grow_with_rows(office: District, django_assert_max_num_queries: Any) -> None:
    schools = [{"code10": f"10425{n:05}", "smis8": None, "name": f"โรงเรียนที่ {n}"} for n in range(1, 60)]
    data = workbook(schools=schools)
    with django_assert_max_num_queries(12):
        rehearse(data, office, actor=audit.SYSTEM, today=TODAY)
