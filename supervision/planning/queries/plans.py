"""A plan for its page: activities with what came of them, the indicator against its target, the way it went."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Min, Q
from django.urls import reverse

from core.approvals import history, kind
from core.search import Hit
from core.thai.dates import thai_date, thai_datetime
from supervision.areas import Area
from supervision.planning import fieldwork
from supervision.planning.fieldwork import ActivityResult
from supervision.planning.models import Plan, PlanActivity, PlannedVisit


@dataclass(frozen=True)
class ActivityLine:
    """One activity of the plan page. `value` is the indicator's result so far, None where nothing can be counted yet;
    `reached` compares it with the target, None without one."""

    number: int
    activity: PlanActivity
    planned: int
    schools: int
    cancelled: int
    first: date | None
    last: date | None
    result: ActivityResult
    value: Decimal | None
    reached: bool | None
    areas: tuple[str, ...]

    @property
    def percent(self) -> int:
        """The result as a share of the target, 0 to 100, for a progress bar."""
        target = self.activity.target
        if self.value is None or not target:
            return 0
        return int(max(Decimal(0), min(Decimal(100), self.value * 100 / target)))

    @property
    def span(self) -> str:
        if self.first is None or self.last is None:
            return ""
        first, last = thai_date(self.first, "month_short"), thai_date(self.last, "month_short")
        return first if first == last else f"{first} – {last}"


def indicator_value(activity: PlanActivity, planned_schools: int, result: ActivityResult) -> Decimal | None:
    """The indicator's value from what was done, unrounded; None where nothing can be said yet.

    A share of schools is of the schools planned; a share of levels is of the answer sheets rated.
    """
    basis = activity.result_basis
    if basis == "manual":
        return activity.result_manual
    if basis == "visits":
        return Decimal(result.visits + result.at_a_distance)
    if basis == "level":
        return Decimal(result.good) * 100 / result.rated if result.rated else None
    return Decimal(min(result.schools, planned_schools)) * 100 / planned_schools if planned_schools else None


def activity_lines(plan: Plan) -> list[ActivityLine]:
    """Activities in order; the query count does not depend on how many there are or how many visits they plan."""
    rows = list(
        plan.activities.select_related("policy", "task", "project", "team")
        .prefetch_related("instruments")
        .order_by("position", "pk")
    )
    active = Q(cancelled_reason="")
    counts: dict[int, dict[str, Any]] = {
        row["activity"]: row
        for row in PlannedVisit.objects.filter(activity__in=rows)
        .order_by()
        .values("activity")
        .annotate(
            planned=Count("pk", filter=active),
            cancelled=Count("pk", filter=~active),
            schools=Count("school", filter=active, distinct=True),
            first=Min("month", filter=active),
            last=Max("month", filter=active),
        )
    }
    results = fieldwork.answers().results([row.pk for row in rows])
    names = dict(Area.choices)
    lines = []
    for number, row in enumerate(rows, start=1):
        count = counts.get(row.pk, {})
        result = results.get(row.pk, ActivityResult())
        value = indicator_value(row, count.get("schools", 0), result)
        lines.append(
            ActivityLine(
                number,
                row,
                count.get("planned", 0),
                count.get("schools", 0),
                count.get("cancelled", 0),
                count.get("first"),
                count.get("last"),
                result,
                value,
                None if row.target is None or value is None else value >= row.target,
                tuple(str(names[code]) for code in row.areas if code in names),
            )
        )
    return lines


@dataclass(frozen=True)
class TrailEvent:
    """One line of เส้นทางของเรื่อง as the trail component draws it."""

    title: str
    sub: str
    tone: str
    icon: str


_LOOKS = {
    "submitted": ("", "arrow-up"),
    "approved": ("ok", "check"),
    "done": ("ok", "circle-check"),
    "returned": ("warn", "arrow-back-up"),
    "withdrawn": ("plain", "arrow-back-up"),
    "passed": ("plain", "chevron-right"),
    "waiting": ("plain", "hourglass"),
}


def trail_of(plan: Plan) -> list[TrailEvent]:
    """Every submission and decision, the newest first."""
    events = []
    for event in history(kind("plan"), plan):
        tone, icon = _LOOKS.get(event.act, ("plain", "circle-dot"))
        quote = f" · “{event.comment}”" if event.comment else ""
        who = f" · {event.who}" if event.who and event.act != "waiting" else ""
        since = "ตั้งแต่ " if event.act == "waiting" else ""
        events.append(TrailEvent(event.text, f"{since}{thai_datetime(event.at)}{who}{quote}", tone, icon))
    return events


def previous_plan(plan: Plan) -> Plan | None:
    """The plan of the same kind and owner one fiscal year before, if one stands."""
    rows = Plan.objects.filter(district=plan.district_id, kind=plan.kind, fiscal_year=plan.fiscal_year - 1).in_force()
    if plan.kind == Plan.Kind.PERSONAL:
        rows = rows.filter(owner=plan.owner_id)
    found: Plan | None = rows.first()
    return found


def current_plan_of(person: Any, district: Any, fiscal_year: int) -> Plan | None:
    """The person's own plan of a fiscal year."""
    found: Plan | None = (
        Plan.objects.filter(district=district, owner=person).personal().for_fiscal_year(fiscal_year).in_force().first()
    )
    return found


def plan_standing(key: str, *, since: datetime | None = None) -> tuple[str, str, bool] | None:
    """(state code, its word, approved after `since`) of a plan for whoever points at it; None when it is gone."""
    plan = Plan.objects.filter(pk=key).first()
    if plan is None:
        return None
    approved = plan.state == Plan.State.APPROVED and not plan.changed_after_approval and plan.approved_at is not None
    return plan.state_code, plan.state_label, approved and (since is None or plan.approved_at > since)


def plan_choices(user: Any, district: Any) -> list[tuple[str, str]]:
    """(key, title with year) of the plans in force this person may see, the newest year first."""
    rows = Plan.objects.visible_to(user).filter(district=district).in_force().select_related("owner")
    return [
        (str(plan.pk), f"{plan.title} ({plan.fiscal_year})")
        for plan in rows.order_by("-fiscal_year", "kind", "title")[:200]
    ]


def fiscal_years_of(rows: Any) -> Sequence[int]:
    """Fiscal years in which `rows` has anything, the newest first."""
    return list(rows.order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct())


def search(user: Any, district: Any, text: str, limit: int) -> list[Hit]:
    """Plans whose title or author contains the text, newest year first."""
    rows = Plan.objects.visible_to(user).of_district(district).in_force().select_related("owner")
    found = rows.filter(
        Q(title__contains=text) | Q(owner__first_name__contains=text) | Q(owner__last_name__contains=text)
    )
    return [
        Hit("แผนนิเทศ", plan.title, reverse("planning:plan", args=[plan.pk]), (str(plan.owner), plan.state_label),
            "clipboard-list")
        for plan in found.order_by("-fiscal_year", "title", "pk")[:limit]
    ]  # fmt: skip
