"""What is printed of plans: nothing here depends on the present moment, so the same plan prints the same paper."""

from calendar import Calendar
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.html import format_html

from core.approvals import short_hash
from core.thai.dates import local_date, thai_datetime
from core.thai.years import fiscal_label, fiscal_year
from supervision.planning.content import snapshot
from supervision.planning.models import Plan, PlannedVisit, PlanRound
from supervision.planning.queries.plans import ActivityLine, activity_lines
from supervision.planning.queries.review import Totals, totals_of


@dataclass(frozen=True)
class Signer:
    """A signature block: what was said, name, post, day; empty where it has not happened yet."""

    said: str
    name: str
    post: str
    date: date | None


@dataclass(frozen=True)
class Month:
    """A month of the calendar and its visits in order of days."""

    first: date
    lines: list[PlannedVisit] = field(default_factory=list)


@dataclass(frozen=True)
class PlanPaper:
    """Everything of the printed plan."""

    sections: list[Any]
    lines: list[ActivityLine]
    months: list[Month]
    signers: list[Signer]
    visits: int
    schools: int


def plan_label(plan: Plan) -> str:
    """A plan in a list of choices."""
    who = f" · {plan.owner}" if plan.kind == Plan.Kind.PERSONAL else ""
    return f"{plan.title}{who} · {plan.state_label}"


def default_plan(rows: Any, user: Any) -> Plan | None:
    """The reader's own plan of the running year, else the newest approved plan of the group, else the newest of all."""
    this_year = fiscal_year(timezone.localdate())
    in_order = rows.in_force().order_by("-fiscal_year", "kind", "pk")
    own = in_order.owned_by(user).for_fiscal_year(this_year).first() if user else None
    approved = in_order.exclude(approved_revision=None)
    found: Plan | None = own or approved.of_group().first() or approved.first() or in_order.first()
    return found


def foot(revision: int, digest: str, words: str) -> str:
    """The line at the foot of every page: revision, hash (whose digits stay as they are), and what became of it."""
    return format_html('ฉบับที่ {} · รหัสยืนยันเนื้อหา <span class="asis">{}</span> · {}', revision, short_hash(digest), words)


def plan_paper(plan: Plan) -> PlanPaper:
    rows = (
        PlannedVisit.objects.filter(activity__plan=plan)
        .in_force_within_plan()
        .select_related("school__cluster", "activity")
        .by_day()
    )
    months: dict[date, Month] = {}
    schools = set()
    visits = 0
    for row in rows:
        months.setdefault(row.month, Month(row.month)).lines.append(row)
        schools.add(row.school_id)
        visits += 1
    lines = [line for line in activity_lines(plan) if not line.activity.cancelled_reason]
    return PlanPaper(
        sections=list(plan.sections.order_by("position")),
        lines=lines,
        months=[months[key] for key in sorted(months)],
        signers=signers_of(plan, newest_round(plan)),
        visits=visits,
        schools=len(schools),
    )


def newest_round(plan: Plan) -> PlanRound | None:
    found: PlanRound | None = (
        PlanRound.objects.filter(subject=plan).prefetch_related("decisions").order_by("-submitted_at", "-pk").first()
    )
    return found


_SAID = {"approved": "เห็นชอบ", "returned": "ส่งกลับ"}


def signers_of(plan: Plan, round_: PlanRound | None) -> list[Signer]:
    """The author, then each lane of the chain that decides by itself; a lane passed by is not asked to sign."""
    sent = local_date(round_.submitted_at) if round_ else None
    found = [Signer("ผู้เสนอแผน", plan.owner.full_name, plan.owner.position, sent)]
    if round_ is None:
        return found
    decisions = {row.lane: row for row in round_.decisions.all()}
    last = len(round_.lanes) - 1
    for number, lane in enumerate(round_.lanes):
        decision = decisions.get(number)
        if decision is None:
            said = "ผู้อนุมัติแผน" if number == last else "ผู้พิจารณา"
            found.append(Signer(said, "", lane["label"], None))
            continue
        if decision.decision == "passed":
            continue
        name, _, post = decision.actor_label.partition(" · ")
        said = "อนุมัติ" if decision.decision == "approved" and number == last else _SAID[decision.decision]
        comment = f" {decision.comment}" if decision.comment else ""
        found.append(Signer(f"{said}{comment}", name, post or lane["label"], local_date(decision.at)))
    return found


@dataclass(frozen=True)
class MemoPaper:
    """What the memo says of the revision sent (or of the draft where nothing was sent yet)."""

    to: str
    day: date | None
    again: int
    totals: Totals
    topics: tuple[str, ...]
    year_label: str
    signers: list[Signer]
    state: str
    revision: int
    foot: str


def memo_paper(plan: Plan) -> MemoPaper:
    round_ = newest_round(plan)
    content = round_.snapshot if round_ else snapshot(plan)
    lanes = round_.lanes if round_ else []
    last = lanes[-1]["label"] if lanes else "ผอ.สพท."
    revision = round_.revision if round_ else plan.revision
    return MemoPaper(
        to="ผู้อำนวยการ" + plan.district.name if last == "ผอ.สพท." else last,
        day=local_date(round_.submitted_at) if round_ else None,
        again=_approved_before(plan, round_),
        totals=totals_of(content),
        topics=tuple(row["topic"] for row in content["activities"] if not row["cancelled"]),
        year_label=fiscal_label(plan.fiscal_year),
        signers=signers_of(plan, round_),
        state=round_.state if round_ else "",
        revision=revision,
        foot=foot(revision, round_.content_hash, f"ส่งเมื่อ {thai_datetime(round_.submitted_at)}") if round_ else "",
    )


def _approved_before(plan: Plan, round_: PlanRound | None) -> int:
    """The revision approved before this submission, 0 on a first one."""
    if round_ is None:
        return 0
    earlier = plan.rounds.filter(state=PlanRound.State.APPROVED, submitted_at__lt=round_.submitted_at)
    return earlier.order_by("-submitted_at").values_list("revision", flat=True).first() or 0


def months_with_visits(rows: Any) -> list[date]:
    """Months that have a planned visit, in order."""
    return list(rows.order_by("month").values_list("month", flat=True).distinct())


def default_month(months: Sequence[date]) -> str:
    """The running month if it has visits, else the next one that has, else the last."""
    now = timezone.localdate().replace(day=1)
    chosen = next((month for month in months if month >= now), months[-1] if months else None)
    return f"{chosen:%Y-%m}" if chosen else ""


@dataclass(frozen=True)
class GridDay:
    """A day's box of the printed month; `names` of schools, with whose visit it is where that is told."""

    date: date
    in_month: bool
    names: list[str]


def month_grid(rows: Any, month: date, *, told: bool = False) -> tuple[list[list[GridDay]], list[str]]:
    """The weeks of a month, Monday first, and the schools planned for the month without a day; `told` says whose visit
    it is, of those of a personal plan. Two things one person does at a school on one day are one line."""
    by_day: dict[date | None, list[str]] = {}
    for visit in rows.filter(month=month).by_day().select_related("school", "activity__plan__owner"):
        plan = visit.activity.plan
        who = f" ({plan.owner})" if told and plan.kind == Plan.Kind.PERSONAL else ""
        by_day.setdefault(visit.planned_on, []).append(f"{visit.school.name}{who}")
    weeks = [
        [GridDay(day, day.month == month.month, list(dict.fromkeys(by_day.get(day, [])))) for day in week]
        for week in Calendar().monthdatescalendar(month.year, month.month)
    ]
    return weeks, by_day.get(None, [])
