"""Visits, findings and projects: what was made counts, drafts, cancelled ones and other years do not."""

from datetime import date
from types import SimpleNamespace

import pytest

from core import pointers
from processes.models import Action
from schools.models import Project
from supervision.field import services
from supervision.field.models import Visit
from tests.factories import field
from tests.proofs.asking import asked, keys

pytestmark = pytest.mark.django_db


def test_visits_that_were_made(quality: SimpleNamespace) -> None:
    by, school = quality.supervisor, quality.school
    first = field.submitted(by, school, on=date(2024, 6, 3), areas=["academic", "budget"])
    second = field.closed(by, school, quality.principal, quality.director, on=date(2024, 7, 3), way="online")
    field.draft(by, quality.neighbour)
    gone = field.submitted(by, quality.neighbour, on=date(2024, 7, 4))
    services.cancel_visit(gone, actor=by, reason="ลงผิดโรงเรียน")
    other = field.submitted(by, quality.neighbour, on=date(2024, 10, 1))
    field.submitted(quality.stranger, quality.far_school, on=date(2024, 7, 4))
    found = asked(quality.district, "visits", reader=quality.director)
    assert keys(found) == [str(second.pk), str(first.pk)]
    assert keys(found, area="budget") == [str(first.pk)]
    assert keys(found, way="online", state="closed", term="1") == [str(second.pk)]
    assert {row.school for row in found} == {school.pk}
    assert keys(asked(quality.district, "visits", 2568)) == [str(other.pk)]


def test_a_visit_that_looks_again_at_a_finding_says_so(quality: SimpleNamespace) -> None:
    by = quality.supervisor
    draft = field.draft(by, quality.school, on=date(2024, 6, 3))
    field.finding(draft, by)
    services.submit_visit(draft, actor=by, now=field.at(date(2024, 6, 3), 16))
    again = field.draft(by, quality.school, on=date(2024, 7, 3))
    services.check_finding(again, actor=by, action=Action.objects.get(), verdict="fixed")
    services.submit_visit(again, actor=by, now=field.at(date(2024, 7, 3), 16))
    found = asked(quality.district, "visits")
    assert keys(found, followup="yes") == [str(again.pk)]
    assert keys(found, followup="no") == [str(draft.pk)]


def test_findings_are_open_until_somebody_closed_them(quality: SimpleNamespace) -> None:
    by = quality.supervisor
    visit = field.draft(by, quality.school, on=date(2024, 6, 3))
    for text in ("ก", "ข", "ค", "ง"):
        field.finding(visit, by, text=text)
    services.submit_visit(visit, actor=by, now=field.at(date(2024, 6, 3), 16))
    unsent = field.draft(by, quality.neighbour)
    field.finding(unsent, by, text="ยังไม่ส่ง")
    made = {row.finding.text: row for row in Action.objects.select_related("finding")}
    for text, state in (("ข", "done"), ("ค", "closed"), ("ง", "cancelled")):
        Action.objects.filter(pk=made[text].pk).update(state=state)
    found = asked(quality.district, "findings", reader=quality.director)
    assert set(keys(found)) == {str(made[text].pk) for text in "กขค"}
    assert set(keys(found, state="open")) == {str(made[text].pk) for text in "กข"}
    assert keys(found, state="closed", area="academic") == [str(made["ค"].pk)]
    assert asked(quality.district, "findings", 2568) == []


def test_projects_with_work_in_the_year(quality: SimpleNamespace) -> None:
    named = [
        Project.objects.create(district=quality.district, number=n, name=f"โครงการ {n}", reference_key=f"project-{n}")
        for n in (1, 2, 3)
    ]
    for day in (date(2024, 6, 3), date(2024, 7, 3)):
        field.submitted(quality.supervisor, quality.school, on=day, project=named[0])
    field.submitted(quality.supervisor, quality.neighbour, on=date(2024, 7, 4), project=named[1])
    Visit.objects.filter(project=named[1]).update(state="cancelled")
    [found] = asked(quality.district, "projects", reader=quality.director)
    assert (found.key, found.amount, found.date) == (str(named[0].pk), 2, date(2024, 7, 3))
    assert found.tags == {"project": ("project-1",), "work": ("visits",)}
    assert f"project={named[0].pk}" in pointers.provider("project").url(found.key)
