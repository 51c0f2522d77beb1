"""Plans in every state, reached through the services that lead there."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from schools.models import District, School
from supervision.planning import services
from supervision.planning.models import Plan, PlanActivity, PlannedVisit

NOW = datetime(2023, 11, 1, 9, 0, tzinfo=ZoneInfo("Asia/Bangkok"))
YEAR = 2567


def plan(
    author: Any,
    district: District,
    *,
    kind: str = "personal",
    fiscal_year: int = YEAR,
    copy_from: Plan | None = None,
    now: datetime = NOW,
) -> Plan:
    """An empty draft."""
    return services.create_plan(
        actor=author, district=district, kind=kind, fiscal_year=fiscal_year, copy_from=copy_from, now=now
    )


def activity(of: Plan, author: Any, *, topic: str = "ห้องเรียนคุณภาพ", now: datetime = NOW, **fields: Any) -> PlanActivity:
    """A complete activity without visits."""
    of.refresh_from_db()
    given = {
        "areas": ("academic",),
        "indicator": "โรงเรียนได้รับการนิเทศ",
        "target": Decimal(100),
        "target_unit": "ร้อยละของโรงเรียน",
        **fields,
    }
    return services.save_activity(
        of,
        actor=author,
        lock_version=of.lock_version,
        fields=services.ActivityFields(topic=topic, **given),
        now=now,
    )


def visits(
    of: PlanActivity,
    author: Any,
    schools: Sequence[School],
    *,
    on: date | None = date(2024, 1, 15),
    month: date | None = None,
    now: datetime = NOW,
) -> list[PlannedVisit]:
    """One planned visit to each school; gives every visit of the activity, in order."""
    services.plan_schools(of, actor=author, schools=schools, lock_version=None, on=on, month=month, now=now)
    return list(of.planned_visits.by_day())


def ready(author: Any, district: District, schools: Sequence[School], **options: Any) -> Plan:
    """A draft with nothing missing."""
    day = options.pop("on", date(2024, 1, 15))
    made = plan(author, district, **options)
    bodies = {"goals": "โรงเรียนมีคุณภาพ", "methods": "เยี่ยมชั้นเรียน", "scope": "ทุกโรงเรียน"}
    now = options.get("now", NOW)
    made = services.save_sections(made, actor=author, lock_version=made.lock_version, bodies=bodies, now=now)
    visits(activity(made, author, now=now), author, schools, now=now, on=day)
    made.refresh_from_db()
    return made


def submitted(author: Any, district: District, schools: Sequence[School], **options: Any) -> Plan:
    made = ready(author, district, schools, **options)
    services.submit_plan(made, actor=author, now=options.get("now", NOW))
    made.refresh_from_db()
    return made


def approved(
    author: Any, district: District, schools: Sequence[School], deciders: Sequence[Any], **options: Any
) -> Plan:
    """Approved by each of `deciders` in turn."""
    made = submitted(author, district, schools, **options)
    for decider in deciders:
        services.decide_plan(
            made, actor=decider, revision=made.revision, decision="approved", now=options.get("now", NOW)
        )
    made.refresh_from_db()
    return made


def returned(author: Any, district: District, schools: Sequence[School], decider: Any, **options: Any) -> Plan:
    made = submitted(author, district, schools, **options)
    services.decide_plan(
        made,
        actor=decider,
        revision=made.revision,
        decision="returned",
        comment="ขอให้เพิ่มตัวชี้วัด",
        now=options.get("now", NOW),
    )
    made.refresh_from_db()
    return made
