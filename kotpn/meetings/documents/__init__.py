"""Documents of a committee's meeting: invitation, agenda, sign-in sheet, and the pack that holds everything."""

from kotpn.meetings.documents.agenda import MeetingAgenda
from kotpn.meetings.documents.invitation import MeetingInvitation
from kotpn.meetings.documents.pack import MeetingPack
from kotpn.meetings.documents.sign_in import MeetingSignIn
from reports.registry import register

register(MeetingAgenda())
register(MeetingInvitation())
register(MeetingPack())
register(MeetingSignIn())
