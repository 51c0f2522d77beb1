from kotpn.monitoring.services.considering import reopen_plan, send_plan, take_resolution, withdraw_plan
from kotpn.monitoring.services.plans import (
    LineFields,
    add_line,
    begin_plan,
    cancel_plan,
    change_line,
    draw_activities,
    drop_line,
    move_line,
    plan_pointer,
    save_texts,
)
from kotpn.monitoring.services.publishing import note_read, publish, withhold
from kotpn.monitoring.services.results import (
    begin_report,
    cancel_report,
    report_pointer,
    save_report,
    send_report,
    withdraw_report,
)

__all__ = [
    "LineFields",
    "add_line",
    "begin_plan",
    "begin_report",
    "cancel_plan",
    "cancel_report",
    "change_line",
    "draw_activities",
    "drop_line",
    "move_line",
    "note_read",
    "plan_pointer",
    "publish",
    "reopen_plan",
    "report_pointer",
    "save_report",
    "save_texts",
    "send_plan",
    "send_report",
    "take_resolution",
    "withdraw_plan",
    "withdraw_report",
    "withhold",
]
