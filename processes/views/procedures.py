"""Procedures of the office: the list, one with its flow chart, a new one, a new draft, in use or not."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import act_page, tried
from core.filters import ChoiceFilter, TextFilter
from core.forms import attempt
from core.tables import TITLE, Column, Table
from core.trail import trail
from processes import services
from processes.forms import ProcedureForm
from processes.models import Procedure, ProcedureVersion
from processes.permissions import may_write_procedures
from processes.queries import chart_of
from processes.views.base import READERS, procedure_or_404
from schools.scope import holds

_LOOKS = {
    "procedure.made": ("plain", "plus"),
    "procedure.drafted": ("plain", "copy"),
    "procedure.published": ("ok", "circle-check"),
    "procedure.retired": ("bad", "circle-x"),
    "procedure.used": ("", "repeat"),
    "procedure.runs_opened": ("", "player-play"),
}


class ProcedureTable(Table):
    row_template = "processes/_procedure_row.html"
    default_sort = "name"
    unit = "กระบวนงาน"
    empty = "ยังไม่มีกระบวนงาน"
    columns = (
        Column("name", "ชื่องาน", sort="name", phone=TITLE),
        Column("level", "ดำเนินการโดย"),
        Column("year", "รอบปี"),
        Column("state", "สถานะ"),
    )
    filters = (
        TextFilter("q", "ค้นหากระบวนงาน", fields=("name",)),
        ChoiceFilter("level", "ดำเนินการโดย", Procedure.Level.choices, any_label="ทุกระดับ"),
    )


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    district: Any = getattr(request, "district", None) or None
    rows = Procedure.objects.visible_to(request.user)
    rows = rows.of_district(district) if district is not None else rows.none()
    versions = ProcedureVersion.objects.exclude(state=ProcedureVersion.State.RETIRED)
    table = ProcedureTable(request, rows.prefetch_related(Prefetch("versions", versions)), title="กระบวนงาน")
    may_write = district is not None and may_write_procedures(request.user, district)
    return render(request, "processes/procedures.html", {"table": table, "may_write": may_write})


@requires("process.write")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    district: Any = getattr(request, "district", None) or None
    if district is None or not may_write_procedures(request.user, district):
        raise PermissionDenied
    form = ProcedureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = attempt(form, lambda: services.make_procedure(district, actor=request.user, **values))
        if made is not None:
            return redirect("processes:version", pk=made.pk)
    context = {
        "form": form,
        "heading": "สร้างกระบวนงาน",
        "button": "สร้างและเขียนขั้นตอน",
        "back": reverse("processes:procedures"),
    }
    return act_page(request, **context, under=("processes:procedures", "กระบวนงาน"))


@requires(*READERS)
@require_safe
def procedure(request: HttpRequest, pk: int) -> HttpResponse:
    """What is in force (or the version asked for): the headings, the steps and their chart."""
    found = procedure_or_404(request, pk)
    may_write = may_write_procedures(request.user, found.district)
    versions = list(found.versions.order_by("-number"))
    shown = next((row for row in versions if row.state == "published"), versions[0])
    wanted = request.GET.get("version")
    if may_write and wanted:
        shown = next((row for row in versions if str(row.number) == wanted), shown)
    context = {
        "procedure": found, "version": shown, "versions": versions, "may_write": may_write, "chart": chart_of(shown),
        "draft": next((row for row in versions if row.state == "draft"), None),
        "office": holds(request.user, "district.read", district=found.district),
        "may_print": holds(request.user, "report.run", district=found.district),
        "documents": {
            name: reverse("reports:document", args=[f"process-{name}"]) for name in ("sheet", "manual")
        },
        "events": trail("procedure", found.pk, _LOOKS) if may_write else [],
    }  # fmt: skip
    return render(request, "processes/procedure.html", context)


@requires("process.write")
@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    found = procedure_or_404(request, pk)
    made: list[ProcedureVersion] = []
    if tried(request, lambda: made.append(services.new_draft(found, actor=request.user))):
        return redirect("processes:version", pk=made[0].pk)
    return redirect("processes:procedure", pk=pk)


@requires("process.write")
@require_POST
def active(request: HttpRequest, pk: int) -> HttpResponse:
    found = procedure_or_404(request, pk)
    use = request.POST.get("active") == "1"
    if tried(request, lambda: services.set_active(found, actor=request.user, active=use)):
        messages.success(request, "นำกลับมาใช้แล้ว" if use else "เลิกใช้แล้ว การดำเนินงานที่เปิดไว้ยังทำต่อได้")
    return redirect("processes:procedure", pk=pk)
