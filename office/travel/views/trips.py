"""The list of trips, one of them, asking for one, and making one from visits."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.access import requires
from core.acts import act_page
from core.conflicts import edited
from core.forms import attempt
from core.trail import trail
from office.travel import services
from office.travel.forms import TripForm, standing
from office.travel.models import Trip
from office.travel.permissions import Posts, may_ask, may_keep
from office.travel.queries import outings_of_trip, report_days, uncovered, when_text
from office.travel.queries.lists import years_of
from office.travel.queries.making import proposal, window
from office.travel.tables import TripTable
from office.travel.views.base import LIST, READERS, acts_of, trip_for, trip_or_404
from reports import registry
from schools.queries import person_of
from schools.scope import holds
from schools.views.common import office_of

_LOOKS = {
    "trip.asked": ("", "send"),
    "trip.edited": ("plain", "pencil"),
    "trip.approved": ("ok", "circle-check"),
    "trip.returned": ("warn", "arrow-back-up"),
    "trip.cancelled": ("bad", "circle-x"),
    "trip.reported": ("ok", "file-text"),
    "trip.rewritten": ("plain", "pencil"),
    "trip.seen": ("ok", "eye"),
}


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    district = office_of(request)
    today, days = timezone.localdate(), report_days(district)
    rows = Trip.objects.visible_to(request.user).of_district(district).select_related("lead")
    table = TripTable(
        request, rows.prefetch_related("people__person", "schools"), title="ไปราชการ", today=today, days=days,
        years=years_of(district, today), user=request.user, district=district,
    )  # fmt: skip
    context = {
        "table": table, "may_ask": may_ask(request.user, district), "may_keep": may_keep(request.user, district),
        "waiting": rows.waiting().count(), "away": rows.counted().between(today, today).count(),
        "unreported": rows.report_missing(today).count(), "late": rows.report_late(today, days).count(),
        "may_suggest": may_ask(request.user, district) and holds(request.user, "visit.write", district=district),
    }  # fmt: skip
    return render(request, "office/travel/trips.html", context)


@requires(*READERS)
@require_safe
def trip(request: HttpRequest, pk: int) -> HttpResponse:
    found = trip_or_404(request, pk)
    today = timezone.localdate()
    due = found.report_due(report_days(found.district))
    deciders = Posts(found.district, today).deciders(found) if found.state == Trip.State.SUBMITTED else []
    context = {
        "trip": found, "when": when_text(found), "people": list(found.people.all()), "schools": found.schools.all(),
        "acts": acts_of(request.user, found), "report": getattr(found, "report", None), "due": due,
        "over": found.state == Trip.State.APPROVED and found.ends_on < today, "late": today > due,
        "outings": outings_of_trip(request.user, found), "decider": deciders[0] if deciders else None,
        "late_request": found.starts_on < timezone.localdate(found.asked_at),
        "may_print": registry.get("trip-report").may_run(request.user, found.district.code),
        "events": trail("trip", found.pk, _LOOKS),
    }  # fmt: skip
    return render(request, "office/travel/trip.html", context)


@requires("desk.own", "desk.write")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask for a trip; `?outing=visit:12&outing=…` fills it from visits, `?reference=` and `?purpose=` from a letter."""
    district = office_of(request)
    if not (may_ask(request.user, district) or may_keep(request.user, district)):
        raise PermissionDenied
    initial: dict[str, Any] = {name: request.GET[name] for name in ("reference", "purpose") if request.GET.get(name)}
    person = person_of(request.user, district)
    if (codes := request.GET.getlist("outing")) and person is not None:
        found = uncovered(request.user, district, person, *window(timezone.localdate()))
        initial |= proposal([row for row in found if row.code in codes], person)
    form = TripForm(
        request.POST or None, user=request.user, district=district, others=may_keep(request.user, district),
        initial=initial,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        values = form.given
        made = attempt(form, lambda: services.request_trip(district, actor=request.user, **values))
        if made is not None:
            messages.success(request, "ส่งคำขอไปราชการให้พิจารณาแล้ว")
            return redirect("travel:trip", made.pk)
    notes = [f"ใส่ให้จากการนิเทศ {len(codes)} รายการ ตรวจแล้วส่งได้เลย"] if codes and initial.get("starts_on") else []
    return act_page(
        request, form, heading="ขอไปราชการ", button="ส่งคำขอให้พิจารณา", sub=LIST[1], back=reverse(LIST[0]),
        draft="" if codes else "trip-new", notes=notes, template="office/travel/form.html",
    )  # fmt: skip


@requires("desk.own", "desk.write")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = trip_for(request, pk, "edit")
    keeps = may_keep(request.user, found.district)
    form = TripForm(request.POST or None, user=request.user, district=found.district, others=keeps, trip=found)
    again = found.state == Trip.State.APPROVED
    return edited(
        request, form, lambda stamp: services.edit_trip(found, actor=request.user, stamp=stamp, **form.given),
        stamp=found.stamp, fresh=lambda: trip_or_404(request, pk), stands=standing,
        heading="แก้ไขคำขอไปราชการ", button="ส่งคำขอให้พิจารณา", sub=found.purpose, under=LIST,
        back=reverse("travel:trip", args=[pk]), done="ส่งคำขอที่แก้ไขให้พิจารณาแล้ว", draft=f"trip-{pk}",
        template="office/travel/form.html", notes=["อนุมัติไปแล้ว เมื่อแก้ไขต้องขออนุมัติใหม่"] if again else [],
    )  # fmt: skip


@requires("desk.own")
@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Visits done and planned of one's own that no trip takes up yet."""
    district = office_of(request)
    if not may_ask(request.user, district):
        raise PermissionDenied
    person = person_of(request.user, district)
    start, end = window(timezone.localdate())
    rows = uncovered(request.user, district, person, start, end) if person is not None else []
    return render(request, "office/travel/suggest.html", {"rows": rows, "start": start, "end": end})
