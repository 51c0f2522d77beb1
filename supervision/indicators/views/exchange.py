"""Indicators as a workbook and back: download, upload, the rehearsal, its confirmation."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import act_page
from core.errors import DomainError, StaleRevision
from core.forms import refuse
from core.passed import refusal_of
from reports.xlsx import CONTENT_TYPE
from schools.importing.workbook import MAX_BYTES
from schools.views.rehearsal import rehearsal_context
from supervision.indicators.forms.imports import ConfirmForm, UploadForm
from supervision.indicators.importing.service import confirm, drop, receive
from supervision.indicators.importing.sheet import workbook
from supervision.indicators.models import IndicatorImport, IndicatorSet
from supervision.indicators.views.base import MODELS, READERS, WRITER, set_or_404, set_to, writer


@requires(*READERS)
@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The workbook of an edition; the same file is taken back by the import."""
    found = set_or_404(request, pk)
    response = HttpResponse(workbook(found), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="indicators-{found.model_id}-{found.number}.xlsx"'
    return response


@requires(WRITER)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Rehearse a workbook for a draft."""
    found = set_to(request, pk)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            if sent.size > MAX_BYTES:
                raise DomainError(f"ไฟล์ใหญ่เกิน {MAX_BYTES // 1024 // 1024} MB", field="file")
            run = receive(sent.read(), found, actor=request.user, name=sent.name)
        except DomainError as error:
            refuse(form, refusal_of(request, error))
        else:
            return redirect("quality-models:import", run.pk)
    back = reverse("quality-models:set", args=[pk])
    return act_page(
        request, form, heading="นำเข้าตัวชี้วัดจาก Excel", button="ซ้อมนำเข้า", sub=str(found), back=back, under=MODELS,
        upload=True, notes=["ใช้ไฟล์ที่ดาวน์โหลดจากหน้าชุดตัวชี้วัด แก้แล้วส่งกลับมา ระบบซ้อมให้ดูก่อนทุกครั้ง ยังไม่บันทึกจนกว่าจะยืนยัน"],
    )  # fmt: skip


def _run(request: HttpRequest, pk: Any) -> IndicatorImport:
    sets = IndicatorSet.objects.visible_to(request.user).order_by().values("pk")
    rows = IndicatorImport.objects.filter(set__in=sets).select_related("set__model__district")
    found: IndicatorImport = get_object_or_404(rows, pk=pk)
    writer(request, found.set.model.district)
    return found


@requires(WRITER)
@require_safe
def import_run(request: HttpRequest, pk: Any) -> HttpResponse:
    """The rehearsal, one kind of row at a time."""
    run = _run(request, pk)
    return render(request, "indicators/import.html", rehearsal_context(request, run, ConfirmForm()))


@requires(WRITER)
@require_POST
def import_confirm(request: HttpRequest, pk: Any) -> HttpResponse:
    """Do what the rehearsal said; when the draft changed meanwhile, say so and ask for a new one."""
    run = _run(request, pk)
    form = ConfirmForm(request.POST)
    form.is_valid()
    try:
        confirm(run, actor=request.user, skip_refused=form.cleaned_data["skip_refused"])
    except StaleRevision as error:
        messages.error(request, error.message)
        return redirect("quality-models:import", run.pk)
    except DomainError as error:
        refuse(form, error)
        run.refresh_from_db(fields=["state"])
        if run.state == IndicatorImport.State.REHEARSED:
            return render(request, "indicators/import.html", rehearsal_context(request, run, form), status=422)
        messages.error(request, error.message)
        return redirect("quality-models:import", run.pk)
    messages.success(request, "นำเข้าตัวชี้วัดแล้วตามที่ซ้อมไว้")
    return redirect("quality-models:set", run.set_id)


@requires(WRITER)
@require_POST
def import_drop(request: HttpRequest, pk: Any) -> HttpResponse:
    """Put a rehearsal away."""
    run = _run(request, pk)
    drop(run, actor=request.user)
    messages.success(request, "ยกเลิกการนำเข้าครั้งนี้แล้ว ไม่มีการบันทึกข้อมูล")
    return redirect("quality-models:set", run.set_id)
