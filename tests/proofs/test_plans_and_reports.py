"""Plans and reports count once approved, for the year they are of and not the day they were approved."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.utils import timezone

from evidence.tags import period_of
from kotpn.monitoring.models import Consideration, MonitoringPlan, ResultReport
from supervision.planning.models import Plan, PlanRound
from supervision.reporting.models import ReportPaper
from tests.factories import field, kotpn
from tests.proofs.asking import asked, keys

pytestmark = pytest.mark.django_db


def _plan(quality: SimpleNamespace, year: int, state: str, approved: date | None, kind: str = "group") -> Plan:
    now = timezone.now()
    by = quality.director if kind == "group" else quality.supervisor
    return Plan.objects.create(
        district=quality.district, kind=kind, fiscal_year=year, owner=by.people.get(), title=f"แผน {year}", state=state,
        approved_revision=1 if approved else None, approved_at=field.at(approved) if approved else None,
        created_at=now, updated_at=now,
    )  # fmt: skip


def test_approved_plans_of_the_year_and_of_the_next(quality: SimpleNamespace) -> None:
    group = _plan(quality, 2567, "approved", date(2023, 9, 20))
    coming = _plan(quality, 2568, "returned", date(2024, 9, 20))
    own = _plan(quality, 2567, "approved", date(2023, 11, 20), "personal")
    _plan(quality, 2568, "submitted", None, "personal")
    _plan(quality, 2566, "approved", date(2022, 11, 20))
    Plan.objects.filter(fiscal_year=2566).update(state="cancelled")
    for _ in range(2):
        PlanRound.objects.create(
            subject=own, revision=1, content_hash="", snapshot={}, lanes=[], lane_since=timezone.now(),
            state="approved", submitted_by=quality.supervisor, submitted_at=timezone.now(),
        )  # fmt: skip
    found = asked(quality.district, "plans", reader=quality.director)
    assert set(keys(found)) == {str(group.pk), str(coming.pk), str(own.pk)}
    assert keys(found, next="yes") == [str(coming.pk)]
    assert keys(found, kind="personal", revised="yes") == [str(own.pk)]
    days = {row.key: row.date for row in found}
    assert days[str(group.pk)] is None, "approved in September for the year after: of that year still"
    assert days[str(own.pk)] == date(2023, 11, 20)
    assert asked(quality.district, "plans", 2566)[0].tags["next"] == ("yes",)


def _paper(quality: SimpleNamespace, code: str, start: date, state: str, approved: date | None) -> ReportPaper:
    now = timezone.now()
    return ReportPaper.objects.create(
        district=quality.district, period_code=code, period_label=code, period_start=start, title=f"รายงาน {code}",
        author=quality.director, state=state, approved_revision=1 if approved else None,
        approved_at=field.at(approved) if approved else None, created_at=now, updated_at=now,
    )  # fmt: skip


def test_approved_reports_of_periods_of_the_year(quality: SimpleNamespace) -> None:
    for day in (date(2023, 11, 15), date(2024, 6, 3)):
        field.submitted(quality.supervisor, quality.school, on=day)
    second = _paper(quality, "2-2566", date(2023, 11, 1), "approved", date(2024, 4, 20))
    first = _paper(quality, "1-2567", date(2024, 5, 16), "approved", date(2024, 10, 20))
    _paper(quality, "fy2567", date(2023, 10, 1), "submitted", None)
    _paper(quality, "2-2567", date(2024, 11, 1), "approved", date(2025, 4, 20))
    found = asked(quality.district, "reports", reader=quality.director)
    assert {row.key: row.tags["period"] for row in found} == {str(second.pk): ("term2",), str(first.pk): ("term1",)}
    assert {row.key: row.date for row in found} == {str(second.pk): date(2024, 4, 20), str(first.pk): None}
    assert period_of("fy2568") == "year"
    ReportPaper.objects.filter(pk=first.pk).update(state="cancelled")
    assert keys(asked(quality.district, "reports")) == [str(second.pk)]


def test_monitoring_plans_agreed_and_results_noted_and_published(quality: SimpleNamespace) -> None:
    by, now = quality.director, timezone.now()
    committee = kotpn.a_committee(by, quality.district, starts_on=date(2023, 10, 1))
    stamps = {"created_by": by, "created_at": now, "updated_at": now}
    plan = MonitoringPlan.objects.create(committee=committee, fiscal_year=2567, title="แผน", state="agreed", **stamps)
    MonitoringPlan.objects.create(committee=committee, fiscal_year=2568, title="แผนใหม่", state="sent", **stamps)
    Consideration.objects.create(plan=plan, revision=1, snapshot={}, content_hash="", sent_by=by, sent_at=now)
    made = [
        ResultReport.objects.create(
            committee=committee, period_code=code, period_label=code, period_start=start, title=code, state=state,
            published_at=now if code == "2-2566" else None, **stamps,
        )
        for code, start, state in (
            ("2-2566", date(2023, 11, 1), "noted"), ("1-2567", date(2024, 5, 16), "noted"),
            ("fy2567", date(2023, 10, 1), "sent"),
        )
    ]  # fmt: skip
    found = asked(quality.district, "results", reader=by)
    assert keys(found, part="plan") == [str(plan.pk)]
    assert set(keys(found, part="result")) == {str(made[0].pk), str(made[1].pk)}
    assert keys(found, part="published", period="term2") == [str(made[0].pk)]
    assert asked(quality.district, "results", 2568) == []
