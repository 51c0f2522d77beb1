from supervision.improvement.services.common import participation_pointer, programme_pointer
from supervision.improvement.services.participations import (
    decide_participation,
    differences,
    follow_register,
    leave_to_rule,
)
from supervision.improvement.services.programmes import (
    cancel_programme,
    close_programme,
    edit_programme,
    open_programme,
    reopen_programme,
)
from supervision.improvement.services.teams import add_member, drop_member, edit_team, end_team, make_team
from supervision.improvement.services.work import (
    cancel_cooperation,
    cancel_rollout,
    finish_rollout,
    save_cooperation,
    save_rollout,
)

__all__ = [
    "add_member",
    "cancel_cooperation",
    "cancel_programme",
    "cancel_rollout",
    "close_programme",
    "decide_participation",
    "differences",
    "drop_member",
    "edit_programme",
    "edit_team",
    "end_team",
    "finish_rollout",
    "follow_register",
    "leave_to_rule",
    "make_team",
    "open_programme",
    "participation_pointer",
    "programme_pointer",
    "reopen_programme",
    "save_cooperation",
    "save_rollout",
]
