"""The demo: the large office's finished and running year, and the neighbour's model of five steps by data alone."""

from datetime import date

import pytest
from django.urls import reverse

from core import audit
from processes.step_pages import step_page
from schools.demo import DemoContext
from schools.demo_rows import FIRST_OFFICE, SECOND_OFFICE
from schools.services.districts import create_district
from supervision.improvement import demo
from supervision.improvement.demo_model import NAME
from supervision.improvement.models import Programme
from supervision.improvement.queries import office_lines
from tests.factories import base

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def test_both_offices_run_a_model_and_a_second_seeding_changes_nothing(client) -> None:
    context = DemoContext(today=TODAY)
    for office in (FIRST_OFFICE, SECOND_OFFICE):
        district = create_district(
            office.code, office.name, actor=audit.SYSTEM, short_name=office.short_name, today=TODAY
        )
        context.districts[office.code] = district
        for role in ("group_director", "supervisor", "office_director", "committee_member"):
            base.user(role, district)
        cluster = base.cluster(district)
        for _ in range(3):
            base.user("principal", base.school(district, cluster=cluster))
    demo.seed(context)
    first = list(Programme.objects.of_district(context.first).order_by("year"))
    assert [row.year for row in first] == [2569, 2570]
    lines = office_lines(first[0], TODAY)
    assert [step.mark for step in lines.steps] == list("TUMHOME")
    assert lines.done == 7
    assert first[0].rollout.filter(done_on__isnull=False).count() == 6
    assert first[0].cooperations.count() == 3
    own = Programme.objects.get(district=context.second)
    steps = office_lines(own, TODAY).steps
    assert (own.model.name, len(steps), own.participations.count()) == (NAME, 5, 3)
    assert all(step_page(code) for step in steps for code in step.held.row.step.pages)
    demo.seed(context)
    assert Programme.objects.count() == 3
    client.force_login(context.second.people.get(appointments__role="group_director").user)
    page = client.get(reverse("improvement:programme", args=[own.pk])).content.decode()
    assert "ก้าวที่ 4 เคียงข้าง" in page
