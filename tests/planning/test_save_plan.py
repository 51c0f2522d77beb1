"""Writing sections and activities; nobody overwrites somebody silently."""

from decimal import Decimal

import pytest

from core.errors import DomainError, NotAllowed, StaleRevision
from schools.models import Project
from supervision.planning import services
from supervision.planning.models import PolicyItem
from tests.factories import base
from tests.factories import planning as make


@pytest.fixture
def plan(office):
    return make.plan(office.author, office.district)


def _save(plan, actor, **options):
    given = {"lock_version": plan.lock_version, "bodies": {"goals": "ใหม่"}, "now": make.NOW, **options}
    return services.save_sections(plan, actor=actor, **given)


def test_refuses_strangers_and_colleagues(office, plan):
    for other in (office.head, base.user("supervisor", office.district), base.user("supervisor", office.other)):
        with pytest.raises(NotAllowed):
            _save(plan, other)


def test_refuses_while_it_is_being_considered(office):
    sent = make.submitted(office.author, office.district, office.schools)
    with pytest.raises(DomainError, match="สถานะปัจจุบัน"):
        _save(sent, office.author)


def test_refuses_an_older_page_and_writes_nothing(office, plan):
    _save(plan, office.author)
    with pytest.raises(StaleRevision, match="แก้ไขแผนนี้ไปแล้ว"):
        _save(plan, office.author, bodies={"goals": "ทับ"})
    assert plan.sections.get(code="goals").body == "ใหม่"


def test_saving_the_same_changes_nothing(office, plan):
    saved = _save(plan, office.author)
    again = _save(saved, office.author)
    assert again.lock_version == saved.lock_version


def test_an_activity_needs_a_topic_an_area_and_things_of_its_office(office, plan):
    elsewhere = Project.objects.create(district=office.other, number=1, name="โครงการ")
    old = PolicyItem.objects.create(district=office.district, fiscal_year=2566, kind="focus", text="เก่า")
    cases = [
        ({"topic": " "}, "topic"),
        ({"areas": ()}, "areas"),
        ({"areas": ("academic", "nonsense")}, "areas"),
        ({"project": elsewhere}, "project"),
        ({"policy": old}, "policy"),
        ({"target": Decimal(101)}, "target"),
        ({"target": Decimal(-1)}, "target"),
    ]
    for fields, field in cases:
        with pytest.raises(DomainError) as refusal:
            make.activity(plan, office.author, **fields)
        assert refusal.value.field == field
    assert not plan.activities.exists()


def test_activities_move_and_close_ranks(office, plan):
    rows = [make.activity(plan, office.author, topic=topic) for topic in ("ก", "ข", "ค")]
    plan.refresh_from_db()
    moved = services.move_activity(rows[2], actor=office.author, lock_version=plan.lock_version, up=True, now=make.NOW)
    assert list(moved.activities.values_list("topic", flat=True)) == ["ก", "ค", "ข"]
    services.remove_activity(rows[0], actor=office.author, lock_version=moved.lock_version, now=make.NOW)
    assert list(plan.activities.values_list("topic", "position")) == [("ค", 1), ("ข", 2)]


def test_what_was_submitted_is_cancelled_with_a_reason_not_deleted(office):
    plan = make.approved(office.author, office.district, office.schools, [office.head, office.director])
    activity = plan.activities.get()
    with pytest.raises(DomainError, match="เหตุผล"):
        services.remove_activity(activity, actor=office.author, lock_version=plan.lock_version, now=make.NOW)
    kept = services.remove_activity(
        activity, actor=office.author, lock_version=plan.lock_version, reason="ยุบรวม", now=make.NOW
    )
    assert kept.cancelled_reason == "ยุบรวม"
    plan.refresh_from_db()
    assert plan.state_label == "แก้ไขหลังอนุมัติ"
