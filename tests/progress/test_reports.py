"""The fast report: who reports, once however often it is sent, what is refused, what it changes."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from core.errors import DomainError, NotAllowed
from core.models import Notice
from schools.models import Person
from supervision.improvement.models import Participation, Programme, WorkingMember, WorkingTeam
from supervision.progress.models import ProgressReport, SchoolIndicator
from supervision.progress.queries.reports import choices_of
from supervision.progress.queries.silence import silent_parts
from supervision.progress.services import cancel_report, remind_reports, send_report
from tests.factories import base, progress

TODAY = timezone.localdate


def a_picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 40), "navy").save(out, "PNG")
    return out.getvalue()


def test_who_has_nothing_to_do_with_the_school_is_refused(office):
    for stranger in (base.user("principal", office.schools[1]), base.user("office_director", office.district)):
        with pytest.raises(NotAllowed):
            progress.a_report(office.part, stranger)


def test_a_committee_member_reports_through_a_team_for_its_schools_only(office, client):
    member = base.user("committee_member", office.district)
    client.force_login(member)
    url = reverse("progress:report", args=[office.part.pk])
    assert client.get(url).status_code == 404
    team = WorkingTeam.objects.create(
        programme=office.programme, level="district", name="คณะที่ 1", created_by=office.director,
        updated_at=timezone.now(),
    )  # fmt: skip
    team.schools.set([office.schools[0]])
    WorkingMember.objects.create(team=team, person=Person.objects.get(user=member), reports=True)
    assert client.get(url).status_code == 200
    assert [row.part.pk for row in choices_of(member, today=TODAY())] == [office.part.pk]
    other = progress.part_of(office.programme, office.schools[1])
    assert client.get(reverse("progress:report", args=[other.pk])).status_code == 404
    report = progress.a_report(office.part, member)
    assert report.reported_as == "team"
    assert client.get(reverse("progress:report-page", args=[report.pk])).status_code == 200
    WorkingTeam.objects.filter(pk=team.pk).update(ended_on=TODAY(), end_reason="จบวาระ")
    with pytest.raises(NotAllowed):
        progress.a_report(office.part, member)


@pytest.mark.parametrize("change", ["closed", "out"])
def test_a_finished_year_and_a_school_that_is_out_take_no_report(office, change):
    if change == "closed":
        Programme.objects.filter(pk=office.programme.pk).update(state="closed")
    else:
        Participation.objects.filter(pk=office.part.pk).update(is_in=False, reason="ปิดแล้ว")
    with pytest.raises(DomainError):
        progress.a_report(office.part, office.principal)


def test_the_same_report_twice_is_one(office):
    area = progress.indicators_of(office.programme)[0].area_id
    given = {"actor": office.principal, "public_id": uuid4(), "areas": {area: "ahead"}, "told": "อ่านออกครบ"}
    first, made = send_report(office.part, **given)
    again, twice = send_report(office.part, **given)
    assert (made, twice, first.pk) == (True, False, again.pk)
    with pytest.raises(DomainError):
        send_report(office.part, **{**given, "actor": office.teacher})


def test_an_area_must_be_tapped_and_values_fit_their_scale(office):
    row = progress.indicators_of(office.programme)[0]
    with pytest.raises(DomainError) as refused:
        send_report(office.part, actor=office.principal, public_id=uuid4(), areas={}, told="x")
    assert refused.value.field == "areas"
    with pytest.raises(DomainError) as refused:
        progress.a_report(office.part, office.principal, values={row.pk: Decimal(7)})
    assert refused.value.field == f"value_{row.pk}"
    assert not ProgressReport.objects.exists()


def test_the_newest_value_stands_whatever_order_reports_arrive_in(office):
    row = progress.indicators_of(office.programme)[0]
    today = TODAY()
    late = progress.a_report(office.part, office.principal, values={row.pk: Decimal(4)}, on=today)
    progress.a_report(office.part, office.teacher, values={row.pk: Decimal(3)}, on=today - timedelta(days=5))
    held = SchoolIndicator.objects.get(participation=office.part, indicator=row)
    assert (held.current, held.current_on) == (4, today)
    with pytest.raises(NotAllowed):
        cancel_report(late, actor=office.teacher, reason="ผิดโรงเรียน")
    with pytest.raises(DomainError):
        cancel_report(late, actor=office.principal, reason=" ")
    cancel_report(late, actor=office.principal, reason="ผิดโรงเรียน")
    held.refresh_from_db()
    assert (held.current, held.current_on) == (3, today - timedelta(days=5))


def test_a_phone_with_a_wrong_clock_is_taken_for_today(office):
    report = progress.a_report(office.part, office.principal, on=TODAY() + timedelta(days=400))
    assert report.reported_on == TODAY()
    with pytest.raises(DomainError):
        progress.a_report(office.part, office.principal, on=office.programme.starts_on - timedelta(days=1))


def test_help_wanted_knocks_at_the_office(office):
    progress.a_report(office.part, office.principal, help_wanted="ขาดครูภาษาไทย")
    told = Notice.objects.filter(code="progress.help_wanted")
    assert list(told.values_list("recipient", flat=True)) == [office.director.pk]


def test_silent_schools_are_named_and_reminded_once_a_day(office):
    progress.a_report(office.part, office.principal)
    base.user("principal", office.schools[1])
    rows = silent_parts(office.programme, today=TODAY())
    assert {row.part.school_id for row in rows} == {office.schools[1].pk, office.schools[2].pk}
    assert rows[0].days == 200
    assert remind_reports(office.programme, actor=office.director) == 1
    assert remind_reports(office.programme, actor=office.director) == 0
    with pytest.raises(NotAllowed):
        remind_reports(office.programme, actor=office.supervisor)


def test_the_form_answers_a_phones_queue_in_json(office, client):
    client.force_login(office.principal)
    url = reverse("progress:report", args=[office.part.pk])
    row = progress.indicators_of(office.programme)[0]
    key = str(uuid4())
    given = {"public_id": key, f"area_{row.area_id}": "behind", f"value_{row.pk}": "9", "told": "ช้าเพราะฝนตก"}
    headers = {"Accept": "application/json"}
    answer = client.post(url, given, headers=headers)
    assert answer.status_code == 422
    assert answer.json()["errors"] == {f"value_{row.pk}": ["ต้องอยู่ระหว่าง 1 ถึง 5"]}
    given[f"value_{row.pk}"] = "๔"
    photo = SimpleUploadedFile("ภาพ.png", a_picture(), content_type="image/png")
    answer = client.post(url, {**given, "photos": photo}, headers=headers)
    assert answer.json()["outcome"] == "kept"
    assert client.post(url, given, headers=headers).json()["outcome"] == "same"
    report = ProgressReport.objects.get(public_id=key)
    assert report.values.get().value == 4
    assert answer.json()["url"] == reverse("progress:report-page", args=[report.pk])
    page = client.get(answer.json()["url"]).content.decode()
    assert "ช้ากว่าแผน" in page and "ภาพ.png" in page


def test_a_report_that_waited_over_the_end_of_the_year_is_told_so(office, client):
    """A 403 would read as an ended session: the device would send it again for ever."""
    client.force_login(office.principal)
    url = reverse("progress:report", args=[office.part.pk])
    area = progress.indicators_of(office.programme)[0].area_id
    arrived = {"public_id": str(uuid4()), f"area_{area}": "behind", "told": "คำตอบหายระหว่างทาง"}
    headers = {"Accept": "application/json"}
    assert client.post(url, arrived, headers=headers).json()["outcome"] == "kept"
    Programme.objects.filter(pk=office.programme.pk).update(state="closed")
    assert client.post(url, arrived, headers=headers).json()["outcome"] == "same"
    late = client.post(url, arrived | {"public_id": str(uuid4())}, headers=headers)
    assert (late.status_code, late.json()["outcome"]) == (422, "refused")
    assert "สิ้นสุดแล้ว" in late.json()["message"]
    typed = client.post(url, arrived | {"public_id": str(uuid4())})
    assert (typed.status_code, "คำตอบหายระหว่างทาง" in typed.content.decode()) == (422, True)
    assert ProgressReport.objects.count() == 1


def test_a_refused_report_keeps_what_was_typed(office, client):
    client.force_login(office.principal)
    answer = client.post(
        reverse("progress:report", args=[office.part.pk]), {"public_id": str(uuid4()), "told": "ยังไม่ได้แตะด้านใด"}
    )
    assert answer.status_code == 422
    assert "ยังไม่ได้แตะด้านใด" in answer.content.decode()
    assert not ProgressReport.objects.filter(~Q(told="")).exists()
