from kotpn.meetings.services.agenda import (
    add_item,
    add_section,
    change_item,
    drop_item,
    move_item,
    move_section,
    remove_section,
    rename_section,
)
from kotpn.meetings.services.base import locked, meeting_pointer
from kotpn.meetings.services.calling import call_meeting, call_series, cancel_meeting, change_meeting
from kotpn.meetings.services.comments import comment, drop_comment
from kotpn.meetings.services.drafting import draft_agenda
from kotpn.meetings.services.invitations import add_guest, invite, reply, reply_by_token, send_again, withdraw
from kotpn.meetings.services.papers import (
    add_paper_document,
    add_paper_record,
    add_paper_upload,
    drop_paper,
    move_paper,
    rename_paper,
    replace_paper_upload,
)
from kotpn.meetings.services.templates import load_templates, save_template

__all__ = [
    "add_guest",
    "add_item",
    "add_paper_document",
    "add_paper_record",
    "add_paper_upload",
    "add_section",
    "call_meeting",
    "call_series",
    "cancel_meeting",
    "change_item",
    "change_meeting",
    "comment",
    "draft_agenda",
    "drop_comment",
    "drop_item",
    "drop_paper",
    "invite",
    "load_templates",
    "locked",
    "meeting_pointer",
    "move_item",
    "move_paper",
    "move_section",
    "remove_section",
    "rename_paper",
    "rename_section",
    "replace_paper_upload",
    "reply",
    "reply_by_token",
    "save_template",
    "send_again",
    "withdraw",
]
