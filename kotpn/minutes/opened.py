"""What a resolution may open, and where the thing opened stands: one answer a kind of pointer.

Kinds: "action" (a finding to be followed up), "run_step" (a step of a procedure's run), "plan" (a plan to be changed).
"""

from dataclasses import dataclass
from typing import Any

from core import pointers
from processes.models import Action, RunStep
from supervision.planning.queries import plan_standing

ACTION, STEP, PLAN = "action", "run_step", "plan"
KINDS = {ACTION: "เรื่องที่ต้องติดตาม", STEP: "ขั้นของกระบวนงาน", PLAN: "แผนนิเทศที่ต้องปรับ"}


@dataclass(frozen=True)
class Standing:
    """`state` and `state_label` make the chip; `url` is empty for who may not see it; `finished` suggests closing."""

    kind: str
    label: str
    url: str
    state: str
    state_label: str
    finished: bool


def _state(kind: str, key: str, since: Any) -> tuple[str, str, bool] | None:
    if kind == ACTION:
        action = Action.objects.filter(pk=key).only("state").first()
        return action and (action.state, action.get_state_display(), action.state == Action.State.CLOSED)
    if kind == STEP:
        row: Any = RunStep.objects.filter(pk=key).only("state").first()
        return row and (row.state, row.get_state_display(), row.is_finished)
    return plan_standing(key, since=since) if kind == PLAN else None


def standing_of(user: Any, resolution: Any) -> Standing | None:
    """The thing a resolution opened as this reader may know it; None when it opened nothing."""
    kind, key = resolution.opened_kind, resolution.opened_key
    if not kind:
        return None
    found = _state(kind, key, resolution.created_at)
    state, label, finished = found or ("cancelled", "ไม่มีแล้ว", False)
    may = found is not None and pointers.may_view(user, kind, key)
    url = pointers.provider(kind).url(key) if may else ""
    return Standing(KINDS.get(kind, kind), resolution.opened_label, url, state, label, finished)
