"""Quality schools of a year, reached through services."""

from datetime import date
from typing import Any

from schools.models import District, School
from supervision.quality_schools import services
from supervision.quality_schools.models import QualityPlan, QualityYear

TEXTS = {"objectives": "ยกระดับ", "targets": "ร้อยละ 80", "monitoring": "นิเทศทุกแห่ง"}


def a_year(head: Any, district: District, *, year: int = 2567) -> QualityYear:
    return services.open_year(district, actor=head, year=year)


def with_school(head: Any, district: District, school: School, *, feeders: Any = (), year: int = 2567) -> QualityYear:
    row = a_year(head, district, year=year)
    services.set_school(row, school.amphoe, actor=head, school=school, feeders=feeders)
    return row


def written(head: Any, row: QualityYear) -> QualityPlan:
    """A plan nothing is missing in."""
    focus = {one.pk: {"doing": f"พัฒนา{one.name}"} for one in row.focus_points.filter(is_active=True)}
    return services.save_plan(row.plan, actor=head, texts=TEXTS, focus=focus, lock_version=row.plan.lock_version)


def submitted(head: Any, row: QualityYear) -> QualityPlan:
    services.submit_plan(written(head, row), actor=head)
    return QualityPlan.objects.get(year=row)


def approved(head: Any, row: QualityYear, deciders: list[Any]) -> QualityPlan:
    plan = submitted(head, row)
    for actor in deciders:
        plan = QualityPlan.objects.get(pk=plan.pk)
        if plan.state == QualityPlan.State.SUBMITTED:
            services.decide_plan(
                plan, actor=actor, revision=plan.revision, decision="approved", content_hash=plan.content_hash
            )
    return QualityPlan.objects.get(pk=plan.pk)


def sent(head: Any, plan: QualityPlan, day: date) -> Any:
    return services.dispatch(plan, actor=head, number="ศธ 04000/1", sent_on=day)
