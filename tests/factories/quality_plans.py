"""A small quality plan of three years through the services: one row of each kind."""

from decimal import Decimal
from typing import Any

from qa.plans import services
from qa.plans.models import QualityPlan

YEARS = (2569, 2570, 2571)


def empty(by: Any, district: Any, *, year: int = 2569, title: str = "แผนทดสอบ") -> QualityPlan:
    return services.create_plan(
        district, actor=by, title=title, year_kind="fiscal", year_from=year, year_to=year + 2, aim="ให้ดีขึ้น"
    )


def add(plan: QualityPlan, by: Any, kind: str, **given: Any) -> Any:
    return services.save_row(plan, actor=by, kind=kind, **given)


def draft(by: Any, district: Any, **options: Any) -> QualityPlan:
    plan = empty(by, district, **options)
    finding = services.add_finding(plan, actor=by, text="อ่านไม่คล่อง", origin="self", source="SAR")
    strategy = add(plan, by, "strategy", values={"title": "พัฒนาการอ่าน"}, findings=[finding])
    add(plan, by, "measure", under=strategy, values={"text": "อบรมครู"})
    targets = {year: Decimal(60 + place * 5) for place, year in enumerate(plan.years)}
    add(plan, by, "indicator", under=strategy, values={"title": "ร้อยละที่อ่านคล่อง", "unit": "ร้อยละ"}, years=targets)
    budgets = {year: Decimal(1000) for year in plan.years}
    add(plan, by, "project", under=strategy, values={"name": "โครงการอ่าน"}, years=budgets)
    plan.refresh_from_db()
    return plan


def decide(plan: QualityPlan, by: Any, *, decision: str = "approved", comment: str = "") -> QualityPlan:
    plan.refresh_from_db()
    services.decide_plan(
        plan, actor=by, revision=plan.revision, decision=decision, comment=comment, content_hash=plan.content_hash
    )
    plan.refresh_from_db()
    return plan


def submitted(by: Any, district: Any, **options: Any) -> QualityPlan:
    plan = draft(by, district, **options)
    services.submit_plan(plan, actor=by)
    plan.refresh_from_db()
    return plan


def approved(by: Any, district: Any, *deciders: Any, **options: Any) -> QualityPlan:
    """Sent and approved by every lane in turn."""
    plan = submitted(by, district, **options)
    for user in deciders:
        plan = decide(plan, user)
    return plan
