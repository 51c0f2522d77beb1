"""What this app tells the others when the program starts."""

from core import audit

ACTS = {
    "committee_meeting.called": "นัดประชุม{occasion}",
    "committee_meeting.item_added": "เพิ่มระเบียบวาระ: {title}",
}


def register_all() -> None:
    audit.register(ACTS)
