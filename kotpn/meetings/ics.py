"""The meeting as a calendar file (RFC 5545, sent by the rules of RFC 5546): asked, moved or called off."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, vCalAddress, vText

REQUEST, CANCEL = "REQUEST", "CANCEL"
# Where no end is planned the calendar shows half a day.
_LASTS = timedelta(hours=3)


def starts_at(meeting: Any) -> datetime:
    return timezone.make_aware(datetime.combine(meeting.held_on, meeting.time_from))


def ends_at(meeting: Any) -> datetime:
    """As planned; three hours after the start where no end is."""
    if meeting.time_to is None:
        return starts_at(meeting) + _LASTS
    return timezone.make_aware(datetime.combine(meeting.held_on, meeting.time_to))


def calendar_file(
    meeting: Any, *, method: str, address: str = "", name: str = "", agenda: str = "", link: str = ""
) -> bytes:
    """One event; the same uid always, and a SEQUENCE that grows with every change, so that calendars replace what they
    hold."""
    event = Event()
    event.add("uid", f"committee-meeting-{meeting.pk}@{settings.SITE_URL.split('//')[-1]}")
    event.add("sequence", max(0, meeting.stamp - 1))
    event.add("dtstamp", meeting.updated_at)
    event.add("dtstart", starts_at(meeting).astimezone(UTC))
    event.add("dtend", ends_at(meeting).astimezone(UTC))
    event.add("summary", f"ประชุม {meeting.committee} {meeting.occasion}")
    event.add("location", meeting.place)
    event.add("description", agenda)
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    if link:
        event.add("url", link)
    event["organizer"] = _person(settings.DEFAULT_FROM_EMAIL, meeting.committee.district.name)
    if address:
        event.add("attendee", _person(address, name, role="REQ-PARTICIPANT"), encode=False)
    calendar = Calendar()
    calendar.add("prodid", "-//nithet//committee meetings//TH")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _person(address: str, name: str, **params: str) -> vCalAddress:
    who = vCalAddress(f"mailto:{address}")
    who.params["CN"] = vText(name)
    for key, value in params.items():
        who.params[key] = vText(value)
    return who
