from supervision.networks.services.follow_ups import drop_follow_up, follow_up
from supervision.networks.services.lists import load_kinds
from supervision.networks.services.meetings import call_network
from supervision.networks.services.networks import (
    add_members,
    close_network,
    edit_network,
    end_pair,
    leave,
    pair_schools,
    reopen_network,
    start_network,
)
from supervision.networks.services.surveys import (
    Answered,
    answer,
    close_survey,
    open_survey,
    remind,
    remind_all,
)
from supervision.networks.services.years import (
    drop_activity,
    drop_line,
    open_year,
    publish_year,
    record_activity,
    reopen_year,
    report_year,
    save_line,
    take_back_year,
    write_year,
)

__all__ = [
    "Answered",
    "add_members",
    "answer",
    "call_network",
    "close_network",
    "close_survey",
    "drop_activity",
    "drop_follow_up",
    "drop_line",
    "edit_network",
    "end_pair",
    "follow_up",
    "leave",
    "load_kinds",
    "open_survey",
    "open_year",
    "pair_schools",
    "publish_year",
    "record_activity",
    "remind",
    "remind_all",
    "reopen_network",
    "reopen_year",
    "report_year",
    "save_line",
    "start_network",
    "take_back_year",
    "write_year",
]
