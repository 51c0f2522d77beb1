"""XLSForm in the browser: upload, look at what would happen, confirm; and a version to read through and take away."""

from typing import Any
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.errors import DomainError
from core.forms import refuse
from instruments.content import FormContent, content_of
from instruments.models import Instrument, InstrumentVersion, Item
from instruments.permissions import may_begin, may_write
from instruments.services import exchange
from instruments.xlsform.workbook import MAX_BYTES
from schools.views.common import office_of, require

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_SHOWN = 200
_KINDS = dict(Item.Kind.choices)


class UploadForm(forms.Form):
    file = forms.FileField(
        label="แฟ้ม XLSForm (.xlsx)", widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": "กรุณาเลือกแฟ้ม", "empty": "ไฟล์ว่างเปล่า"},
    )  # fmt: skip
    subject = forms.ChoiceField(
        label="ใช้กับ", choices=Instrument.Subject.choices, initial=Instrument.Subject.SCHOOL,
        help_text="ใช้เมื่อเป็นเครื่องมือใหม่และแฟ้มไม่ได้บอกไว้",
    )  # fmt: skip


@requires("district.read")
@require_http_methods(["GET", "HEAD", "POST"])
def import_form(request: HttpRequest) -> HttpResponse:
    """Choose a file; the answer is what importing it would do, refusals by sheet and row, and nothing is written."""
    district = office_of(request)
    require(may_begin(request.user, district))
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            if upload.size > MAX_BYTES:
                raise DomainError(f"ไฟล์ใหญ่เกิน {MAX_BYTES // 1024 // 1024} MB", field="file")
            rehearsal = exchange.rehearse(
                upload.read(), district, actor=request.user, name=upload.name, subject=form.cleaned_data["subject"]
            )
        except DomainError as error:
            refuse(form, error)
        else:
            return _shown(request, rehearsal, form)
    status = 422 if form.is_bound else 200
    return render(request, "instruments/import.html", {"form": form, "district": district}, status=status)


def _shown(request: HttpRequest, rehearsal: exchange.Rehearsal, form: forms.Form | None = None) -> HttpResponse:
    district = office_of(request)
    context: dict[str, Any] = {
        "form": form or UploadForm(),
        "district": district,
        "rehearsal": rehearsal,
        "refusals": rehearsal.refusals[:MOST_SHOWN],
        "more": max(0, len(rehearsal.refusals) - MOST_SHOWN),
        "notices": rehearsal.form.notices[:MOST_SHOWN],
        "subject": Instrument.Subject(rehearsal.form.subject).label if rehearsal.form.subject else "",
    }
    if not rehearsal.refusals:
        context["token"] = exchange.sealed(rehearsal, district, actor=request.user)
        context |= _preview(rehearsal.form.content)
    return render(request, "instruments/import.html", context, status=422 if rehearsal.refusals else 200)


def _preview(content: FormContent) -> dict[str, Any]:
    """Sections with their lines: (item, Thai word of its kind)."""
    parts = [(part, [(item, _KINDS[item.kind]) for item in part.items]) for part in content.sections]
    return {"content": content, "parts": parts, "count": sum(len(part.items) for part in content.sections)}


@requires("district.read")
@require_POST
def import_confirm(request: HttpRequest) -> HttpResponse:
    """Do what was shown; pressed twice it stays one version, and when the instrument moved on, it is shown anew."""
    district = office_of(request)
    require(may_begin(request.user, district))
    form = UploadForm()
    try:
        rehearsal = exchange.opened(request.POST.get("token", ""), district, actor=request.user)
        try:
            version = exchange.import_form(rehearsal, district, actor=request.user)
        except DomainError as error:
            messages.error(request, error.message)
            return _shown(request, rehearsal)
    except DomainError as error:
        form = UploadForm({})
        form.full_clean()
        form.errors.clear()
        refuse(form, error)
        return render(request, "instruments/import.html", {"form": form, "district": district}, status=422)
    said = "เครื่องมือนี้ตรงกับแฟ้มอยู่แล้ว" if rehearsal.effect == exchange.SAME else "นำเข้าเป็นร่างแล้ว ยังไม่ใช้จนกว่าจะเผยแพร่"
    messages.success(request, said)
    return redirect("instruments:content", version.pk)


def _version_or_404(request: HttpRequest, pk: int) -> InstrumentVersion:
    rows = InstrumentVersion.objects.visible_to(request.user).select_related("instrument__district", "band_set")
    found: InstrumentVersion = get_object_or_404(rows, pk=pk)
    return found


@requires("district.read")
@require_safe
def content(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything a version asks, on one page to read through."""
    version = _version_or_404(request, pk)
    bands = list(version.band_set.bands.order_by("-lower")) if version.band_set else []
    context = {"version": version, "bands": bands, "may_write": may_write(request.user, version.instrument)}
    return render(request, "instruments/content.html", {**context, **_preview(content_of(version))})


@requires("district.read")
@require_safe
def export_form(request: HttpRequest, pk: int) -> HttpResponse:
    """The version as an XLSForm that KoboToolbox and ODK open, and that imports again unchanged."""
    version = _version_or_404(request, pk)
    response = HttpResponse(exchange.export_form(version), content_type=XLSX)
    name = quote(f"{version.instrument.code}-{version.number}.xlsx")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response
