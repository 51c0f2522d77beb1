"""Open a plan, copy last year's, write its sections, cancel it."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core import notify
from core.errors import DomainError, NotAllowed
from core.thai.years import fiscal_label, fiscal_range
from schools.models import District, School
from schools.queries import holders, person_of
from supervision.planning.models import Plan, PlanActivity, PlannedVisit, PlanSection, PolicyItem
from supervision.planning.permissions import can_create_plan, is_author
from supervision.planning.sections import SECTIONS
from supervision.planning.services.base import locked_for_edit, locked_plan, pointer_to, record, touch
from supervision.planning.states import PLAN_STATES
from supervision.planning.terms import check_fiscal_year, office_terms, term_of_day, term_of_month

_TITLES = {Plan.Kind.GROUP: "แผนนิเทศ ติดตาม และประเมินผลการจัดการศึกษา", Plan.Kind.PERSONAL: "แผนนิเทศรายบุคคล"}
_WEEKS = timedelta(weeks=52)


def create_plan(
    *, actor: Any, district: District, kind: str, fiscal_year: int, copy_from: Plan | None = None, now: datetime
) -> Plan:
    """A draft for a fiscal year (พ.ศ.), empty or begun from an earlier plan of the same kind and owner.

    DomainError for a year that cannot be meant and where a plan of that year stands already; NotAllowed otherwise.
    """
    if kind not in Plan.Kind.values:
        raise DomainError("กรุณาเลือกชนิดแผน", field="kind")
    if not can_create_plan(actor, district, kind):
        raise NotAllowed("ท่านจัดทำแผนชนิดนี้ในสำนักงานนี้ไม่ได้")
    check_fiscal_year(fiscal_year, today=timezone.localdate(now))
    owner = person_of(actor, district)
    if copy_from is not None and (copy_from.district_id != district.pk or not is_author(actor, copy_from)):
        raise NotAllowed("คัดลอกได้เฉพาะแผนของตนเองหรือแผนของกลุ่มในสำนักงานเดียวกัน")
    with transaction.atomic():
        plan = Plan(
            district=district,
            kind=kind,
            fiscal_year=fiscal_year,
            owner=owner,
            title=f"{_TITLES[Plan.Kind(kind)]} {fiscal_label(fiscal_year)}",
            created_at=now,
            updated_at=now,
            updated_by=actor,
        )
        try:
            with transaction.atomic():
                plan.save()
        except IntegrityError:
            raise DomainError(
                f"มี{plan.get_kind_display()} {fiscal_label(fiscal_year)} อยู่แล้ว เปิดแผนนั้นเพื่อแก้ไขต่อ", field="fiscal_year"
            ) from None
        bodies = dict(copy_from.sections.values_list("code", "body")) if copy_from else {}
        PlanSection.objects.bulk_create(
            PlanSection(plan=plan, code=code, heading=heading, position=place, body=bodies.get(code, ""))
            for place, (code, heading, _) in enumerate(SECTIONS, start=1)
        )
        if copy_from is not None:
            _copy_activities(copy_from, plan)
        touch(plan, actor=actor, now=now)
        record(
            plan, actor=actor, action="plan.copied" if copy_from else "plan.created",
            **({"source": copy_from.title} if copy_from else {}),
        )  # fmt: skip
    return plan


def _copy_activities(source: Plan, plan: Plan) -> None:
    """Activities with their schools, the same week of the new year; results and what was cancelled stay behind."""
    policies = {
        (row.kind, row.text): row
        for row in PolicyItem.objects.of_district(plan.district).for_fiscal_year(plan.fiscal_year).in_use()
    }
    years = plan.fiscal_year - source.fiscal_year
    terms = office_terms(plan.district)
    rows = source.activities.filter(cancelled_reason="").select_related("policy").prefetch_related("instruments")
    for place, row in enumerate(rows.order_by("position", "pk"), start=1):
        instruments = [one for one in row.instruments.all() if one.is_active]
        old_key, policy = row.pk, row.policy
        row.pk, row._state.adding = None, True
        row.plan, row.position, row.result_manual = plan, place, None
        row.policy = policies.get((policy.kind, policy.text)) if policy else None
        row.save()
        row.instruments.set(instruments)
        visits = PlannedVisit.objects.filter(activity_id=old_key, cancelled_reason="").select_related("school")
        PlannedVisit.objects.bulk_create(
            _copied_visits(visits.order_by("month", "planned_on", "pk"), row, years, terms)
        )


def _copied_visits(visits: Any, activity: PlanActivity, years: int, terms: Any) -> list[PlannedVisit]:
    first, last = fiscal_range(activity.plan.fiscal_year)
    rounds: dict[tuple[int, int, int], int] = defaultdict(int)
    made = []
    for visit in visits:
        day, month = visit.planned_on, visit.month.replace(year=visit.month.year + years)
        if day:
            day += _WEEKS * years
            # 52 weeks keep the weekday but lose a day or two: the year's first days would fall into the year before.
            day = day + timedelta(weeks=1) if day < first else day - timedelta(weeks=1) if day > last else day
            month = day.replace(day=1)
        if not _teaches(visit.school, day or month):
            continue
        year, term = term_of_day(terms, day) if day else term_of_month(terms, month)
        rounds[visit.school_id, year, term] += 1
        made.append(
            PlannedVisit(
                activity=activity,
                school=visit.school,
                academic_year=year,
                term=term,
                round_no=rounds[visit.school_id, year, term],
                planned_on=day,
                month=month,
            )
        )
    return made


def _teaches(school: School, on: date) -> bool:
    return not (school.closed_on and school.closed_on <= on)


def save_sections(
    plan: Plan, *, actor: Any, lock_version: int, bodies: Mapping[str, str], title: str | None = None, now: datetime
) -> Plan:
    """Write the texts of the sections named in `bodies` (by code); others stay. Gives the plan as it now stands.

    StaleRevision when someone else has changed the plan since `lock_version`.
    """
    with transaction.atomic():
        fresh = locked_for_edit(plan, actor=actor, lock_version=lock_version)
        rows = {row.code: row for row in fresh.sections.all()}
        unknown = set(bodies) - set(rows)
        if unknown:
            raise DomainError("ไม่มีหัวข้อนี้ในแผน")
        changed = [rows[code] for code, body in bodies.items() if rows[code].body != body.strip()]
        for row in changed:
            row.body = bodies[row.code].strip()
        new_title = fresh.title if title is None else " ".join(title.split())
        if not new_title:
            raise DomainError("กรุณาตั้งชื่อแผน", field="title")
        if not changed and new_title == fresh.title:
            return fresh
        PlanSection.objects.bulk_update(changed, ["body"])
        if new_title != fresh.title:
            fresh.title = new_title
            fresh.save(update_fields=["title"])
        touch(fresh, actor=actor, now=now)
        record(fresh, actor=actor, action="plan.sections_saved", headings=", ".join(row.heading for row in changed))
    return fresh


def cancel_plan(plan: Plan, *, actor: Any, reason: str, now: datetime) -> Plan:
    """End a plan that will not be carried out; a new one of the year may follow. Those who approved it are told."""
    reason = reason.strip()
    if not reason:
        raise DomainError("กรุณาระบุเหตุผลที่ยกเลิกแผน", field="reason")
    with transaction.atomic():
        fresh = locked_plan(plan)
        if not is_author(actor, fresh):
            raise NotAllowed("ยกเลิกได้เฉพาะแผนของตนเอง")
        fresh.state = PLAN_STATES.next(fresh.state, "cancel")
        fresh.cancel_reason = reason
        fresh.lock_version += 1
        fresh.updated_at, fresh.updated_by = now, actor
        fresh.save(update_fields=["state", "cancel_reason", "lock_version", "updated_at", "updated_by"])
        record(fresh, actor=actor, action="plan.cancelled", reason=reason)
        if fresh.approved_revision:
            chain = fresh.district.settings.plan_chain
            people = {
                user.pk: user
                for post in chain
                for user in holders(post, fresh.district, timezone.localdate(now))
                if user != actor
            }
            notify.send(
                people.values(),
                code="plan.cancelled",
                title=f"ยกเลิกแผนที่อนุมัติแล้ว: {fresh.title}",
                body=f"เหตุผล: {reason}",
                url=reverse("planning:plan", args=[fresh.pk]),
                pointer=pointer_to(fresh),
                district_code=fresh.district.code,
                dedupe_key=f"plan-cancelled-{fresh.pk}",
            )
    return fresh
