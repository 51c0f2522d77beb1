"""Two clicks at the same moment make one thing of a school's own supervision."""

from typing import Any

import pytest

from core.models import Notice
from instruments.models import Response
from supervision.rounds import services
from supervision.rounds.models import InternalSummary, InternalSummaryRevision, InternalVisit
from tests.factories import base, internal
from tests.factories.field import DAY, at
from tests.field.test_races import together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(db: None) -> tuple[Any, Any, Any, Any]:
    """(school, principal, observer's account, teacher's account)."""
    school = base.school(base.district())
    return school, *(base.user(role, school) for role in ("principal", "school_staff", "school_staff"))


def test_one_plan_one_sheet_one_notice(people) -> None:
    school, principal, observing, taught = people
    observer, teacher = (base.person_of(user, school.district) for user in (observing, taught))
    form = internal.form(school)

    def plan() -> Any:
        return internal.planned(principal, school, observer=observer, teacher=teacher, version=form)

    first, second = together(plan, plan)
    assert first == second, (first, second)
    visit = InternalVisit.objects.get()

    def write() -> Any:
        return services.save_record(
            visit, actor=observing, values={"strengths": "ดี"}, answers=internal.answers(form), now=at(DAY)
        )

    assert all(isinstance(found, InternalVisit) for found in together(write, write))
    assert Response.objects.count() == 1
    for act, user, code in (
        (services.record_internal, observing, "internal.recorded"),
        (services.acknowledge_internal, taught, "internal.acknowledged"),
    ):
        found = together(*[lambda act=act, user=user: act(visit, actor=user, now=at(DAY, 15))] * 2)
        assert all(isinstance(one, InternalVisit) for one in found), found
        assert Notice.objects.filter(code=code).count() == 1
    assert Notice.objects.filter(code="internal.planned").count() == 2


def test_one_summary_one_revision(people) -> None:
    school, principal, *_ = people

    def write() -> Any:
        return services.save_summary(
            school, actor=principal, year=2567, term=1, texts={"results": "ครบ"}, now=at(DAY)
        )  # fmt: skip

    assert all(isinstance(found, InternalSummary) for found in together(write, write, write))
    held = InternalSummary.objects.get()
    sent = together(*[lambda: services.submit_summary(held, actor=principal, now=at(DAY))] * 3)
    assert all(isinstance(found, InternalSummary) for found in sent), sent
    assert InternalSummaryRevision.objects.count() == 1
