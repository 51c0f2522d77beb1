"""Gatherings: list, call, the page with what was agreed, who came, acts."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import tried
from core.forms import ReasonForm, attempt
from core.keys import number_of
from core.trail import trail
from meetings import services
from meetings.forms import AgreementForm, DiscussedForm, GatheringForm
from meetings.models import Gathering
from meetings.permissions import STATES, can_write, may_call
from meetings.tables import GatheringTable
from meetings.views.base import READERS, gathering_or_404, gathering_to_write
from schools.models import Person
from schools.scope import holds, reach

_LOOKS = {
    "gathering.called": ("", "calendar-event"),
    "gathering.attended": ("", "users"),
    "gathering.agreed": ("", "pencil"),
    "gathering.held": ("ok", "circle-check"),
    "gathering.cancelled": ("bad", "circle-x"),
}


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    district: Any = getattr(request, "district", None) or None
    if district is None:
        raise PermissionDenied
    rows = Gathering.objects.visible_to(request.user).of_district(district)
    rows = rows.annotate(
        n_schools=Count("schools", distinct=True),
        n_came=Count("attendances", filter=Q(attendances__came=True), distinct=True),
    )
    table = GatheringTable(request, rows, title="การประชุม")
    context = {"table": table, "may_call": may_call(request.user, district)}
    return render(request, "meetings/list.html", context)


@requires("meeting.write")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    district: Any = getattr(request, "district", None) or None
    if not may_call(request.user, district):
        raise PermissionDenied
    form = GatheringForm(request.POST or None, user=request.user, district=district)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.call_gathering(district, actor=request.user, **form.cleaned_data))
        if made is not None:
            messages.success(request, "นัดประชุมแล้ว โรงเรียนที่เชิญได้รับแจ้ง")
            return redirect("meetings:gathering", pk=made.pk)
    context = {
        "form": form, "heading": "นัดประชุม", "button": "นัดและแจ้งโรงเรียน", "sub": "การประชุม",
        "back": reverse("meetings:gatherings"),
    }  # fmt: skip
    return render(request, "act.html", context, status=422 if form.is_bound else 200)


@requires(*READERS)
@require_safe
def gathering(request: HttpRequest, pk: int) -> HttpResponse:
    found = gathering_or_404(request, pk)
    return render(request, "meetings/gathering.html", _context(request, found))


def _context(
    request: HttpRequest,
    found: Gathering,
    *,
    words: DiscussedForm | None = None,
    agreement: AgreementForm | None = None,
) -> dict[str, Any]:
    writes = can_write(request.user, found)
    acts = STATES.acts(found.state) if may_call(request.user, found.district_id) else ()
    office = holds(request.user, "district.read", district=found.district_id)
    agreements = found.agreements.select_related("school", "action")
    if not office:
        own = reach(request.user, "school.read").schools
        agreements = agreements.filter(Q(school=None) | Q(school__in=own))
    people = list(found.attendances.filter(came=True).select_related("person__school"))
    return {
        "gathering": found, "schools": list(found.schools.select_related("school__cluster")), "people": people,
        "agreements": list(agreements), "can_write": writes, "office": office, "today": timezone.localdate(),
        "words": words or DiscussedForm(initial={"discussed": found.discussed}),
        "agreement": agreement or AgreementForm(gathering=found), "can_hold": "hold" in acts,
        "can_cancel": "cancel" in acts, "events": trail("gathering", found.pk, _LOOKS) if office else [],
    }  # fmt: skip


@requires("meeting.write")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = gathering_to_write(request, pk)
    form = GatheringForm(request.POST or None, user=request.user, district=found.district, gathering=found)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        schools = values.pop("schools")
        saved = attempt(form, lambda: services.save_words(found, actor=request.user, values=values, schools=schools))
        if saved is not None:
            messages.success(request, "บันทึกแล้ว")
            return redirect("meetings:gathering", pk=pk)
    context = {
        "form": form, "heading": "แก้ไขการประชุม", "button": "บันทึก", "sub": found.title,
        "back": reverse("meetings:gathering", args=[pk]),
    }  # fmt: skip
    return render(request, "act.html", context, status=422 if form.is_bound else 200)


@requires("meeting.write")
@require_POST
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """What was discussed. Another person's text is shown beside the typed one, never written over unasked."""
    found = gathering_to_write(request, pk)
    form = DiscussedForm(request.POST)
    stamp = None if request.POST.get("overwrite") else number_of(request.POST.get("stamp"))
    if form.is_valid():
        values = form.cleaned_data
        saved = attempt(form, lambda: services.save_words(found, actor=request.user, values=values, stamp=stamp))
        if saved is not None:
            messages.success(request, "บันทึกแล้ว")
            return redirect(f"{reverse('meetings:gathering', args=[pk])}#discussed")
    now = gathering_or_404(request, pk)
    context = _context(request, now, words=form)
    if form.is_valid() or now.stamp != stamp:
        context["conflict"] = [("สรุปการแลกเปลี่ยน", now.discussed, form.data.get("discussed", ""))]
    return render(request, "meetings/gathering.html", context, status=422)


@requires("meeting.write")
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Who came: everyone of the schools invited and the office's own, ticked on one page."""
    found = gathering_to_write(request, pk)
    invited = list(found.schools.values_list("school", flat=True))
    rows = Person.objects.visible_to(request.user).of_district(found.district).working().select_related("school")
    known = list(rows.filter(Q(school__in=invited) | Q(school=None)).order_by("school__name_sort", "name_sort"))
    if request.method == "POST":
        ticked = {key for key in map(number_of, request.POST.getlist("came")) if key}
        if tried(
            request,
            lambda: services.note_attendance(found, actor=request.user, came=dict.fromkeys(ticked, True), people=known),
        ):
            messages.success(request, f"บันทึกผู้มาประชุม {len(ticked)} คน")
            return redirect("meetings:gathering", pk=pk)
        return redirect("meetings:people", pk=pk)
    came = set(found.attendances.filter(came=True).values_list("person", flat=True))
    groups: dict[str, list[Any]] = {}
    for person in known:
        groups.setdefault(person.school.name if person.school else "สำนักงานเขต", []).append((person, person.pk in came))
    # The office's own people last: they are fewer and the supervisor ticks schools first.
    ordered = sorted(groups.items(), key=lambda pair: pair[0] == "สำนักงานเขต")
    return render(request, "meetings/people.html", {"gathering": found, "groups": ordered})


@requires("meeting.write")
@require_POST
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    found = gathering_to_write(request, pk)
    form = AgreementForm(request.POST, gathering=found)
    if form.is_valid():
        made = attempt(form, lambda: services.agree(found, actor=request.user, **form.cleaned_data))
        if made is not None:
            return redirect(f"{reverse('meetings:gathering', args=[pk])}#agreements")
    return render(request, "meetings/gathering.html", _context(request, found, agreement=form), status=422)


@requires("meeting.write")
@require_POST
def drop(request: HttpRequest, pk: int, agreement: int) -> HttpResponse:
    found = gathering_to_write(request, pk)
    row = get_object_or_404(found.agreements.select_related("gathering"), pk=agreement)
    tried(request, lambda: services.drop_agreement(row, actor=request.user))
    return redirect(f"{reverse('meetings:gathering', args=[pk])}#agreements")


@requires("meeting.write")
@require_POST
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    found = gathering_to_write(request, pk)
    if tried(request, lambda: services.hold(found, actor=request.user)):
        messages.success(request, "บันทึกว่าจัดประชุมแล้ว")
    return redirect("meetings:gathering", pk=pk)


@requires("meeting.write")
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = gathering_to_write(request, pk)
    form = ReasonForm(request.POST or None, help_text="โรงเรียนที่เชิญจะเห็นข้อความนี้")
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: services.cancel_gathering(found, actor=request.user, reason=reason)) is not None:
            messages.success(request, "ยกเลิกการประชุมแล้ว")
            return redirect("meetings:gathering", pk=pk)
    context = {
        "form": form, "heading": "ยกเลิกการประชุม", "button": "ยกเลิกการประชุม", "sub": found.title,
        "back": reverse("meetings:gathering", args=[pk]),
    }  # fmt: skip
    return render(request, "act.html", context, status=422 if form.is_bound else 200)
