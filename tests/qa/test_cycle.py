"""The eight steps of a school's year, each tied to the real thing and shown to who may see it."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from processes import services as processes
from processes.models import Procedure, Run, RunStep
from qa.standards.models import StandardSet
from tests.factories import quality as make
from tests.factories import sar, standards

pytestmark = pytest.mark.django_db
YEAR = sar.YEAR


@pytest.fixture
def run(quality: SimpleNamespace) -> Run:
    processes.load_procedures(quality.district)
    procedure = Procedure.objects.get(district=quality.district, code="iqa-8")
    processes.open_runs(procedure, actor=quality.director, year=YEAR)
    return Run.objects.get(school=quality.school)


def page(client: Client, user: object, run: Run, number: int) -> str:
    """The page of the step with that number, as `user` reads it."""
    row = RunStep.objects.get(run=run, position=number - 1)
    client.force_login(user)
    reply = client.get(reverse("processes:run-step", args=[run.pk, row.pk]))
    assert reply.status_code == 200
    return reply.content.decode()


def test_every_page_a_shipped_procedure_names_is_there() -> None:
    from processes.services.reference import shipped
    from processes.step_pages import step_page

    named = {code for one in shipped() for step in one["steps"] for code in step.get("pages", [])}
    assert named
    assert [code for code in sorted(named) if step_page(code) is None] == []


def test_standards_and_the_next_targets(quality: SimpleNamespace, run: Run, client: Client) -> None:
    assert "ยังไม่ได้กำหนด" in page(client, quality.principal, run, 1)
    chosen = standards.published(quality.director, quality.district, family="own")
    found = standards.declared(quality.school, chosen, by=quality.principal, year=YEAR)
    address = reverse("standards:school-paper", args=[found.pk])
    assert address in page(client, quality.principal, run, 1)
    assert address in page(client, quality.supervisor, run, 1)
    later = page(client, quality.principal, run, 8)
    assert address not in later
    assert f"?year={YEAR + 1}" in later
    assert f"?year={YEAR + 1}" not in page(client, quality.supervisor, run, 8)
    assert "เป้าหมายปีนี้ ดีเลิศ" in page(client, quality.principal, run, 2)


def test_the_follow_up_is_the_schools_once_it_is_handed_over(
    quality: SimpleNamespace, run: Run, client: Client
) -> None:
    found = make.filled(quality.supervisor, quality.school)
    address = reverse("followup:page", args=[found.pk])
    assert address in page(client, quality.supervisor, run, 5)
    assert address not in page(client, quality.principal, run, 5)


def test_the_self_assessment_and_the_sar(quality: SimpleNamespace, run: Run, client: Client) -> None:
    assert "ยังไม่เปิดรับ SAR" in page(client, quality.principal, run, 6)
    call = sar.opened(quality.director, quality.district)
    written = sar.written(call, quality.school, quality.principal)
    assert "ดีเลิศ" in page(client, quality.principal, run, 6)
    assert "อ่านได้เมื่อส่งแล้ว" in page(client, quality.supervisor, run, 6)
    assert reverse("sar:sar", args=[written.pk]) in page(client, quality.principal, run, 7)


def test_a_focus_group_lists_the_schools_sars(quality: SimpleNamespace, client: Client) -> None:
    call = sar.opened(quality.director, quality.district)
    mine, theirs = (sar.sar_of(call, school) for school in (quality.school, quality.neighbour))
    held = make.gathering(quality.supervisor, [quality.school, quality.neighbour], academic_year=YEAR)
    address = reverse("meetings:gathering", args=[held.pk])
    client.force_login(quality.supervisor)
    told = client.get(address).content.decode()
    assert reverse("sar:sar", args=[mine.pk]) in told
    assert reverse("sar:sar", args=[theirs.pk]) in told
    client.force_login(quality.principal)
    told = client.get(address).content.decode()
    assert reverse("sar:sar", args=[mine.pk]) in told
    assert reverse("sar:sar", args=[theirs.pk]) not in told


def test_standards_of_another_office_are_no_choice(quality: SimpleNamespace, run: Run, client: Client) -> None:
    standards.published(quality.director, quality.district, family="own")
    assert StandardSet.objects.of_district(quality.district).exists()
    client.force_login(quality.stranger)
    row = run.steps.get(position=0)
    assert client.get(reverse("processes:run-step", args=[run.pk, row.pk])).status_code == 404


def test_the_offices_own_steps_lead_to_its_standards_and_summary(quality: SimpleNamespace, client: Client) -> None:
    processes.load_procedures(quality.district)
    procedure = Procedure.objects.get(district=quality.district, code="office-qa")
    processes.open_runs(procedure, actor=quality.director, year=YEAR)
    run = Run.objects.get(procedure=procedure)
    call = sar.opened(quality.director, quality.district)
    sar.accepted(call, quality.school, quality.principal, quality.director)
    draft = standards.draft(quality.director, quality.district, family="district")
    codes = {code: row.position + 1 for row in run.steps.select_related("step") for code in row.step.pages}
    assert reverse("standards:set", args=[draft.pk]) in page(client, quality.director, run, codes["district-standards"])
    told = page(client, quality.director, run, codes["district-summary"])
    assert f"?year={YEAR}&amp;level=basic&amp;source=self" in told
