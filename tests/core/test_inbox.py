"""The inbox: what waits for this person in this office, oldest first; approving many minds newer revisions."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from core import approvals
from core.approvals import InboxItem, inbox_for
from core.approvals import inbox as sources
from supervision.planning.models import PlanRound
from tests.core.chain import Office, office, plan_of
from tests.factories import base

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office whose plan waits for the group director since six days."""
    made = office()
    # Only the kind under test waits; what other apps registered is theirs to test.
    monkeypatch.setattr(approvals.kinds, "_kinds", {made.kind.code: made.kind})
    monkeypatch.setattr(sources, "_sources", {})
    made.submit(now=timezone.now() - timedelta(days=6))
    return made


def page(person: Any, address: str = "/inbox/") -> str:
    client = Client()
    client.force_login(person)
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_it_waits_for_the_one_whose_turn_it_is(here: Office) -> None:
    (item,) = inbox_for(here.director, here.district)
    assert (item.title, item.days(), item.over(), item.sender) == (here.plan.title, 6, True, str(here.supervisor))
    assert item.choice == f"test-plan:{here.plan.pk}:1"
    for other in (here.supervisor, here.head, base.user("group_director", base.district())):
        assert inbox_for(other, here.district) == []
    assert inbox_for(here.director, base.district()) == []
    assert inbox_for(here.director, None) == []


def test_someone_with_posts_in_two_offices_sees_each_in_its_own(here: Office) -> None:
    there = base.district()
    both = base.user("group_director", there, of=base.user("supervisor", here.district))
    assert inbox_for(both, here.district) == [], "supervisor here, director only there"
    assert inbox_for(both, there) == []


def test_sources_join_and_the_oldest_is_first(here: Office) -> None:
    older = InboxItem("x", "คำขอ", "1", "คำขอเก่า", "", "/x/", timezone.now() - timedelta(days=9), "ผอ.โรงเรียน")
    approvals.register_inbox("x", lambda user, district: [older])
    assert [item.title for item in inbox_for(here.director, here.district)] == ["คำขอเก่า", here.plan.title]
    with pytest.raises(ValueError, match="twice"):
        approvals.register_inbox("x", lambda user, district: [])


def test_queries_do_not_grow_with_what_waits(here: Office, django_assert_max_num_queries: Any) -> None:
    for _ in range(8):
        author = base.user("supervisor", here.district)
        here.plan = plan_of(author, here.district)
        here.submit(actor=author)
    with django_assert_max_num_queries(6):
        assert len(inbox_for(here.director, here.district)) == 9


def test_the_page_shows_it_and_filters(here: Office) -> None:
    text = page(here.director)
    assert here.plan.title in text
    assert "เกินกำหนดแล้ว 1 เรื่อง" in text
    assert "อนุมัติเรื่องที่เลือก" in text
    assert here.plan.title not in page(here.director, "/inbox/?kind=อย่างอื่น")
    assert here.plan.title in page(here.director, "/inbox/?late=1")
    assert "ไม่มีเรื่องค้าง" in page(here.supervisor)


def test_a_title_is_text(here: Office) -> None:
    here.plan.title = "<script>alert(1)</script>"
    here.plan.save()
    assert "<script>alert" not in page(here.director)


def approve(person: Any, *choices: str) -> str:
    client = Client()
    client.force_login(person)
    response = client.post("/inbox/approve/", {"choice": list(choices)}, follow=True)
    assert response.redirect_chain == [("/inbox/", 302)]
    return response.content.decode()


def test_nobody_approves_many_of_what_is_not_theirs(here: Office) -> None:
    choice = f"test-plan:{here.plan.pk}:1"
    assert Client().post("/inbox/approve/", {"choice": [choice]}).status_code == 302
    for other in (here.supervisor, base.user("group_director", base.district())):
        assert here.plan.title not in approve(other, choice)
    assert PlanRound.objects.get().lane == 0


@pytest.mark.parametrize("choice", ["", "test-plan", "test-plan:x:1", "nothing:1:1", "test-plan:1:1:1", "a:b:c"])
def test_nonsense_approves_nothing(here: Office, choice: str) -> None:
    assert "กรุณาเลือกเรื่อง" in approve(here.director, choice)


def test_ticked_revisions_are_approved_and_older_ones_are_not(here: Office) -> None:
    first = here.plan
    second = base.user("supervisor", here.district)
    here.plan = plan_of(second, here.district)
    here.submit(actor=second, revision=3)
    text = approve(here.director, f"test-plan:{first.pk}:1", f"test-plan:{here.plan.pk}:2")
    assert "อนุมัติแล้ว 1 เรื่อง" in text
    assert "ฉบับล่าสุดที่ส่งคือฉบับที่ 3" in text
    assert sorted(PlanRound.objects.values_list("subject", "lane")) == sorted([(first.pk, 1), (here.plan.pk, 0)])


def test_a_get_approves_nothing(here: Office) -> None:
    client = Client()
    client.force_login(here.director)
    assert client.get("/inbox/approve/").status_code == 405
