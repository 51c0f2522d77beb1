"""The list of instruments, one instrument with its versions, and its registration."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from instruments.forms import InstrumentForm
from instruments.models import Instrument, InstrumentVersion
from instruments.permissions import may_begin, may_write
from instruments.services.building import new_draft
from instruments.services.making import delete_draft, make_instrument, save_instrument
from instruments.services.publishing import retire
from instruments.tables import InstrumentTable
from instruments.views.base import READERS, instrument_or_404, told, tried, version_to_write


@requires(*READERS)
@require_safe
def instruments(request: HttpRequest) -> HttpResponse:
    district: Any = request.district
    rows = Instrument.objects.visible_to(request.user).of_district(district).select_related("work_group")
    table = InstrumentTable(request, rows, title="เครื่องมือนิเทศ")
    return render(request, "instruments/list.html", {"table": table, "begin": may_begin(request.user, district)})


@requires(*READERS)
@require_safe
def instrument(request: HttpRequest, pk: int) -> HttpResponse:
    found = instrument_or_404(request, pk)
    versions = found.versions.select_related("band_set").annotate(
        items=Count("sections__items", distinct=True),
        sheets=Count("responses", filter=Q(responses__is_internal=False), distinct=True),
    )
    rows = list(versions.order_by("-number"))
    states = InstrumentVersion.State
    context = {
        "instrument": found,
        "versions": rows,
        "draft": next((row for row in rows if row.state == states.DRAFT), None),
        "published": next((row for row in rows if row.state == states.PUBLISHED), None),
        "write": may_write(request.user, found),
        "sheets": sum(row.sheets for row in rows),
    }
    return render(request, "instruments/instrument.html", context)


@requires(*READERS)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    district: Any = request.district
    if not may_begin(request.user, district):
        raise PermissionDenied
    form = InstrumentForm(request.POST or None, user=request.user, district=district, initial={"subject": "school"})
    if request.method == "POST" and form.is_valid():
        made, _ = tried(form, lambda: make_instrument(district, actor=request.user, **form.cleaned_data))
        if made is not None:
            return redirect("instruments:build", pk=made.pk)
    return render(request, "instruments/new.html", {"form": form}, status=422 if form.is_bound else 200)


@requires(*READERS)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = instrument_or_404(request, pk)
    if not may_write(request.user, found):
        raise PermissionDenied
    names = ("name", "subject", "work_group", "note", "is_active")
    form = InstrumentForm(
        request.POST or None, user=request.user, district=found.district, instrument=found,
        initial={name: getattr(found, name) for name in names},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        saved, _ = tried(form, lambda: save_instrument(found, actor=request.user, **form.cleaned_data))
        if saved is not None:
            return redirect("instruments:instrument", pk=found.pk)
    context = {"form": form, "instrument": found}
    return render(request, "instruments/new.html", context, status=422 if form.is_bound else 200)


@requires(*READERS)
@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """A new draft from the newest version, or the draft there is."""
    found = instrument_or_404(request, pk)
    if not may_write(request.user, found):
        raise PermissionDenied
    newest = found.versions.order_by("-number").first()
    made = told(request, lambda: new_draft(found, actor=request.user, from_version=newest))
    return redirect("instruments:build", pk=made.pk) if made else redirect("instruments:instrument", pk=pk)


@requires(*READERS)
@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then delete a draft."""
    version = version_to_write(request, pk)
    if version.state != InstrumentVersion.State.DRAFT:
        messages.warning(request, "ลบได้เฉพาะร่าง รุ่นที่เผยแพร่แล้วให้เลิกใช้")
        return redirect("instruments:instrument", pk=version.instrument_id)
    if request.method == "POST":
        whole = told(request, lambda: delete_draft(version, actor=request.user))
        if whole:
            return redirect("instruments:list")
        return redirect("instruments:instrument", pk=version.instrument_id)
    return render(request, "instruments/delete.html", {"version": version})


@requires(*READERS)
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a published version out of use."""
    version = version_to_write(request, pk)
    told(request, lambda: retire(version, actor=request.user))
    return redirect("instruments:instrument", pk=version.instrument_id)
