"""A chain to decide on: the planning app's concrete round on a bare plan, with effects that are written down."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from accounts.models import User
from core import approvals
from core.approvals import ApprovalKind
from core.pointers import Pointer
from schools.models import District
from supervision.planning.models import Plan, PlanDecision, PlanRound
from tests.factories import base

NOW = datetime(2024, 7, 11, 9, 0, tzinfo=ZoneInfo("Asia/Bangkok"))
CHAIN = ("group_director", "office_director")


@dataclass
class Office:
    """An office with the people of the line and a plan of its supervisor."""

    district: District
    supervisor: User
    director: User
    deputy: User | None
    head: User | None
    plan: Plan
    kind: ApprovalKind
    effects: list[tuple[str, int]] = field(default_factory=list)

    def submit(
        self, *, revision: int = 1, actor: User | None = None, chain: tuple[str, ...] = CHAIN, **more: Any
    ) -> Any:
        given = {"snapshot": {"topic": f"ฉบับ {revision}"}, "now": NOW, **more}
        return approvals.open_round(
            self.kind, self.plan, actor=actor or self.supervisor, revision=revision, chain=chain, **given
        )

    def decide(self, actor: User, decision: str = "approved", *, revision: int = 1, **more: Any) -> Any:
        given = {"now": NOW, **more}
        return approvals.decide(self.kind, self.plan, actor=actor, revision=revision, decision=decision, **given)


def plan_of(user: User, district: District) -> Plan:
    return Plan.objects.create(
        district=district, kind="personal", fiscal_year=2567, owner=base.person_of(user, district),
        title=f"แผนนิเทศของ {user}", created_at=NOW, updated_at=NOW,
    )  # fmt: skip


def make_kind(effects: list[tuple[str, int]], **changes: Any) -> ApprovalKind:
    """The kind under test; `effects` hears what the chain told the app."""

    def hear(word: str) -> Callable[[Any, Any, datetime], None]:
        return lambda round_, actor, now: effects.append((word, round_.revision))

    made = ApprovalKind(
        code="test-plan", label="แผนนิเทศ", round_model=PlanRound, decision_model=PlanDecision,
        pointer=lambda plan: Pointer("plan", str(plan.pk), plan.title),
        district_code=lambda plan: plan.district.code,
        url=lambda plan: f"/plans/{plan.pk}/",
        authors=lambda plan: [plan.owner.user],
        limit_days=lambda plan: 5,
        approved=hear("approved"), returned=hear("returned"), withdrawn=hear("withdrawn"),
        related=("subject__district__settings", "subject__owner__user"),
    )  # fmt: skip
    return replace(made, **changes)


def office(*, deputy: bool = False, head: bool = True, author: str = "supervisor", **changes: Any) -> Office:
    """An office whose chain can be walked; `author` is the role of whoever owns the plan."""
    district = base.district()
    people = {
        "supervisor": base.user("supervisor", district),
        "group_director": base.user("group_director", district),
        "deputy_director": base.user("deputy_director", district) if deputy else None,
        "office_director": base.user("office_director", district) if head else None,
    }
    owner = people[author]
    assert owner is not None
    effects: list[tuple[str, int]] = []
    director = people["group_director"]
    assert director is not None
    return Office(
        district, owner, director, people["deputy_director"], people["office_director"],
        plan_of(owner, district), make_kind(effects, **changes), effects,
    )  # fmt: skip


def today_is(moment: datetime, monkeypatch: Any) -> None:
    """Pages ask for the day themselves; let it be the day of the story."""
    monkeypatch.setattr(timezone, "now", lambda: moment)
