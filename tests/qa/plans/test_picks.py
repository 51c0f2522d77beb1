"""Findings picked from the district's summary: only real points, each once, with where they are from."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from core.errors import NotAllowed, StaleRevision
from qa.levels import texts
from qa.levels.services.external import add_advice, save_result, save_round
from qa.levels.texts import Text
from qa.plans import services
from qa.plans.queries import picks_for
from tests.factories import base, levels
from tests.factories import quality_plans as make

pytestmark = pytest.mark.django_db
ASKED = {"academic_year": 2568, "level": "basic", "origin": "self"}


@pytest.fixture
def district(db):
    return base.district()


@pytest.fixture
def author(district):
    return base.user("supervisor", district)


@pytest.fixture
def plan(district, author):
    return make.empty(author, district)


@pytest.fixture(autouse=True)
def _words(district, monkeypatch: pytest.MonkeyPatch) -> None:
    def provider(of, year, level, source):
        if (of.pk, year, level, source) != (district.pk, 2568, "basic", "self"):
            return []
        return [
            Text("improve", 1, "โรงเรียนหนึ่ง", "นักเรียนอ่านไม่คล่อง", "/x/1/"),
            Text("improve", 2, "โรงเรียนสอง", "นักเรียนอ่านไม่คล่อง", "/x/2/"),
            Text("improve", 1, "โรงเรียนหนึ่ง", "ระบบอินเทอร์เน็ตไม่ทั่วถึง", "/x/1/"),
            Text("strength", 1, "โรงเรียนหนึ่ง", "ชุมชนร่วมมือดี", "/x/1/"),
        ]

    monkeypatch.setattr(texts, "_providers", [provider])


def test_strangers_and_stale_pages_pick_nothing(district, author, plan) -> None:
    keys = [pick.key for pick in picks_for(plan, **ASKED)]
    with pytest.raises(NotAllowed):
        services.pick_findings(plan, actor=base.user("office_director", district), keys=keys, **ASKED)
    seen = plan.lock_version
    services.save_front(plan, actor=author, title="ใหม่", aim="ก", lock_version=seen)
    with pytest.raises(StaleRevision):
        services.pick_findings(plan, actor=author, keys=keys, lock_version=seen, **ASKED)
    assert services.pick_findings(plan, actor=author, keys=["f" * 32], **ASKED) == 0
    assert not plan.findings.exists()


def test_points_to_improve_are_picked_once_with_their_source(author, plan) -> None:
    picks = picks_for(plan, **ASKED)
    assert [(pick.text, pick.schools) for pick in picks] == [
        ("นักเรียนอ่านไม่คล่อง", 2), ("ระบบอินเทอร์เน็ตไม่ทั่วถึง", 1)
    ]  # fmt: skip
    keys = [picks[0].key]
    assert services.pick_findings(plan, actor=author, keys=keys, **ASKED) == 1
    assert services.pick_findings(plan, actor=author, keys=keys, **ASKED) == 0
    row = plan.findings.get()
    assert (row.origin, row.academic_year) == ("self", 2568)
    assert "2 โรงเรียน" in row.source
    assert [pick.taken for pick in picks_for(plan, **ASKED)] == [True, False]


def test_the_page_ticks_points_into_the_plan(author, plan) -> None:
    client = Client()
    client.force_login(author)
    address = reverse("quality-plans:plan-pick", args=[plan.pk]) + "?year=2568&level=basic&origin=self"
    page = client.get(address).content.decode()
    assert "นักเรียนอ่านไม่คล่อง" in page
    assert "ชุมชนร่วมมือดี" not in page
    plan.refresh_from_db()
    keys = [pick.key for pick in picks_for(plan, **ASKED)]
    assert client.post(address, {"point": keys, "lock": plan.lock_version}).status_code == 302
    assert plan.findings.count() == 2
    assert client.get(address.replace("2568", "99999999")).status_code == 200


def test_recommendations_from_outside_are_points_too(author) -> None:
    office = levels.office()
    director, school = base.user("group_director", office), levels.school(office)
    words = {"number": 5, "title": "ภายนอก", "body": "สมศ.", "year_from": 2566, "year_to": 2570}
    held = save_result(
        save_round(office, actor=director, values=words), actor=director, school=school, level="basic",
        academic_year=2568, assessed_on=date(2025, 8, 20), verdict="meets", scale_level=None, standards=[],
    )  # fmt: skip
    add_advice(held, actor=director, text="พัฒนาระบบสารสนเทศ", due_on=date(2027, 1, 1))
    picks = picks_for(make.empty(director, office), **{**ASKED, "origin": "external"})
    assert [(pick.text, pick.urls) for pick in picks] == [
        ("พัฒนาระบบสารสนเทศ", ((school.name, reverse("levels:school", args=[school.pk])),))
    ]
