"""Import in the browser: upload, look at the rehearsal, confirm; and the workbook the other way."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.errors import DomainError, StaleRevision
from core.forms import refuse
from core.tables import HIDDEN, TITLE, Column, Table
from schools.exporting import export_district, template
from schools.forms.office import Confirm, Upload
from schools.importing.service import confirm, drop, receive
from schools.importing.workbook import MAX_BYTES
from schools.models import ImportRun
from schools.permissions import can_import
from schools.views.common import office_of, require
from schools.views.rehearsal import rehearsal_context

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class RunTable(Table):
    row_template = "schools/_import_row.html"
    default_sort = "-when"
    unit = "ครั้ง"
    empty = "ยังไม่เคยนำเข้าข้อมูล"
    columns = (
        Column("file", "ไฟล์", phone=TITLE),
        Column("when", "เมื่อ", sort="uploaded_at", bare=True),
        Column("who", "โดย"),
        Column("state", "สถานะ", bare=True),
        Column("rows", "ผล", phone=HIDDEN),
    )


def _runs(request: HttpRequest) -> Any:
    return ImportRun.objects.visible_to(request.user).of_district(office_of(request)).select_related("uploaded_by")


@requires("import.run")
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Upload a workbook, and what was imported before."""
    district = office_of(request)
    require(can_import(request.user, district))
    form = Upload(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            if upload.size > MAX_BYTES:
                raise DomainError(f"ไฟล์ใหญ่เกิน {MAX_BYTES // 1024 // 1024} MB", field="file")
            run, _ = receive(upload.read(), district, actor=request.user, name=upload.name)
        except DomainError as error:
            refuse(form, error)
        else:
            return redirect("schools:import", run.pk)
    table = RunTable(request, _runs(request).defer("rehearsal"), title="การนำเข้าที่ผ่านมา")
    return render(request, "schools/imports.html", {"form": form, "table": table, "district": district})


@requires("import.run")
@require_safe
def import_run(request: HttpRequest, pk: Any) -> HttpResponse:
    """The rehearsal, one kind of row at a time."""
    run = get_object_or_404(_runs(request), pk=pk)
    return render(request, "schools/import.html", rehearsal_context(request, run, Confirm()))


@requires("import.run")
@require_POST
def import_confirm(request: HttpRequest, pk: Any) -> HttpResponse:
    """Do what the rehearsal said; when the data changed meanwhile, say so and ask for a new one."""
    run = get_object_or_404(_runs(request), pk=pk)
    require(can_import(request.user, run.district))
    form = Confirm(request.POST)
    form.is_valid()
    try:
        confirm(
            run,
            actor=request.user,
            skip_refused=form.cleaned_data["skip_refused"],
            invite=form.cleaned_data["invite"],
        )
    except StaleRevision as error:
        messages.error(request, error.message)
    except DomainError as error:
        refuse(form, error)
        return render(request, "schools/import.html", rehearsal_context(request, run, form))
    else:
        messages.success(request, "นำเข้าข้อมูลแล้วตามที่ซ้อมไว้")
    return redirect("schools:import", run.pk)


@requires("import.run")
@require_POST
def import_drop(request: HttpRequest, pk: Any) -> HttpResponse:
    """Put a rehearsal away."""
    run = get_object_or_404(_runs(request), pk=pk)
    require(can_import(request.user, run.district))
    drop(run, actor=request.user)
    messages.success(request, "ยกเลิกการนำเข้าครั้งนี้แล้ว ไม่มีการบันทึกข้อมูล")
    return redirect("schools:imports")


def _workbook(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@requires("import.run")
@require_safe
def import_template(request: HttpRequest) -> HttpResponse:
    """The empty form with notes."""
    require(can_import(request.user, office_of(request)))
    return _workbook(template(), "district-template.xlsx")


@requires("import.run")
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The office's data as a workbook that imports again unchanged."""
    district = office_of(request)
    require(can_import(request.user, district))
    return _workbook(export_district(district, actor=request.user), f"{district.code}.xlsx")
