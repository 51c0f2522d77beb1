"""Pages of planning in a browserless client: query counts, refusals beside the field, stale pages."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from core.thai.years import fiscal_range, fiscal_year
from supervision.planning.models import Plan
from tests.factories import base
from tests.factories import planning as make


def this_year() -> int:
    return fiscal_year(timezone.localdate())


@pytest.fixture
def draft(office):
    year, now = this_year(), timezone.now()
    day = fiscal_range(year)[0].replace(day=15)
    return make.ready(office.author, office.district, office.schools, fiscal_year=year, now=now, on=day)


@pytest.fixture
def author(office, client):
    client.force_login(office.author)
    return client


def _queries(client, django_assert_max_num_queries, address):
    with django_assert_max_num_queries(60) as counted:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(counted)


@pytest.mark.parametrize("name", ["planning:plans", "planning:calendar"])
def test_lists_cost_the_same_however_long(office, author, draft, django_assert_max_num_queries, name):
    author.get(reverse(name))
    few = _queries(author, django_assert_max_num_queries, reverse(name))
    for _ in range(6):
        colleague = base.user("supervisor", office.district)
        make.ready(colleague, office.district, office.schools, fiscal_year=this_year(), now=timezone.now(),
                   on=draft.activities.get().planned_visits.first().planned_on)  # fmt: skip
    assert _queries(author, django_assert_max_num_queries, reverse(name)) == few


def test_a_plan_page_costs_the_same_with_more_activities(office, author, draft, django_assert_max_num_queries):
    address = reverse("planning:plan", args=[draft.pk])
    author.get(address)
    few = _queries(author, django_assert_max_num_queries, address)
    for n in range(5):
        row = make.activity(draft, office.author, topic=f"เรื่อง {n}", now=timezone.now())
        make.visits(row, office.author, office.schools, on=fiscal_range(this_year())[0], now=timezone.now())
    assert _queries(author, django_assert_max_num_queries, address) == few


def test_a_western_year_is_refused_beside_the_field(author):
    answer = author.post(reverse("planning:plan-create"), {"kind": "personal", "fiscal_year": "2024"})
    assert answer.status_code == 422
    assert "2567" in str(answer.context["form"].errors["fiscal_year"])
    assert not Plan.objects.exists()


def test_a_stale_page_keeps_what_was_typed_and_shows_what_stands(office, author, draft):
    address = reverse("planning:plan-edit", args=[draft.pk])
    data = {f"section-{row.code}": row.body for row in draft.sections.all()} | {"title": draft.title}
    stale = draft.lock_version
    assert author.post(address, data | {"lock_version": stale, "section-goals": "จากแท็บแรก"}).status_code == 302
    answer = author.post(address, data | {"lock_version": stale, "section-goals": "จากแท็บที่สอง"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "จากแท็บแรก" in page and "จากแท็บที่สอง" in page
    assert draft.sections.get(code="goals").body == "จากแท็บแรก"


def test_autosave_answers_with_the_new_version_only(office, author, draft):
    data = {f"section-{row.code}": row.body for row in draft.sections.all()} | {"title": draft.title}
    answer = author.post(
        reverse("planning:plan-edit", args=[draft.pk]),
        data | {"lock_version": draft.lock_version, "section-goals": "ใหม่"},
        headers={"HX-Request": "true"},
    )
    draft.refresh_from_db()
    page = answer.content.decode()
    assert "<html" not in page
    assert f'value="{draft.lock_version}"' in page and "บันทึกแล้ว" in page


def test_a_script_in_a_plan_is_text(office, author, draft):
    evil = "<script>alert(1)</script>"
    author.post(
        reverse("planning:plan-edit", args=[draft.pk]),
        {f"section-{row.code}": evil for row in draft.sections.all()}
        | {"title": f"แผน {evil}", "lock_version": draft.lock_version},
    )
    assert evil not in author.get(reverse("planning:plan", args=[draft.pk])).content.decode()


def test_end_before_start_is_told_in_the_form(office, author, draft):
    first, _ = fiscal_range(this_year())
    answer = author.post(
        reverse("planning:visits-every", args=[draft.activities.get().pk]),
        {
            "every-lock_version": draft.lock_version,
            "every-clusters": [office.cluster.pk],
            "every-terms": [f"{this_year() - 1}-2"],
            "every-times": "1",
            "every-start": f"15/12/{first.year + 543}",
            "every-end": f"1/12/{first.year + 543}",
        },
    )
    assert answer.status_code == 422
    assert "อยู่ก่อนวันแรก" in answer.content.decode()


def test_wrong_addresses_of_the_calendar_show_the_running_month(author):
    for query in ("month=nonsense", "month=2567-13", "day=x", "supervisor=999999999", "cluster=-1", "activity=a"):
        assert author.get(f"{reverse('planning:calendar')}?{query}").status_code == 200


def test_a_director_decides_on_the_first_screen_and_the_reason_is_kept(office, client, draft):
    from supervision.planning import services

    services.submit_plan(draft, actor=office.author, now=timezone.now())
    client.force_login(office.head)
    page = client.get(reverse("planning:plan-review", args=[draft.pk])).content.decode()
    assert page.index("nt-actionbar") < page.index("ลำดับการพิจารณา")
    address = reverse("planning:plan-decide", args=[draft.pk])
    assert client.post(address, {"decision": "returned", "revision": "1", "reason": ""}).status_code == 422
    answer = client.post(address, {"decision": "returned", "revision": "1", "reason": "ขอเพิ่มตัวชี้วัด"})
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert draft.state == "returned"


def test_days_in_the_form_are_of_the_plans_year(office, author, draft):
    _, last = fiscal_range(this_year())
    outside = date(last.year, 10, 1)
    answer = author.post(
        reverse("planning:visits-add", args=[draft.activities.get().pk]),
        {
            "schools-lock_version": draft.lock_version,
            "schools-schools": [office.schools[0].pk],
            "schools-planned_on": f"{outside.day}/{outside.month}/{outside.year + 543}",
        },
    )
    assert answer.status_code == 422
    assert "ไม่อยู่ใน" in answer.content.decode()
