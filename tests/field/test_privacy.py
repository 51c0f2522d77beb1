"""Scores of a named person: that person, the principal, the visit's supervisors, the group director, nobody else."""

import pytest
from django.urls import reverse

from core.models import AuditEntry
from instruments.models import Response
from instruments.permissions import can_read_response, readable
from schools.models import Person
from supervision.field import services
from supervision.field.content import snapshot, without_scores
from supervision.field.queries import visit_page
from tests.factories import base, field
from tests.factories.field import DAY, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def watched(cast):
    """A sent visit with a sheet about the school's teacher, who has an account."""
    teacher = Person.objects.get(user=cast.teacher)
    visit = field.draft(cast.supervisor, cast.school)
    response = field.sheet(visit, cast.supervisor, code="active-learning", person=teacher, values=[3] * 10)
    field.sheet(visit, cast.supervisor)
    return services.submit_visit(visit, actor=cast.supervisor, now=at(DAY, 16)), response


def test_who_reads_a_person_s_score(cast, watched) -> None:
    _visit, response = watched
    other_teacher = base.user("school_staff", cast.school)
    for name, expected in (
        ("teacher", True), ("principal", True), ("supervisor", True), ("director", True),
        ("colleague", False), ("office_director", False), ("other_principal", False), ("member", False),
        ("stranger", False),
    ):  # fmt: skip
        user = getattr(cast, name)
        assert can_read_response(user, response) is expected, name
        assert Response.objects.filter(readable(user), pk=response.pk).exists() is expected, name
    assert not can_read_response(other_teacher, response)


def test_somebody_of_the_team_reads_it_while_named(cast, watched) -> None:
    visit, response = watched
    services.return_visit(visit, actor=cast.director, reason="เพิ่มทีม", now=at(DAY, 17))
    member = services.add_member(visit, actor=cast.supervisor, person=Person.objects.get(user=cast.colleague))
    assert can_read_response(cast.colleague, response)
    services.remove_member(visit, actor=cast.supervisor, member_id=member.pk)
    assert not can_read_response(cast.colleague, response)


def test_the_page_names_the_sheet_and_keeps_its_score(cast, watched, client) -> None:
    visit, response = watched
    rows = {row.response.pk: row.open for row in visit_page(visit, cast.colleague, today=DAY).sheets}
    assert rows[response.pk] is False
    assert list(rows.values()).count(True) == 1
    client.force_login(cast.colleague)
    page = client.get(reverse("field:visit", args=[visit.pk])).content.decode()
    assert "คะแนนรายบุคคล" in page
    assert "75.00" not in page, "30 of 40 is the teacher's score"


def test_reading_the_working_is_refused_or_logged(cast, watched, client) -> None:
    visit, response = watched
    address = reverse("field:working", args=[visit.pk, response.pk])
    client.force_login(cast.colleague)
    assert client.get(address).status_code == 403
    assert not AuditEntry.objects.filter(action="score.read").exists()
    client.force_login(cast.director)
    page = client.get(address)
    assert page.status_code == 200
    assert "75.00" in page.content.decode()
    assert AuditEntry.objects.get(action="score.read").actor == cast.director


def test_a_snapshot_without_scores(cast, watched) -> None:
    visit, response = watched
    kept = without_scores(snapshot(visit), [str(response.pk)])
    sheet = next(row for row in kept["sheets"] if row["key"] == str(response.pk))
    assert (sheet["percent"], sheet["level"], sheet["answers"]) == (None, "", [])
    assert sheet["person"]
