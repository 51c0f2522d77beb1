"""Begin an assessment: who may, for which year and set; two clicks make one."""

from typing import Any

import pytest

from core.errors import DomainError, NotAllowed
from core.models import AuditEntry
from kotpn.assessment import services
from kotpn.assessment.models import Assessment
from kotpn.standards.models import OfficeStandardSet
from tests.factories import assessment as factory
from tests.factories import base

pytestmark = pytest.mark.django_db


def refused(indicator: Any, actor: Any, word: str, **more: Any) -> None:
    with pytest.raises(DomainError, match=word):
        services.begin(indicator, actor=actor, **{"fiscal_year": 2568, **more})
    assert not Assessment.objects.exists()


def test_only_who_runs_them_begins() -> None:
    district = base.district()
    indicator = factory.an_indicator(district)
    for actor in (base.user("group_director", base.district()), base.user("supervisor", district)):
        with pytest.raises(NotAllowed):
            services.begin(indicator, actor=actor, fiscal_year=2568)
    assert not Assessment.objects.exists()


def test_a_year_or_set_that_does_not_fit_is_refused() -> None:
    district = base.district()
    director = base.user("group_director", district)
    indicator = factory.an_indicator(district)
    refused(indicator, director, "ใช้กับ", fiscal_year=2550)
    refused(indicator, director, "ยังไม่เริ่ม", fiscal_year=2690)
    refused(indicator, director, "ก่อนเริ่มปีงบประมาณ", closes_on=base.date(2020, 1, 1))
    OfficeStandardSet.objects.update(state=OfficeStandardSet.State.DRAFT)
    indicator.refresh_from_db()
    refused(indicator.__class__.objects.get(pk=indicator.pk), director, "ยังไม่ได้ประกาศใช้")


def test_begins_once_with_an_answer_for_each_issue() -> None:
    district = base.district()
    director, secretary = base.user("group_director", district), base.user("committee_secretary", district)
    indicator = factory.an_indicator(district)
    made = services.begin(indicator, actor=director, fiscal_year=2568)
    assert services.begin(indicator, actor=secretary, fiscal_year=2568) == made
    assert list(made.answers.values_list("issue__number", "carried_out")) == [(n, None) for n in (1, 2, 3, 4)]
    assert AuditEntry.objects.filter(action="office_assessment.begun").count() == 1
    services.cancel(made, actor=director, reason="เริ่มผิดปี")
    assert services.begin(indicator, actor=director, fiscal_year=2568) != made
