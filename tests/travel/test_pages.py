"""Query counts, trips and visits told of each other, and the papers read back."""

import re
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from core.thai.numerals import to_arabic
from office.travel import services
from office.travel.queries import outings_of_trip, search, uncovered
from office.travel.registration import letter_block
from reports import registry
from schools.queries import person_of
from schools.work_sources import work_between
from tests.documents.reading import plain, text
from tests.factories import base, travel
from tests.factories import field as visits
from tests.factories.projects import a_project

DAY = date(2025, 1, 15)


def to_be(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year + 543}"


def _count(user: Any, address: str) -> int:
    client = Client()
    client.force_login(user)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize(
    ("name", "args"), [("trips", []), ("year", []), ("month", [2568, 1])], ids=["trips", "year", "month"]
)
def test_as_many_queries_for_twenty_as_for_two(office: SimpleNamespace, name: str, args: list[int]) -> None:
    counts = []
    school = base.school(office.district)
    for start, stop in ((0, 2), (2, 20)):
        for number in range(start, stop):
            travel.an_approved_trip(
                base.user("supervisor", office.district), office.head, office.district, purpose=f"งานที่ {number}",
                schools=[school],
            )  # fmt: skip
        counts.append(_count(office.clerk, reverse(f"travel:{name}", args=args)))
    assert counts[0] == counts[1]
    assert counts[1] <= 25


def test_two_who_change_one_request_see_both_versions(office: SimpleNamespace) -> None:
    other = person_of(base.user("supervisor", office.district), office.district)
    trip = travel.a_trip(office.supervisor, office.district, timezone.localdate(), others=[other], now=timezone.now())
    address, page = reverse("travel:edit", args=[trip.pk]), Client()
    page.force_login(office.supervisor)
    opened = page.get(address).context["form"].initial
    typed = {name: "" if value is None else value for name, value in opened.items()} | {
        "starts_on": to_be(trip.starts_on), "ends_on": to_be(trip.ends_on), "stamp": trip.stamp,
    }  # fmt: skip
    assert page.post(address, typed | {"purpose": "ตามที่ผู้ขอแก้", "people": []}).status_code == 302
    page.force_login(office.clerk)
    held = page.post(address, typed | {"place": "ตามที่ธุรการแก้"})
    assert held.status_code == 422
    said = {label: (stands, mine) for label, stands, mine in held.context["conflict"]}
    assert said == {
        "ไปราชการเพื่อ": ("ตามที่ผู้ขอแก้", trip.purpose), "สถานที่อื่น": (trip.place, "ตามที่ธุรการแก้"),
        "ผู้ร่วมเดินทาง": ("", str(other)),
    }  # fmt: skip
    assert page.post(address, typed | {"place": "ตามที่ธุรการแก้", "stamp": held.context["stamp"]}).status_code == 302
    trip.refresh_from_db()
    assert (trip.purpose, trip.place, trip.people.count()) == (opened["purpose"], "ตามที่ธุรการแก้", 2)


def test_a_visit_is_told_by_the_trip_and_makes_one(office: SimpleNamespace) -> None:
    today = timezone.localdate()
    school = base.school(office.district, name="โรงเรียนบ้านนิเทศ")
    visit = visits.draft(office.supervisor, school, on=today)
    person = person_of(office.supervisor, office.district)
    rows = uncovered(office.supervisor, office.district, person, today - timedelta(days=9), today)
    assert [row.code for row in rows] == [f"visit:{visit.pk}"]
    client = Client()
    client.force_login(office.supervisor)
    assert "โรงเรียนบ้านนิเทศ" in client.get(reverse("travel:suggest")).text
    form = client.get(reverse("travel:new"), {"outing": f"visit:{visit.pk}"}).text
    assert visit.topic in form
    assert re.search(f'name="schools" value="{school.pk}"[^>]* checked', form)
    trip = travel.a_trip(office.supervisor, office.district, today, schools=[school], now=timezone.now())
    trip = type(trip).objects.get(pk=trip.pk)
    assert [row.key for row in outings_of_trip(office.supervisor, trip)] == [str(visit.pk)]
    assert uncovered(office.supervisor, office.district, person, today - timedelta(days=9), today) == []
    assert visit.topic in client.get(reverse("travel:trip", args=[trip.pk])).text
    assert outings_of_trip(office.stranger, trip) == []
    services.approve_trip(trip, actor=office.head)
    report = client.get(reverse("travel:report", args=[trip.pk])).context["form"]
    assert report["did"].value() == f"{visit.topic} โรงเรียนบ้านนิเทศ", "a report begins with the visits recorded"


def test_trips_are_found_and_told_to_the_groups(office: SimpleNamespace) -> None:
    trip = travel.an_approved_trip(office.supervisor, office.head, office.district, purpose="ประชุมวิชาการภาคเหนือ")
    travel.a_trip(office.colleague, office.district, purpose="ยังไม่อนุมัติ")
    assert [hit.title for hit in search(office.clerk, office.district, "ภาคเหนือ", 5)] == [trip.purpose]
    assert search(office.stranger, office.district, "ภาคเหนือ", 5) == []
    [rows] = [rows for source, rows in work_between(office.district, DAY, DAY) if source.key == "trips"]
    assert [(row.label, row.people) for row in rows] == [
        (trip.purpose, (person_of(office.supervisor, office.district).pk,))
    ]


def test_the_desk_tells_late_reports_and_the_open_month(office: SimpleNamespace) -> None:
    travel.an_approved_trip(office.supervisor, office.head, office.district)
    client = Client()
    client.force_login(office.clerk)
    page = client.get(reverse("folders:desk")).text
    assert "ไปราชการ เลยกำหนดรายงาน 1" in page
    assert "ปิดสรุปวันไปราชการเดือน" in page


def _report(office: SimpleNamespace, key: str, out: Path, *params: str, kind: str = "pdf") -> Path:
    given = [part for one in params for part in ("--param", one)]
    call_command("report", key, "--district", office.district.code, "--format", kind, *given, "--output", str(out))
    return out


def test_the_report_on_paper(office: SimpleNamespace, tmp_path: Path) -> None:
    colleague = person_of(office.colleague, office.district)
    trip = travel.a_reported_trip(
        office.supervisor, office.head, office.district, DAY, date(2025, 1, 17), others=[colleague],
        purpose="นิเทศการอ่าน",
    )  # fmt: skip
    found = plain(text(_report(office, "trip-report", tmp_path / "a.pdf", f"trip={trip.pk}", "digits=arabic")))
    for words in ("บันทึกข้อความ", "นิเทศการอ่าน", "15–17ม.ค.2568(3วัน)", str(colleague), "นิเทศชั้นเรียนครบทุกห้อง", "รับทราบ"):
        assert plain(words) in found, words


def test_papers_name_no_word_twice(office: SimpleNamespace, tmp_path: Path) -> None:
    """A project's name begins with the word, and no means of going or paying is not a means."""
    project = a_project(office.district)
    paid = travel.a_reported_trip(
        office.supervisor, office.head, office.district, cost_source="project", project=project
    )
    own = travel.a_reported_trip(
        office.supervisor, office.head, office.district, date(2025, 2, 3), cost_source="none", vehicle="none"
    )
    for key in ("trip-report", "travel-request"):
        found = plain(text(_report(office, key, tmp_path / f"{key}.pdf", f"trip={paid.pk}")))
        assert plain(project.name) in found
        assert "โครงการโครงการ" not in found
    found = plain(text(_report(office, "trip-report", tmp_path / "own.pdf", f"trip={own.pk}")))
    assert plain("ไม่เบิกค่าใช้จ่าย") in found
    assert plain("ค่าใช้จ่ายไม่เบิก") not in found
    assert plain("เดินทางโดยไม่") not in found


def test_the_request_on_paper(office: SimpleNamespace, tmp_path: Path) -> None:
    colleague = person_of(office.colleague, office.district)
    trip = travel.a_trip(
        office.supervisor, office.district, DAY, date(2025, 1, 17), others=[colleague], halves=("pm", "pm"),
        purpose="นิเทศการอ่าน", cost_source="host",
    )  # fmt: skip

    def found(name: str) -> str:
        return plain(text(_report(office, "travel-request", tmp_path / name, f"trip={trip.pk}", "digits=arabic")))

    group = "ผู้อำนวยการกลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา"
    asked = found("a.pdf")
    for words in (
        "บันทึกข้อความ", "ขออนุญาตไปราชการ", f"เรียน{group}", "นิเทศการอ่าน", "15มกราคม2568", "17มกราคม2568",
        "2.5วันเริ่มบ่าย", colleague.full_name, "หน่วยงานผู้จัดออกค่าใช้จ่ายให้", "คำสั่ง", "ไม่อนุญาต",
    ):  # fmt: skip
        assert plain(words) in asked, words
    assert plain(office.head.get_full_name()) not in asked, "nobody decided yet"
    services.approve_trip(trip, actor=office.head, now=travel.at(date(2025, 1, 3)))
    allowed = found("b.pdf")
    for words in (office.head.get_full_name(), "3มกราคม2568", f"เรียน{group}"):
        assert plain(words) in allowed, words


def test_the_request_of_a_head_goes_to_who_stands_above(office: SimpleNamespace, tmp_path: Path) -> None:
    trip = travel.a_trip(office.head, office.district)
    own = plain(text(_report(office, "travel-request", tmp_path / "h.pdf", f"trip={trip.pk}")))
    assert plain(f"เรียนผู้อำนวยการ{office.district.name}") in to_arabic(own)
    top = travel.a_trip(office.clerk, office.district, lead=person_of(office.director, office.district))
    services.enter_approval(
        top, actor=office.clerk, authority="สพฐ. ตามหนังสือเรียกประชุม", now=travel.at(date(2025, 1, 3))
    )
    entered = plain(text(_report(office, "travel-request", tmp_path / "d.pdf", f"trip={top.pk}")))
    assert plain("อนุญาตแล้วโดย สพฐ. ตามหนังสือเรียกประชุม") in entered
    assert plain("เรียนผู้อำนวยการ") not in entered
    page = Client()
    page.force_login(office.supervisor)
    assert f"{reverse('reports:document', args=['travel-request'])}?trip={top.pk}" in page.get(
        reverse("travel:trip", args=[top.pk])
    ).text.replace("&amp;", "&")
    assert not registry.get("travel-request").may_run(office.stranger, office.district.code)


def test_the_summary_on_paper_and_as_workbooks(office: SimpleNamespace, tmp_path: Path) -> None:
    travel.an_approved_trip(
        office.supervisor, office.head, office.district, date(2025, 1, 31), date(2025, 2, 1), halves=("pm", "pm"),
        purpose="ประชุมวิชาการ",
    )  # fmt: skip
    name = person_of(office.supervisor, office.district).full_name
    year = plain(text(_report(office, "travel-summary", tmp_path / "y.pdf", "year=2568", "digits=arabic")))
    for words in ("สรุปวันไปราชการ", name, "1.5", "ปีงบประมาณ2568"):
        assert plain(words) in year, words
    month = plain(text(_report(office, "travel-summary", tmp_path / "m.pdf", "year=2568", "month=1", "digits=arabic")))
    for words in ("เดือนมกราคม2568", "ประชุมวิชาการ", "0.5"):
        assert plain(words) in month, words
    book = load_workbook(_report(office, "travel-summary", tmp_path / "y.xlsx", "year=2568", kind="xlsx"))
    row = next(one for one in book["รายบุคคลรายเดือน"].iter_rows(values_only=True) if one[0] == name)
    assert (row[5], row[6], row[14], row[15]) == (0.5, 1, 1.5, 1)
    book = load_workbook(_report(office, "travel-summary", tmp_path / "m.xlsx", "year=2568", "month=2", kind="xlsx"))
    row = next(one for one in book["รายการ"].iter_rows(values_only=True) if one[0] == name)
    assert (row[4], row[6]) == ("ประชุมวิชาการ", 1)


def test_the_page_of_a_visit_leads_to_its_trip(office: SimpleNamespace) -> None:
    today = timezone.localdate()
    visit = visits.draft(office.supervisor, base.school(office.district), on=today)
    client = Client()
    client.force_login(office.supervisor)
    address = reverse("field:visit", args=[visit.pk])
    assert "ขอไปราชการของวันนี้" in client.get(address).text
    trip = travel.a_trip(office.supervisor, office.district, today, purpose="ออกนิเทศวันนี้", now=timezone.now())
    page = client.get(address).text
    assert reverse("travel:trip", args=[trip.pk]) in page
    assert "ขอไปราชการของวันนี้" not in page


def test_a_letter_leads_to_a_trip_unless_it_is_secret(office: SimpleNamespace) -> None:
    letter: Any = SimpleNamespace(
        secrecy=0, state="routed", district_id=office.district.pk, dated=DAY, own_number="ศธ 1/1", subject="ขอเชิญประชุม"
    )
    request: Any = SimpleNamespace(user=office.supervisor)
    made = letter_block(request, letter)
    assert made is not None
    client = Client()
    client.force_login(office.supervisor)
    assert "ที่ ศธ 1/1 ลงวันที่" in client.get(made["address"]).text
    letter.secrecy = 1
    assert letter_block(request, letter) is None
