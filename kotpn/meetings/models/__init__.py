from kotpn.meetings.models.agenda import AgendaItem, AgendaSection, AgendaTemplate, AgendaTemplateSection, SectionKind
from kotpn.meetings.models.attendance import Conflict, OtherPresent, Presence, PresenceSpan
from kotpn.meetings.models.invitation import Invitation
from kotpn.meetings.models.meeting import Meeting, MeetingSeries
from kotpn.meetings.models.paper import Paper, PaperComment

__all__ = [
    "AgendaItem",
    "AgendaSection",
    "AgendaTemplate",
    "AgendaTemplateSection",
    "Conflict",
    "Invitation",
    "Meeting",
    "MeetingSeries",
    "OtherPresent",
    "Paper",
    "PaperComment",
    "Presence",
    "PresenceSpan",
    "SectionKind",
]
