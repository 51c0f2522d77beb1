"""Import of test results in the browser: upload, look at the rehearsal, confirm."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.errors import DomainError, StaleRevision
from core.forms import refuse
from qa.levels.queries.scope import Years, was_open
from schools.importing.workbook import MAX_BYTES
from schools.models import School
from schools.views.common import require
from schools.views.imports import XLSX
from schools.views.rehearsal import rehearsal_context
from supervision.achievement.forms import ConfirmForm, TemplateForm, UploadForm
from supervision.achievement.importing.service import confirm, drop, receive
from supervision.achievement.importing.sheet import template
from supervision.achievement.models import ResultImport
from supervision.achievement.permissions import may_keep
from supervision.achievement.tables import ImportTable
from supervision.achievement.views.base import office_to_keep


def _runs(request: HttpRequest) -> Any:
    return ResultImport.objects.visible_to(request.user).select_related("uploaded_by", "district")


def _run(request: HttpRequest, pk: Any) -> ResultImport:
    run: ResultImport = get_object_or_404(_runs(request), pk=pk)
    require(may_keep(request.user, run.district))
    return run


@requires("register.write")
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Upload a workbook, and what was imported before."""
    district = office_to_keep(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            if upload.size > MAX_BYTES:
                raise DomainError(f"ไฟล์ใหญ่เกิน {MAX_BYTES // 1024 // 1024} MB", field="file")
            run, _ = receive(upload.read(), district, actor=request.user, name=upload.name)
        except DomainError as error:
            refuse(form, error)
        else:
            return redirect("achievement:import", run.pk)
    table = ImportTable(request, _runs(request).of_district(district).defer("rehearsal"), title="การนำเข้าที่ผ่านมา")
    asked = request.GET if request.method == "GET" and "year" in request.GET else None
    blank = TemplateForm(asked, user=request.user, district=district)
    context = {"form": form, "blank": blank, "table": table, "district": district}
    return render(request, "achievement/imports.html", context, status=422 if form.is_bound else 200)


@requires("register.write")
@require_safe
def import_template(request: HttpRequest) -> HttpResponse:
    """The form of one exam and year with the schools of that year; what is wrong with either is told beside its box on
    the page it was asked for."""
    district = office_to_keep(request)
    form = TemplateForm(request.GET, user=request.user, district=district)
    if not form.is_valid():
        typed = urlencode({name: request.GET.get(name, "")[:60] for name in form.fields})
        return redirect(f"{reverse('achievement:imports')}?{typed}")
    exam, year, papers = form.cleaned_data["exam"], form.cleaned_data["year"], form.papers
    span = Years(district).span(year)
    schools = [row for row in School.objects.of_district(district).order_by("name_sort", "pk") if was_open(row, span)]
    response = HttpResponse(template(papers, year, schools), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="results-{exam.code}-{year}.xlsx"'
    return response


@requires("register.write")
@require_safe
def import_run(request: HttpRequest, pk: Any) -> HttpResponse:
    """The rehearsal, one kind of row at a time."""
    run = _run(request, pk)
    return render(request, "achievement/import.html", rehearsal_context(request, run, ConfirmForm()))


@requires("register.write")
@require_POST
def import_confirm(request: HttpRequest, pk: Any) -> HttpResponse:
    """Do what the rehearsal said; when the data changed meanwhile, say so and ask for a new one."""
    run = _run(request, pk)
    form = ConfirmForm(request.POST)
    form.is_valid()
    try:
        confirm(run, actor=request.user, skip_refused=form.cleaned_data["skip_refused"])
    except StaleRevision as error:
        messages.error(request, error.message)
    except DomainError as error:
        refuse(form, error)
        run.refresh_from_db(fields=["state"])
        if run.state == ResultImport.State.REHEARSED:
            context = rehearsal_context(request, run, form)
            return render(request, "achievement/import.html", context, status=422)
        messages.error(request, error.message)
    else:
        messages.success(request, "นำเข้าผลการทดสอบแล้วตามที่ซ้อมไว้")
    return redirect("achievement:import", run.pk)


@requires("register.write")
@require_POST
def import_drop(request: HttpRequest, pk: Any) -> HttpResponse:
    """Put a rehearsal away."""
    run = _run(request, pk)
    drop(run, actor=request.user)
    messages.success(request, "ยกเลิกการนำเข้าครั้งนี้แล้ว ไม่มีการบันทึกข้อมูล")
    return redirect("achievement:imports")
