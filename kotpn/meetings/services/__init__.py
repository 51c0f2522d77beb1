from kotpn.meetings.services.agenda import add_item, add_section
from kotpn.meetings.services.calling import call_meeting, locked, meeting_pointer

__all__ = ["add_item", "add_section", "call_meeting", "locked", "meeting_pointer"]
