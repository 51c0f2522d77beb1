"""Templates of agendas: the office's list, a new one, change."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import DomainError
from core.forms import refuse
from kotpn.committee.permissions import may_keep
from kotpn.meetings import services
from kotpn.meetings.forms import TemplateForm
from kotpn.meetings.models import AgendaTemplate, SectionKind
from kotpn.meetings.views.base import KEEPERS, district_or_403, must

# Empty lines of the form beyond what is there, for new sections.
_SPARE = 2


@KEEPERS
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    district: Any = district_or_403(request)
    rows = AgendaTemplate.objects.visible_to(request.user).of_district(district).select_related("committee")
    return render(request, "kotpn/meetings/templates.html", {"templates": list(rows.prefetch_related("sections"))})


@KEEPERS
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    district: Any = district_or_403(request)
    must(may_keep(request.user, district))
    return _edit(request, district, None)


@KEEPERS
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    rows = AgendaTemplate.objects.visible_to(request.user).select_related("district", "committee")
    found: Any = get_object_or_404(rows, pk=pk)
    must(may_keep(request.user, found.district))
    return _edit(request, found.district, found)


def _edit(request: HttpRequest, district: Any, template: AgendaTemplate | None) -> HttpResponse:
    form = TemplateForm(request.POST or None, user=request.user, district=district, template=template)
    errors: list[str] = []
    rows: list[tuple[str, str]] = list(SectionKind.choices)
    if template is not None:
        rows = list(template.sections.values_list("kind", "heading"))
    if request.method == "POST":
        rows = list(zip(request.POST.getlist("kind"), request.POST.getlist("heading"), strict=False))
        if form.is_valid():
            sections = [(kind, heading) for kind, heading in rows if kind in SectionKind.values]
            try:
                services.save_template(
                    district, actor=request.user, sections=sections, template=template, **form.cleaned_data
                )
            except DomainError as error:
                if error.field == "sections":
                    errors.append(error.message)
                else:
                    refuse(form, error)
            else:
                return redirect("committee-meetings:templates")
    else:
        rows += [("", "")] * _SPARE
    context = {
        "form": form, "rows": rows, "kinds": SectionKind.choices, "section_errors": errors,
        "heading": f"แก้{template.name}" if template else "เพิ่มแบบระเบียบวาระ",
    }  # fmt: skip
    return render(request, "kotpn/meetings/template.html", context, status=422 if form.is_bound else 200)
