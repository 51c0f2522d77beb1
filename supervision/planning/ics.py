"""A calendar feed as iCalendar: school and topic only, nobody's name."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event

from supervision.planning.queries import feed_rows

MOST = 2000


def calendar_of(feed: Any) -> bytes:
    """All-day events of the feed's approved visits; the same plan gives the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//nithet//planned visits//TH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"ปฏิทินนิเทศ {feed.cluster or feed.district}")
    calendar.add("x-wr-timezone", "Asia/Bangkok")
    for row in feed_rows(feed)[:MOST]:
        event = Event()
        event.add("uid", f"planned-{row.pk}@{settings.SITE_URL.split('//')[-1]}")
        event.add("dtstamp", feed.created_at)
        event.add("dtstart", row.planned_on)
        event.add("dtend", row.planned_on + timedelta(days=1))
        event.add("summary", f"นิเทศ {row.school.name}")
        event.add("description", row.activity.topic)
        event.add("location", row.school.name)
        event.add("url", settings.SITE_URL + reverse("planning:planned-visit", args=[row.pk]))
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
