"""What the printed plan, month and memo say: revision, hash, mark, signatures."""

from datetime import date
from typing import Any

import pytest

from core.approvals import short_hash
from core.errors import DomainError
from reports.base import BuildContext, Reader
from reports.registry import get
from supervision.planning import services
from supervision.planning.documents import foot_of, mark_of
from tests.factories import base
from tests.factories import planning as make


def book(key: str, user: Any, district: Any, **given: Any) -> Any:
    document, reader = get(key), Reader(user)
    _, cleaned = document.clean(reader, district.code, given)
    return document.pdf(BuildContext(district.code, cleaned, "pdf", reader))


def html(made: Any) -> str:
    return "".join(block.html for block in made.parts)


@pytest.fixture
def plan(office):
    return make.approved(office.author, office.district, office.schools, [office.head, office.director])


def test_only_people_of_the_office_may_print(office, plan):
    for key in ("supervision-plan", "supervision-calendar", "approval-memo"):
        assert get(key).may_run(office.head, office.district.code)
        assert not get(key).may_run(base.user("principal", office.schools[0]), office.district.code)
        assert not get(key).may_run(base.user("group_director", office.other), office.district.code)
    with pytest.raises(DomainError):
        book("supervision-plan", base.user("supervisor", office.other), office.other, plan=plan.pk)


def test_the_mark_follows_the_approval(office, plan):
    draft = make.plan(office.author, office.district, fiscal_year=2568)
    assert mark_of(draft) == "draft"
    assert mark_of(plan) == ""
    visit = plan.activities.get().planned_visits.first()
    services.move_visit(visit, actor=office.author, on=date(2024, 1, 22), reason="เลื่อน", now=make.NOW)
    plan.refresh_from_db()
    assert mark_of(plan) == "changed"
    assert "ฉบับที่ 2" in foot_of(plan) and short_hash(plan.content_hash) in foot_of(plan)


def test_the_plan_prints_sections_activities_calendar_and_signatures(office, plan):
    made = book("supervision-plan", office.author, office.district, plan=plan.pk)
    page = html(made)
    for words in ("โรงเรียนมีคุณภาพ", "ห้องเรียนคุณภาพ", "15 ม.ค. 2567".replace(" ", "\u00a0"), office.schools[0].name):
        assert words in page
    assert str(office.director) in page and str(office.head) in page
    assert {block.mark for block in made.parts} == {""}
    assert all(short_hash(plan.content_hash) in block.foot for block in made.parts)


def test_the_memo_has_the_four_parts_and_every_lane(office, plan):
    page = html(book("approval-memo", office.author, office.district, plan=plan.pk, number="ศธ 04/1"))
    places = [page.index(word) for word in ("เรื่องเดิม/ข้อเท็จจริง", "ข้อกฎหมาย/ระเบียบ", "ข้อพิจารณา", "ข้อเสนอ")]
    assert places == sorted(places)
    assert "ศธ 04/1" in page and "พ.ศ. 2560" in page
    assert page.index("ผู้เสนอแผน") < page.index("เห็นชอบ</p>") < page.index("อนุมัติ</p>")


def test_a_memo_of_a_draft_and_of_a_second_revision(office, plan):
    draft = make.ready(office.author, office.district, office.schools, fiscal_year=2568, on=date(2025, 1, 15))
    assert [block.mark for block in book("approval-memo", office.author, office.district, plan=draft.pk).parts] == [
        "draft"
    ]
    services.save_sections(
        plan, actor=office.author, lock_version=plan.lock_version, bodies={"goals": "ใหม่"}, now=make.NOW
    )
    services.submit_plan(plan, actor=office.author, now=make.NOW.replace(day=20))
    made = book("approval-memo", office.author, office.district, plan=plan.pk)
    assert "(ฉบับแก้ไข)" in html(made) and "ได้รับอนุมัติฉบับที่ 1 แล้ว" in html(made)
    assert [block.mark for block in made.parts] == ["changed"]


def test_the_month_prints_approved_visits_only(office, plan):
    colleague = base.user("supervisor", office.district)
    elsewhere = base.school(office.district, name="โรงเรียนในร่างแผน")
    make.ready(colleague, office.district, [elsewhere])
    page = html(book("supervision-calendar", office.head, office.district, month="2024-01"))
    assert office.schools[0].name in page and elsewhere.name not in page


def test_the_month_of_everybody_says_whose_visit_it_is(office, plan):
    """Two people at one school on one day stood as the same name twice."""
    school, colleague = office.schools[0], base.user("supervisor", office.district)
    make.approved(colleague, office.district, [school], [office.head, office.director])
    page = html(book("supervision-calendar", office.head, office.district, month="2024-01"))
    assert f"{school.name} ({plan.owner})" in page
    assert f"{school.name} ({colleague})" in page
    alone = html(book("supervision-calendar", office.head, office.district, month="2024-01", supervisor=plan.owner.pk))
    assert school.name in alone and f"({plan.owner})" not in alone


def test_an_office_without_plans_says_so(office):
    with pytest.raises(DomainError, match="ยังไม่มีแผน"):
        book("supervision-calendar", office.head, office.district)
