"""What the frame of every page shows of the person and the office; lazy, so fragments and public pages pay nothing."""

from datetime import date
from functools import cached_property
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from core import navigation
from core.models import Notice
from core.thai import dates, years
from schools.models import District
from schools.queries import districts_of, post_label
from schools.scope import holdings

UNREAD_CAP = 99
# Only words beside the name: what a person may do is never read from here.
_POST_SECONDS = 60


class Frame:
    """Asked by templates/base.html; each property is worked out once a request."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def today(self) -> date:
        return timezone.localdate()

    @property
    def today_short(self) -> str:
        """เสาร์ที่ 21 พ.ย. 2569, which fits a phone's top bar."""
        return f"{dates.WEEKDAYS[self.today.weekday()]}ที่{dates.NBSP}{dates.thai_date(self.today, 'short')}"

    @cached_property
    def years_line(self) -> str:
        """ปีงบประมาณ 2567 · ภาคเรียนที่ 1/2567: both year systems of today, named."""
        return f"{years.fiscal_label(years.fiscal_year(self.today))} · {self.term_label}"

    @cached_property
    def term_label(self) -> str:
        return years.academic_label(*years.law_academic_year(self.today))

    @cached_property
    def groups(self) -> list[navigation.NavGroup]:
        return navigation.links_for(self.request)

    @cached_property
    def tabs(self) -> list[navigation.NavLink]:
        return navigation.tabs_of(self.groups)

    @cached_property
    def current(self) -> navigation.NavLink | None:
        return next((link for group in self.groups for link in group.links if link.current), None)

    @cached_property
    def districts(self) -> list[District]:
        """Offices to choose from; the usual person has one, which costs no further query."""
        if len({district for _, district, _ in holdings(self.request.user, self.today)}) < 2:
            return [self.district] if self.district else []
        return districts_of(self.request.user)

    @cached_property
    def district(self) -> District | None:
        return getattr(self.request, "district", None) or None

    @cached_property
    def post(self) -> str:
        """The person's post in this office, as printed; the name for people without one."""
        user: Any = self.request.user
        if not self.district:
            return str(user.get_full_name())
        key = f"post:{user.pk}:{self.district.code}:{self.today}"
        found = cache.get(key)
        if found is None:
            found = post_label(user, self.district)
            cache.set(key, found, _POST_SECONDS)
        return found or user.get_full_name()

    @cached_property
    def unread(self) -> int:
        """Notices not read yet, counted up to 100."""
        user: Any = self.request.user
        return Notice.objects.filter(recipient=user, read_at=None).order_by()[: UNREAD_CAP + 1].count()

    @property
    def unread_text(self) -> str:
        return f"{UNREAD_CAP}+" if self.unread > UNREAD_CAP else str(self.unread)


def context(request: HttpRequest) -> dict[str, Any]:
    return {"frame": Frame(request)}
