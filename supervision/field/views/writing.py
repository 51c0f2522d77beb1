"""Begin a visit and fill in its sections: general, notes, findings, photos."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from core import files
from core.access import requires
from core.conflicts import differing, stamp_seen
from core.errors import DomainError
from core.keys import number_of
from schools.models import School
from supervision.field import services
from supervision.field.forms import FindingForm, GeneralForm, NotesForm, StartForm
from supervision.field.models import Visit
from supervision.field.permissions import can_begin
from supervision.field.queries.advice import proposals
from supervision.field.queries.visits import distance_words, previous_findings
from supervision.field.sections import GENERAL, NOTES
from supervision.field.services.visits import MAX_PHOTOS, notes_against, stamp_after
from supervision.field.services.writing import stamp_of
from supervision.field.views.base import (
    READERS,
    after_section,
    attempt,
    saved_fragment,
    section_context,
    visit_to_write,
)
from supervision.planning.models import PlannedVisit


@requires("visit.write")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A visit from the plan (?planned=) or not (?school=)."""
    district: Any = request.district
    if not can_begin(request.user, district):
        raise PermissionDenied
    if request.method == "POST":
        form = StartForm(request.POST, user=request.user, district=district)
        if form.is_valid():
            made: list[Visit] = []
            if attempt(
                request, form, lambda: made.append(services.start_visit(actor=request.user, **form.cleaned_data))
            ):
                return redirect("field:edit" if not made[0].topic else "field:people", pk=made[0].pk)
    else:
        form = StartForm(initial=_initial(request, district), user=request.user, district=district)
    chosen = _school_of(request, form, district)
    context = {"form": form, "chosen": chosen, "previous": previous_findings(Visit(school=chosen)) if chosen else []}
    return render(request, "field/new.html", context, status=422 if form.is_bound else 200)


def _initial(request: HttpRequest, district: Any) -> dict[str, Any]:
    initial: dict[str, Any] = {"public_id": uuid4(), "visited_on": timezone.localdate()}
    key = number_of(request.GET.get("planned"))
    planned = None
    if key:
        rows = PlannedVisit.objects.visible_to(request.user).of_district(district).select_related("activity")
        planned = rows.filter(pk=key).first()
    if planned is not None:
        activity = planned.activity
        initial |= {
            "planned": planned.pk, "school": planned.school_id, "way": activity.way, "topic": activity.topic,
            "areas": activity.areas, "policy": activity.policy_id, "task": activity.task_id,
            "project": activity.project_id,
        }  # fmt: skip
    elif school := number_of(request.GET.get("school")):
        initial["school"] = school
    return initial


def _school_of(request: HttpRequest, form: StartForm, district: Any) -> School | None:
    key = number_of(form["school"].value())
    if key is None:
        return None
    return School.objects.visible_to(request.user).of_district(district).filter(pk=key).first()


@requires(*READERS)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _section(request, pk, "edit", GENERAL, GeneralForm)


@requires(*READERS)
@require_http_methods(["GET", "POST"])
def notes(request: HttpRequest, pk: int) -> HttpResponse:
    return _section(request, pk, "notes", NOTES, NotesForm)


def _section(request: HttpRequest, pk: int, page: str, section: str, form_class: Any) -> HttpResponse:
    """One section with autosave: htmx gets a fragment, a plain POST the next section."""
    visit = visit_to_write(request, pk)
    more = {"user": request.user} if form_class is GeneralForm else {}
    form = form_class(request.POST if request.method == "POST" else None, visit=visit, **more)
    current: Visit | None = None
    htmx = bool(getattr(request, "htmx", False))
    if request.method == "POST" and form.is_valid():
        stamp: int | str | None = request.POST.get("stamp") if section == NOTES else stamp_seen(request)
        saved: list[Visit] = []
        values = dict(form.cleaned_data)
        if attempt(
            request, form,
            lambda: saved.append(services.save_visit(
                visit, actor=request.user, section=section, values=values, stamp=stamp,
            )),
        ):  # fmt: skip
            if htmx:
                carried = stamp_after(saved[0], values, stamp) if section == NOTES else None
                return saved_fragment(request, saved[0], section, carried=carried)
            return after_section(request, saved[0], page)
        if getattr(request, "overtaken", False):
            current = Visit.objects.get(pk=visit.pk)
            if section == NOTES:
                form = _with_theirs(form, current, request, stamp)
    if htmx and request.method == "POST":
        return saved_fragment(request, visit, "", errors=form.errors, labels=form.fields)
    context = {
        **section_context(visit, page, stamp=section),
        "form": form,
        "conflict": _conflict(form, current) if current else [],
        "previous": previous_findings(visit) if page == "edit" else [],
        "distance": distance_words(visit) if page == "edit" else "",
    }
    if current is not None:
        context["stamp"] = stamp_of(current, section)
    elif form.is_bound:
        context["stamp"] = request.POST.get("stamp", "")  # refused for another reason: what stands now was not shown
    return render(request, f"field/{page}.html", context, status=422 if form.is_bound else 200)


def _with_theirs(form: Any, current: Visit, request: HttpRequest, stamp: Any) -> Any:
    """The page of notes again: what was typed stands, but notes only somebody else changed show theirs."""
    meeting = notes_against(current, form.cleaned_data, actor=request.user, stamp=stamp)
    data = request.POST.copy()
    for name in meeting.left_alone:
        data[name] = getattr(current, name)
    again = type(form)(data, visit=current)
    again.is_valid()
    for message in form.non_field_errors():
        again.add_error(None, message)
    return again


def _conflict(form: Any, current: Visit) -> list[tuple[str, Any, Any]]:
    return differing(form, {name: getattr(current, name) for name in form.cleaned_data if hasattr(current, name)})


@requires(*READERS)
@require_http_methods(["GET", "POST"])
def findings(request: HttpRequest, pk: int) -> HttpResponse:
    """Findings with owner and due date; those of earlier visits that are still open stand first."""
    visit = visit_to_write(request, pk)
    form = FindingForm(request.POST or None, user=request.user, visit=visit)
    editing = None
    key = number_of(request.POST.get("finding") or request.GET.get("finding"))
    if key:
        editing = get_object_or_404(visit.findings, pk=key)
        if not form.is_bound:
            names = ("text", "recommendation", "owner", "owner_label", "due_on")
            initial = {name: getattr(editing, name) for name in names} | {"finding": editing.pk}
            form = FindingForm(initial=initial, user=request.user, visit=visit)
    if request.method == "POST" and form.is_valid():
        data = {name: value for name, value in form.cleaned_data.items() if name != "finding"}
        if data["owner"] is not None:
            data["owner_label"] = str(data["owner"])
        if attempt(
            request, form, lambda: services.save_finding(visit, actor=request.user, finding=editing, **data)
        ):  # fmt: skip
            return redirect("field:findings", pk=visit.pk)
    context = {
        **section_context(visit, "findings"),
        "form": form,
        "editing": editing,
        "findings": visit.findings.select_related("action"),
        "previous": previous_findings(visit),
        "proposals": proposals(visit),
        "today": timezone.localdate(),
    }
    return render(request, "field/findings.html", context, status=422 if form.is_bound else 200)


@requires(*READERS)
@require_POST
def remove_finding(request: HttpRequest, pk: int) -> HttpResponse:
    visit = visit_to_write(request, pk)
    key = number_of(request.POST.get("finding"))
    if key:
        attempt(request, None, lambda: services.remove_finding(visit, actor=request.user, finding_id=key))
    return redirect("field:findings", pk=visit.pk)


@requires(*READERS)
@require_http_methods(["GET", "POST"])
def photos(request: HttpRequest, pk: int) -> HttpResponse:
    """Several pictures at once, each kept or refused in words of its own."""
    visit = visit_to_write(request, pk)
    pointer = services.visit_pointer(visit)
    if request.method == "POST":
        uploads = request.FILES.getlist("photos")
        held, kept = len(files.attachments_of(pointer)), 0
        caption = request.POST.get("caption", "")
        for upload in uploads:
            if held + kept >= MAX_PHOTOS:
                messages.error(request, f"หนึ่งบันทึกมีภาพได้ไม่เกิน {MAX_PHOTOS} ภาพ")
                break
            try:
                services.add_photo(visit, actor=request.user, upload=upload, caption=caption)
                kept += 1
            except DomainError as refusal:
                messages.error(request, refusal.message)
        if kept:
            messages.success(request, f"เก็บภาพแล้ว {kept} ภาพ")
        elif not uploads:
            messages.error(request, "กรุณาเลือกภาพ")
        return redirect("field:photos", pk=visit.pk)
    context = {
        **section_context(visit, "photos"),
        "photos": files.attachments_of(pointer),
        "most": MAX_PHOTOS,
    }
    return render(request, "field/photos.html", context)


@requires(*READERS)
@require_POST
def change_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """Write under a picture, or take it off."""
    visit = visit_to_write(request, pk)
    pointer = services.visit_pointer(visit)
    found = next((row for row in files.attachments_of(pointer) if str(row.pk) == request.POST.get("photo")), None)
    if found is not None:
        if request.POST.get("act") == "remove":
            files.remove(found, actor=request.user, owner=pointer)
        else:
            files.describe(found, actor=request.user, owner=pointer, caption=request.POST.get("caption", ""))
    return redirect("field:photos", pk=visit.pk)
