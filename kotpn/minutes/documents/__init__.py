"""Documents of what was said and decided: minutes, a year's minutes, the register of resolutions."""

from kotpn.minutes.documents.minutes import MeetingMinutes
from kotpn.minutes.documents.register import ResolutionRegister
from kotpn.minutes.documents.year import MinutesOfYear
from reports.registry import register

register(MeetingMinutes())
register(MinutesOfYear())
register(ResolutionRegister())
