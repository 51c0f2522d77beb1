"""What the first page, the navigation and the inbox show of self-assessments, and to whom."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from core.approvals import inbox_for
from core.thai.dates import NBSP
from kotpn.assessment import services
from kotpn.assessment.models import Assessment
from kotpn.assessment.queries import outlooks
from kotpn.standards.models import ProofLine
from tests.factories import base
from tests.kotpn.assessment.conftest import a_line, record

pytestmark = pytest.mark.django_db
LACKING = "ประเด็นที่ 2 ยังไม่มีหลักฐานงานส่วน b"


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    cache.clear()


def first_page(user: Any) -> str:
    client = Client()
    client.force_login(user)
    return client.get(reverse("home")).content.decode().replace(NBSP, " ")


def test_only_directors_and_the_secretary_see_what_is_missing(scene: SimpleNamespace) -> None:
    base.school(scene.district)
    secretary = base.user("committee_secretary", scene.district)
    for user in (scene.director, scene.head, secretary):
        assert LACKING in first_page(user)
    for user in (scene.colleague, scene.clerk, scene.stranger):
        assert LACKING not in first_page(user)


def test_a_year_nobody_began_is_told_of_too(scene: SimpleNamespace) -> None:
    services.cancel(scene.assessment, actor=scene.director, reason="เริ่มผิด")
    (found,) = outlooks(scene.district, date(2025, 3, 1))
    assert (found.assessment, found.fiscal_year, found.level) == (None, 2568, 2)
    assert found.why == "มีหลักฐานในระบบแล้ว 1 จาก 4 ประเด็น"
    assert found.steps == (LACKING, "ประเด็นที่ 3 ยังไม่มีหลักฐาน", "ประเด็นที่ 4 ยังไม่มีหลักฐาน")
    assert "ยังไม่เริ่มประเมิน" in first_page(scene.head)


def test_an_office_without_schools_reads_no_level(scene: SimpleNamespace) -> None:
    services.cancel(scene.assessment, actor=scene.director, reason="เริ่มผิด")
    page = first_page(scene.head)
    assert "ยังไม่มีโรงเรียนในสำนักงานนี้ จึงยังไม่มีงานให้ดูหลักฐาน" in page
    assert "จะได้ระดับ" not in page and LACKING not in page
    base.school(scene.district)
    page = first_page(scene.head)
    assert "จึงยังไม่มีงานให้ดูหลักฐาน" not in page
    assert "จะได้ระดับ 2" in page


def test_last_years_open_one_and_this_years_stand_together(scene: SimpleNamespace) -> None:
    rows = outlooks(scene.district, date(2025, 11, 1))
    assert [(row.fiscal_year, row.assessment) for row in rows] == [(2568, scene.assessment), (2569, None)]
    Assessment.objects.update(state=Assessment.State.APPROVED)
    assert [row.fiscal_year for row in outlooks(scene.district, date(2025, 3, 1))] == []


def test_it_is_kept_for_a_while_and_renewed_by_an_act(scene: SimpleNamespace, django_assert_num_queries: Any) -> None:
    day = date(2025, 3, 1)
    outlooks(scene.district, day)
    scene.desk(record(1, "b"))
    with django_assert_num_queries(2):
        assert LACKING in outlooks(scene.district, day)[0].texts
    services.accept(scene.answers[1], scene.lines[2], actor=scene.director)
    assert LACKING not in outlooks(scene.district, day)[0].texts


def test_the_first_time_costs_the_same_at_twenty_lines(
    scene: SimpleNamespace, django_assert_max_num_queries: Any
) -> None:
    for place in range(2, 22):
        ProofLine.objects.create(issue=scene.answers[0].issue, position=place, **a_line())
    with django_assert_max_num_queries(10):
        outlooks(scene.district, date(2025, 3, 1))


def test_owners_find_their_issue_in_the_inbox_and_the_page_in_the_menu(scene: SimpleNamespace) -> None:
    (item,) = [row for row in inbox_for(scene.clerk, scene.district) if row.kind == "office_assessment.own"]
    assert item.url.endswith("#issue-3")
    assert reverse("assessment:index") in first_page(scene.clerk)
    assert reverse("assessment:index") not in first_page(base.user("committee_member", scene.district))
    services.state_carried_out(scene.answers[2], actor=scene.clerk, carried_out=False)
    assert not [row for row in inbox_for(scene.clerk, scene.district) if row.kind == "office_assessment.own"]
