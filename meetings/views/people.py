"""Who is expected at a รุ่น, the quick tick at the door, and people who are only counted."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import tried
from core.forms import attempt
from core.keys import number_of
from core.thai.dates import thai_date
from meetings import services
from meetings.forms import CountForm, WalkInForm
from meetings.forms.people import outside_of, people_of
from meetings.models import Batch, Participant
from meetings.models.people import PARTS, WHOLE
from meetings.queries.people import OFFICE, OUTSIDE
from meetings.views.base import batch_to_write

_RELATED = ("person__school", "outside")


@requires("meeting.write")
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest, pk: int, batch: int) -> HttpResponse:
    """Everyone of the schools invited, of the office and of the register of outside people, chosen on one page."""
    row = batch_to_write(request, pk, batch)
    known = list(
        people_of(request.user, row.gathering).select_related("school").order_by("school__name_sort", "name_sort")
    )
    outside = list(outside_of(row.gathering).select_related("body"))
    if request.method == "POST":
        chosen = {key for key in map(number_of, request.POST.getlist("person")) if key}
        others = {key for key in map(number_of, request.POST.getlist("outside")) if key}
        done = tried(
            request,
            lambda: services.set_participants(
                row, actor=request.user, people=[one for one in known if one.pk in chosen],
                outside=[one for one in outside if one.pk in others],
            ),
        )  # fmt: skip
        if done:
            messages.success(request, f"บันทึกผู้เข้าร่วม {row.participants.count()} คน")
            return redirect("meetings:tick", pk=pk, batch=batch)
        return redirect("meetings:people", pk=pk, batch=batch)
    held = list(row.participants.values_list("person", "outside"))
    mine, theirs = {one for one, _ in held}, {one for _, one in held}
    groups: dict[str, list[Any]] = {}
    for person in known:
        groups.setdefault(person.school.name if person.school else OFFICE, []).append((person, person.pk in mine))
    # The office's own people after the schools: they are fewer and the schools are what one looks for.
    ordered = sorted(groups.items(), key=lambda pair: pair[0] == OFFICE)
    context = {
        "gathering": row.gathering, "batch": row, "groups": ordered, "outside_label": OUTSIDE,
        "outside": [(one, one.pk in theirs) for one in outside],
    }  # fmt: skip
    return render(request, "meetings/people.html", context)


def _session(batch: Batch, query: Any) -> tuple[date, int]:
    """The session asked for; today's, or the last one before, unless told."""
    sessions = list(batch.sessions())
    try:
        asked = (date.fromisoformat(query.get("day", "")), int(query.get("part", WHOLE)))
    except ValueError:
        asked = None
    if asked in sessions:
        return asked
    today = timezone.localdate()
    begun = [one for one in sessions if one[0] <= today]
    return begun[-1] if begun else sessions[0]


def _label(session: tuple[date, int]) -> str:
    day, part = session
    return thai_date(day, "short") + (f" {PARTS[part]}" if part != WHOLE else "")


@requires("meeting.write")
@require_safe
def tick(request: HttpRequest, pk: int, batch: int) -> HttpResponse:
    """The list at the door: one tap a person, each saved at once."""
    row = batch_to_write(request, pk, batch)
    return _tick_page(request, row, WalkInForm(people=people_of(request.user, row.gathering), gathering=row.gathering))


def _tick_page(request: HttpRequest, batch: Batch, form: WalkInForm, *, status: int = 200) -> HttpResponse:
    day, part = _session(batch, request.GET if request.method == "GET" else request.POST)
    rows = list(batch.participants.select_related(*_RELATED).order_by("person__school__name_sort", "person__name_sort"))
    present = set(batch.participants.filter(ticks__day=day, ticks__part=part).values_list("pk", flat=True))
    address = reverse("meetings:tick", args=[batch.gathering_id, batch.pk])
    pills = [
        {"label": _label(one), "url": f"{address}?day={one[0].isoformat()}&part={one[1]}", "count": None,
         "current": one == (day, part)}
        for one in batch.sessions()
    ]  # fmt: skip
    context = {
        "gathering": batch.gathering, "batch": batch, "day": day, "part": part, "pills": pills,
        "rows": [(one, one.pk in present) for one in rows], "present": len(present), "form": form,
        "session_label": _label((day, part)), "begun": day <= timezone.localdate(),
        "unnoted": sum(one.came is None for one in rows),
    }  # fmt: skip
    return render(request, "meetings/tick.html", context, status=status)


@requires("meeting.write")
@require_POST
def tick_one(request: HttpRequest, pk: int, batch: int, participant: int) -> HttpResponse:
    """Present or not; with htmx the line alone comes back."""
    row = batch_to_write(request, pk, batch)
    one: Participant = get_object_or_404(row.participants.select_related(*_RELATED), pk=participant)
    day, part = _session(row, request.POST)
    wanted = request.POST.get("present") == "1"
    done = tried(request, lambda: services.tick(one, actor=request.user, day=day, part=part, present=wanted))
    if done and getattr(request, "htmx", False):
        one.came = wanted
        context = {
            "one": one, "here": wanted, "gathering": row.gathering, "batch": row, "day": day, "part": part,
            "begun": True,
        }  # fmt: skip
        return render(request, "meetings/_tick_row.html", context)
    address = reverse("meetings:tick", args=[pk, batch])
    return redirect(f"{address}?day={day.isoformat()}&part={part}#p{one.pk}")


@requires("meeting.write")
@require_POST
def tick_many(request: HttpRequest, pk: int, batch: int) -> HttpResponse:
    """Everybody was there, or those not noted were not."""
    row = batch_to_write(request, pk, batch)
    day, part = _session(row, request.POST)
    if request.POST.get("who") == "all":
        done = tried(request, lambda: services.all_came(row, actor=request.user, day=day, part=part))
    elif request.POST.get("who") == "rest":
        done = tried(request, lambda: services.rest_absent(row, actor=request.user))
    else:
        raise Http404
    if done:
        messages.success(request, "บันทึกแล้ว")
    return redirect(f"{reverse('meetings:tick', args=[pk, batch])}?day={day.isoformat()}&part={part}")


@requires("meeting.write")
@require_POST
def walk_in(request: HttpRequest, pk: int, batch: int) -> HttpResponse:
    """Somebody who came unexpected is added and ticked."""
    row = batch_to_write(request, pk, batch)
    form = WalkInForm(request.POST, people=people_of(request.user, row.gathering), gathering=row.gathering)
    day, part = _session(row, request.POST)
    if form.is_valid():
        made = attempt(form, lambda: services.add_participant(row, actor=request.user, **form.cleaned_data))
        if made is not None:
            if day <= timezone.localdate():
                tried(request, lambda: services.tick(made, actor=request.user, day=day, part=part))
            return redirect(
                f"{reverse('meetings:tick', args=[pk, batch])}?day={day.isoformat()}&part={part}#p{made.pk}"
            )
    return _tick_page(request, row, form, status=422)


@requires("meeting.write")
@require_http_methods(["GET", "POST"])
def counts(request: HttpRequest, pk: int, batch: int) -> HttpResponse:
    """People counted by group and school, never named."""
    row = batch_to_write(request, pk, batch)
    form = CountForm(request.POST or None, gathering=row.gathering)
    if request.method == "POST" and form.is_valid():
        saved = attempt(form, lambda: services.save_count(row, actor=request.user, **form.cleaned_data))
        if saved is not None:
            messages.success(request, "บันทึกจำนวนแล้ว")
            return redirect("meetings:counts", pk=pk, batch=batch)
    rows = list(row.counts.select_related("school"))
    context = {"gathering": row.gathering, "batch": row, "form": form, "counts": rows}
    return render(request, "meetings/counts.html", context, status=422 if form.is_bound else 200)


@requires("meeting.write")
@require_POST
def count_drop(request: HttpRequest, pk: int, batch: int, count: int) -> HttpResponse:
    row = batch_to_write(request, pk, batch)
    one = get_object_or_404(row.counts.select_related("batch__gathering", "school"), pk=count)
    tried(request, lambda: services.drop_count(one, actor=request.user))
    return redirect("meetings:counts", pk=pk, batch=batch)
