"""ปฏิทินนิเทศ: month, list, and the secret addresses of calendar feeds."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.access import public, requires
from core.errors import DomainError
from core.keys import number_of
from core.thai.dates import thai_date
from schools.models import Cluster, Person
from schools.queries import person_of
from schools.scope import reach
from supervision.planning import ics, services
from supervision.planning.models import CalendarFeed, PlanActivity
from supervision.planning.queries import CalendarFilters, calendar_rows, month_weeks
from supervision.planning.tables import VisitTable
from supervision.planning.terms import last_of_month
from supervision.planning.views.common import current_district, tell


@requires("district.read", "school.read")
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Planned visits of a month as a grid, or as a list of the month or of one day."""
    district, today = current_district(request), timezone.localdate()
    month = _month(request.GET.get("month", ""), today)
    day = _day(request.GET.get("day", ""))
    as_list = request.GET.get("view") == "list" or day is not None
    if day is not None:
        month = day.replace(day=1)
    filters = _filters(request, district)
    rows = calendar_rows(request.user, district, filters)
    whole_office = bool(district and district.pk in reach(request.user, "district.read").districts)
    context: dict[str, Any] = {
        "month": month,
        "month_label": thai_date(month, "month"),
        "month_name": thai_date(month, "month_short").split("\u00a0")[0],
        "day": day,
        "previous": _shift(month, -1).isoformat()[:7],
        "next": _shift(month, 1).isoformat()[:7],
        "as_list": as_list,
        "filters": filters,
        "today": today,
        "whole_office": whole_office,
        "choices": _choices(request, district, filters) if whole_office else [],
    }
    last = last_of_month(month)
    if as_list:
        span = rows.on_days(day, day) if day else rows.between(month, last)
        context["table"] = VisitTable(request, span.with_sort_day(), title="ปฏิทินนิเทศ", today=today)
    else:
        context["weeks"] = month_weeks(rows, month, today=today, query=filters.query)
        context["undated"] = rows.filter(planned_on__isnull=True, month=month).order_by("school__name_sort")[:100]
    context["total"] = rows.between(month, last).count()
    return render(request, "planning/calendar.html", context)


def _month(text: str, today: date) -> date:
    """2024-07 from the address; anything else is the running month."""
    return _day(f"{text}-01") or today.replace(day=1)


def _day(text: str) -> date | None:
    """A day as the address gives it; the first and last years of the calendar have no month before or after."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if date.min.year < day.year < date.max.year else None


def _shift(month: date, by: int) -> date:
    number = month.year * 12 + month.month - 1 + by
    return date(number // 12, number % 12 + 1, 1)


def _filters(request: HttpRequest, district: Any) -> CalendarFilters:
    """The chosen person, cluster and activity, each among those the person may see; "me" is oneself."""
    if not district:
        return CalendarFilters()
    given = request.GET.get("supervisor", "")
    if given == "me":
        supervisor = person_of(request.user, district)
    else:
        supervisor = _chosen(Person.objects.visible_to(request.user).filter(district=district), given)
    return CalendarFilters(
        supervisor=supervisor,
        cluster=_chosen(Cluster.objects.visible_to(request.user).filter(district=district), request.GET.get("cluster")),
        activity=_chosen(
            PlanActivity.objects.visible_to(request.user).filter(plan__district=district), request.GET.get("activity")
        ),
    )


def _chosen(rows: Any, key: str | None) -> Any:
    number = number_of(key)
    return rows.filter(pk=number).first() if number else None


def _choices(request: HttpRequest, district: Any, filters: CalendarFilters) -> list[dict[str, Any]]:
    """The selects of the filter form: name, label, options (value, text), chosen value."""
    people = Person.objects.visible_to(request.user).filter(district=district, plans__isnull=False).distinct()
    clusters = Cluster.objects.visible_to(request.user).filter(district=district, is_active=True)
    chosen = filters.query
    return [
        {
            "name": "supervisor",
            "label": "ผู้นิเทศ",
            "any": "ทุกคน",
            "options": [(str(row.pk), str(row)) for row in people],
            "value": chosen.get("supervisor", ""),
        },
        {
            "name": "cluster",
            "label": district.settings.cluster_label,
            "any": "ทุกกลุ่ม",
            "options": [(str(row.pk), row.name) for row in clusters],
            "value": chosen.get("cluster", ""),
        },
    ]


@requires("district.read")
@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    """The person's secret addresses and how to use them."""
    district = current_district(request)
    held = CalendarFeed.objects.filter(user=request.user, district=district).select_related("cluster")
    clusters = Cluster.objects.visible_to(request.user).filter(district=district, is_active=True)
    with_feed = {feed.cluster_id for feed in held}
    rows = [
        {"feed": feed, "url": request.build_absolute_uri(reverse("planning:feed", args=[feed.token]))} for feed in held
    ]
    return render(
        request,
        "planning/feeds.html",
        {
            "rows": rows,
            "has_own": None in with_feed,
            "clusters": [row for row in clusters if row.pk not in with_feed],
        },
    )


@requires("district.read")
@require_POST
def feed_open(request: HttpRequest) -> HttpResponse:
    """A feed of one's own, or of a cluster."""
    district = current_district(request)
    if not district:
        raise Http404
    key = request.POST.get("cluster", "")
    cluster = None
    if key:
        rows = Cluster.objects.visible_to(request.user).filter(district=district)
        cluster = get_object_or_404(rows, pk=number_of(key))
    try:
        services.open_feed(actor=request.user, district=district, cluster=cluster, now=timezone.now())
    except DomainError as error:
        tell(request, error)
    return redirect("planning:feeds")


@requires("district.read")
@require_POST
def feed_renew(request: HttpRequest, pk: int) -> HttpResponse:
    """A new address; the old one ends."""
    feed = get_object_or_404(CalendarFeed, pk=pk, user=request.user)
    try:
        services.renew_feed(feed, actor=request.user, now=timezone.now())
    except DomainError as error:
        tell(request, error)
    else:
        messages.success(request, "เปลี่ยนที่อยู่ปฏิทินแล้ว ที่อยู่เดิมใช้ไม่ได้อีก")
    return redirect("planning:feeds")


@public
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind a secret address; 404 for a wrong one, and once the person's rights have ended."""
    found = CalendarFeed.objects.select_related("user", "district", "cluster").filter(token=token).first()
    if found is None or not services.may_have_feed(found.user, found.district):
        raise Http404
    response = HttpResponse(ics.calendar_of(found), content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, max-age=900"
    response["Content-Disposition"] = 'inline; filename="nithet.ics"'
    return response
