"""What a step's page shows: offered in the builder by level, kept with the step, drawn for who may see it."""

import pytest
from django.urls import reverse

from core.errors import DomainError
from processes import services, step_pages
from processes.forms import StepForm
from processes.models import Run
from processes.services import StepWords
from tests.factories import base, field, procedures

pytestmark = pytest.mark.django_db


@pytest.fixture
def offered(monkeypatch):
    """A page of schools' runs that says whose run it is, to the office and the school alike."""
    monkeypatch.setattr(step_pages, "_pages", dict(step_pages._pages))
    step_pages.register_step_page(
        "trial", "หน้าทดลอง", lambda request, row: {"rows": [], "actions": [], "count": 7} if row.run.school else None,
        "processes/_step_actions.html", levels=("school",),
    )  # fmt: skip


def test_a_page_nobody_offers_is_refused_and_one_kept_from_before_stays(offered) -> None:
    district = base.district()
    director = base.user("group_director", district)
    version = procedures.draft(director, district)
    with pytest.raises(DomainError) as caught:
        procedures.add(version, director, "ขั้นใหม่", pages=("nobody",))
    assert caught.value.field == "pages"
    step = procedures.add(version, director, "ขั้นใหม่", pages=("trial",))
    version.steps.filter(pk=step.pk).update(pages=["gone", "actions"])
    step.refresh_from_db()
    services.save_step(version, actor=director, step=step, words=StepWords("ขั้นใหม่", pages=("gone", "trial")))
    step.refresh_from_db()
    assert step.pages == ["gone", "trial"]
    choices = dict(StepForm(version=version, step=step, parent=None).fields["pages"].choices)
    assert list(choices)[:2] == ["gone", "trial"]
    assert choices["trial"] == "หน้าทดลอง"


def test_pages_of_another_level_are_not_offered_and_a_code_means_one_page(offered) -> None:
    assert "trial" not in {page.code for page in step_pages.pages_for("office")}
    with pytest.raises(ValueError, match="twice"):
        step_pages.register_step_page("trial", "อื่น", lambda request, row: None, "x.html")
    with pytest.raises(ValueError, match="levels"):
        step_pages.register_step_page("other", "อื่น", lambda request, row: None, "x.html", levels=("moon",))


def test_the_page_of_a_step_is_read_by_the_office_and_written_by_who_does_it(cast, client, offered) -> None:
    version = procedures.draft(cast.director, cast.district)
    procedures.add(version, cast.director, "ดูเรื่องค้าง", pages=("trial",))
    services.publish(version, actor=cast.director)
    services.open_runs(version.procedure, actor=cast.director, year=2567, now=field.at(field.DAY))
    row = Run.objects.get(school=cast.school).steps.get(position=3)
    address = reverse("processes:run-step", args=[row.run_id, row.pk])
    leader = base.user("office_director", cast.district)
    for user, writes in ((cast.principal, True), (cast.supervisor, True), (leader, False)):
        client.force_login(user)
        page = client.get(address).content.decode()
        assert "เรื่องที่ต้องติดตาม 7 เรื่อง" in page
        assert ('name="state"' in page) == writes
    assert client.post(address, {"state": "doing", "stamp": "0"}).status_code == 403
    client.force_login(cast.other_principal)
    assert client.get(address).status_code == 404


def test_a_way_back_that_is_no_address_leads_to_the_step(cast, client) -> None:
    procedure = procedures.published(cast.director, cast.district)
    services.open_runs(procedure, actor=cast.director, year=2567, now=field.at(field.DAY))
    row = Run.objects.get(school=cast.school).steps.get(position=0)
    client.force_login(cast.principal)
    page = reverse("processes:run-step", args=[row.run_id, row.pk])
    for back in ("9" * 20, "home", "https://elsewhere.example.org/"):
        answer = client.post(reverse("evidence:add-link", args=["run_step", row.pk]), {"url": "x", "next": back})
        assert (answer.status_code, answer.url.partition("#")[0]) == (302, page)
