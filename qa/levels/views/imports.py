"""Import of past years' levels in the browser: upload, look at the rehearsal, confirm."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.errors import DomainError, StaleRevision
from core.forms import refuse
from core.tables import HIDDEN, TITLE, Column, Table
from qa.levels.forms import ConfirmForm, TargetForm, UploadForm
from qa.levels.importing.service import Target, confirm, drop, receive
from qa.levels.importing.sheet import template
from qa.levels.models import LevelImport
from qa.levels.queries.scope import scope_of
from qa.levels.queries.sets import set_of_year, words_of
from schools.importing.workbook import MAX_BYTES
from schools.models import District
from schools.permissions import can_import
from schools.views.common import office_of, require
from schools.views.imports import XLSX
from schools.views.rehearsal import rehearsal_context


class ImportTable(Table):
    row_template = "qa/levels/_import_row.html"
    default_sort = "-when"
    unit = "ครั้ง"
    empty = "ยังไม่เคยนำเข้าระดับคุณภาพ"
    columns = (
        Column("file", "ไฟล์", phone=TITLE),
        Column("about", "ของ"),
        Column("when", "เมื่อ", sort="uploaded_at", bare=True),
        Column("who", "โดย", phone=HIDDEN),
        Column("state", "สถานะ", bare=True),
    )


def _runs(request: HttpRequest) -> Any:
    rows = LevelImport.objects.visible_to(request.user).of_district(office_of(request))
    return rows.select_related("uploaded_by", "set", "district")


def _target(district: District, form: TargetForm) -> Target:
    data = form.cleaned_data
    chosen = data["set"]
    if chosen is None:
        chosen = set_of_year(district, data["year"], data["level"], data["source"])
    elif chosen.level != data["level"] or not chosen.covers(data["year"]):
        raise DomainError(f"ชุดนี้ไม่ใช่ของระดับและปีการศึกษา {data['year']}", field="set")
    return Target(data["year"], data["level"], data["source"], chosen)


@requires("import.run")
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Upload a workbook, and what was imported before."""
    district = office_of(request)
    require(can_import(request.user, district))
    form = UploadForm(request.POST or None, request.FILES or None, user=request.user, district=district)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            if upload.size > MAX_BYTES:
                raise DomainError(f"ไฟล์ใหญ่เกิน {MAX_BYTES // 1024 // 1024} MB", field="file")
            target = _target(district, form)
            run, _ = receive(upload.read(), district, target, actor=request.user, name=upload.name)
        except DomainError as error:
            refuse(form, error)
        else:
            return redirect("levels:import", run.pk)
    table = ImportTable(request, _runs(request).defer("rehearsal"), title="การนำเข้าที่ผ่านมา")
    context = {"form": form, "table": table, "district": district}
    return render(request, "qa/levels/imports.html", context, status=422 if form.is_bound else 200)


@requires("import.run")
@require_safe
def import_template(request: HttpRequest) -> HttpResponse:
    """The form of one year and level with the schools in scope and the words of its scale."""
    district = office_of(request)
    require(can_import(request.user, district))
    form = TargetForm(request.GET, user=request.user, district=district)
    try:
        if not form.is_valid():
            raise DomainError(" ".join(str(words) for errors in form.errors.values() for words in errors))
        target = _target(district, form)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("levels:imports")
    scope = scope_of(district, target.academic_year, target.level)
    response = HttpResponse(template(target.set, scope.schools), content_type=XLSX)
    name = f"levels-{target.academic_year}-{target.level}-{target.source}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@requires("import.run")
@require_safe
def import_run(request: HttpRequest, pk: Any) -> HttpResponse:
    """The rehearsal, one kind of row at a time, and the schools in scope the file leaves out."""
    run = get_object_or_404(_runs(request), pk=pk)
    return render(request, "qa/levels/import.html", _rehearsal(request, run, ConfirmForm()))


def _rehearsal(request: HttpRequest, run: LevelImport, form: ConfirmForm) -> dict[str, Any]:
    return rehearsal_context(request, run, form) | {
        "words": words_of(list(run.set.scale.all())),
        "missing": run.rehearsal["missing"],
        "known": len(run.rehearsal["missing"]) - len(run.rehearsal["still"]),
    }


@requires("import.run")
@require_POST
def import_confirm(request: HttpRequest, pk: Any) -> HttpResponse:
    """Do what the rehearsal said; when the data changed meanwhile, say so and ask for a new one."""
    run = get_object_or_404(_runs(request), pk=pk)
    require(can_import(request.user, run.district))
    form = ConfirmForm(request.POST)
    form.is_valid()
    try:
        confirm(run, actor=request.user, skip_refused=form.cleaned_data["skip_refused"])
    except StaleRevision as error:
        messages.error(request, error.message)
    except DomainError as error:
        refuse(form, error)
        run.refresh_from_db(fields=["state"])
        if run.state == LevelImport.State.REHEARSED:
            return render(request, "qa/levels/import.html", _rehearsal(request, run, form), status=422)
        messages.error(request, error.message)
    else:
        messages.success(request, "นำเข้าระดับคุณภาพแล้วตามที่ซ้อมไว้")
        if run.rehearsal["still"]:
            messages.warning(request, f"ยังขาด {len(run.rehearsal['still'])} โรงเรียนในขอบเขต ดูรายชื่อด้านล่าง")
    return redirect("levels:import", run.pk)


@requires("import.run")
@require_POST
def import_drop(request: HttpRequest, pk: Any) -> HttpResponse:
    """Put a rehearsal away."""
    run = get_object_or_404(_runs(request), pk=pk)
    require(can_import(request.user, run.district))
    drop(run, actor=request.user)
    messages.success(request, "ยกเลิกการนำเข้าครั้งนี้แล้ว ไม่มีการบันทึกข้อมูล")
    return redirect("levels:imports")
