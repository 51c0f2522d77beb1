"""Every act on plans. One function each: lock, check, change, audit, notify, in one transaction."""

from supervision.planning.services.activities import (
    ActivityFields,
    move_activity,
    record_result,
    remove_activity,
    save_activity,
)
from supervision.planning.services.approval import PLAN_KIND, asked_first, decide_plan, submit_plan, withdraw_plan
from supervision.planning.services.feeds import may_have_feed, open_feed, renew_feed
from supervision.planning.services.plans import cancel_plan, create_plan, save_sections
from supervision.planning.services.policies import copy_policies, may_begin_from_last_year, save_policy
from supervision.planning.services.visits import (
    Planned,
    call_off,
    drop_visit,
    move_visit,
    plan_every_school,
    plan_schools,
)

__all__ = [
    "PLAN_KIND",
    "ActivityFields",
    "Planned",
    "asked_first",
    "call_off",
    "cancel_plan",
    "copy_policies",
    "create_plan",
    "decide_plan",
    "drop_visit",
    "may_begin_from_last_year",
    "may_have_feed",
    "move_activity",
    "move_visit",
    "open_feed",
    "plan_every_school",
    "plan_schools",
    "record_result",
    "remove_activity",
    "renew_feed",
    "save_activity",
    "save_policy",
    "save_sections",
    "submit_plan",
    "withdraw_plan",
]
