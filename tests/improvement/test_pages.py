"""Every page of a programme, for the office and for a school, and how many queries the long ones take."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings import services as meetings
from processes.models import RunStep
from schools.models import School
from supervision.improvement import services
from supervision.improvement.queries import next_of, school_lines
from tests.factories import base
from tests.improvement.conftest import INSIDE

pytestmark = pytest.mark.django_db
OFFICE = ("programme", "schools", "teams", "meetings", "rollout", "cooperation", "mentoring")
SCHOOL = ("school", "school-teams", "school-meetings", "school-cooperation", "school-mentoring")


def get(client, user, name: str, *args: int, status: int = 200) -> str:
    client.force_login(user)
    reply = client.get(reverse(f"improvement:{name}", args=args))
    assert reply.status_code == status, (name, reply.status_code)
    return reply.content.decode()


def test_every_page_opens_empty_for_the_office_and_for_the_school(client, year) -> None:
    for name in OFFICE:
        get(client, year.director, name, year.programme.pk)
    for name in SCHOOL:
        get(client, year.principal, name, year.row.pk)
        get(client, year.supervisor, name, year.row.pk)
        get(client, year.stranger, name, year.row.pk, status=404)
    get(client, year.principal, "rollout", year.programme.pk)
    for name in OFFICE[1:]:
        if name != "rollout":
            get(client, year.principal, name, year.programme.pk, status=403)


def test_the_programme_leads_the_school_to_its_own_page_and_the_steps_show_their_letters(client, year) -> None:
    page = get(client, year.director, "programme", year.programme.pk)
    assert 'aria-label="ขั้น T สร้างทีมงาน เลยกำหนด' in page
    assert "ยังไม่มีทีม" in page
    client.force_login(year.principal)
    reply = client.get(reverse("improvement:programme", args=[year.programme.pk]))
    assert reply.url == reverse("improvement:school", args=[year.row.pk])


def test_the_page_of_a_runs_step_shows_its_working_pages(client, year) -> None:
    step = RunStep.objects.filter(run=year.programme.run).order_by("position").first()
    client.force_login(year.director)
    page = client.get(reverse("processes:run-step", args=[step.run_id, step.pk])).content.decode()
    assert reverse("improvement:teams", args=[year.programme.pk]) in page


def test_who_is_out_is_named_with_the_rules_words_and_the_register_may_be_followed(client, year) -> None:
    School.objects.filter(pk=year.other.pk).update(closed_on=INSIDE, status="closed")
    page = get(client, year.director, "schools", year.programme.pk)
    assert "ทะเบียนโรงเรียนเปลี่ยนไป 1 แห่ง" in page
    client.post(reverse("improvement:follow", args=[year.programme.pk]))
    page = get(client, year.director, "schools", year.programme.pk)
    assert "ทะเบียนโรงเรียนเปลี่ยนไป" not in page
    assert "ปิดเมื่อ 3 ก.พ. 2568 ก่อนสิ้นสุด ไม่นับรวมตามเกณฑ์".replace(" ก.พ. ", "\u00a0ก.พ.\u00a0") in page


def test_a_meeting_called_for_the_principals_is_counted_when_they_came(client, year) -> None:
    page = get(client, year.director, "meetings", year.programme.pk)
    assert "run_step=" in page
    step = RunStep.objects.get(run=year.programme.run, step__pages__contains=["principals-meeting"])
    held = meetings.call_gathering(
        year.district, actor=year.director, kind="meeting", title="ประชุมผู้บริหาร", academic_year=2567, held_on=INSIDE,
        schools=[year.school], run_step=step,
    )  # fmt: skip
    assert "เชิญแล้ว ยังไม่มีบันทึกว่ามา" in get(client, year.principal, "school-meetings", year.row.pk)
    principal = year.principal.people.get()
    meetings.attend(held.batches.get(), actor=year.director, people=[principal])
    assert "มาประชุมแล้ว" in get(client, year.principal, "school-meetings", year.row.pk)
    assert "มาประชุมแล้ว 1 จาก 2 โรงเรียน" in get(client, year.director, "programme", year.programme.pk)


def test_the_school_is_told_what_to_do_next_the_late_first(year) -> None:
    lines = school_lines(year.row, timezone.localdate())
    assert next_of(lines).page.key == "principals-meeting"


def test_pages_take_as_many_queries_for_twenty_schools_as_for_two(client, year) -> None:
    def asked() -> dict[str, int]:
        found = {}
        for name in ("schools", "meetings", "mentoring", "programme"):
            with CaptureQueriesContext(connection) as caught:
                get(client, year.director, name, year.programme.pk)
            found[name] = len(caught)
        return found

    asked()
    few = asked()
    for number in range(18):
        base.school(year.district, name=f"โรงเรียนที่ {number}", cluster=year.cluster)
    services.follow_register(year.programme, actor=year.director)
    assert year.programme.participations.count() == 20
    assert asked() == few


def test_six_hundred_schools_stand_on_pages(client, year, django_assert_max_num_queries) -> None:
    School.objects.bulk_create(
        School(district=year.district, name=f"โรงเรียนบ้านที่ {n:03}", name_sort=f"{n:03}", opened_on=date(2000, 1, 1))
        for n in range(598)
    )
    services.follow_register(year.programme, actor=year.director)
    client.force_login(year.director)
    address = reverse("improvement:schools", args=[year.programme.pk])
    client.get(address)
    with django_assert_max_num_queries(20):
        page = client.get(address).content.decode()
    assert "โรงเรียนในการขับเคลื่อน 600 แห่ง" in page
    assert page.count("กำหนดเอง<span") == 50
    found = client.get(address, {"q": "บ้านที่ 596"}).content.decode()
    assert found.count("กำหนดเอง<span") == 1
