"""Pages of documents: what I may have, the parameters, one run and its progress, the file."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.access import requires
from core.errors import DomainError
from core.forms import refuse
from core.navigation import link_to
from reports import queries, registry, services
from reports.base import FORMAT_NAMES, Document, Reader
from reports.forms import posted
from reports.models import ReportRun
from reports.permissions import can_download, documents_for
from reports.sweep import look_at

# The desk prints its own registers, members of committees what they are sent; which documents, each definition says.
RUNNERS = ("report.run", "report.school.run", "desk.write", "paper.read")
RECENT = 20


def _office(request: HttpRequest) -> Any:
    """The office the person works in now; whoever holds a capability works in one."""
    district = request.district
    if not district:
        raise Http404
    return district


@requires(*RUNNERS)
@require_GET
def document_list(request: HttpRequest) -> HttpResponse:
    """Everything I may have of this office, and what I asked for lately."""
    code = _office(request).code
    runs = ReportRun.objects.visible_to(request.user).of_district(code).select_related("output").recent()[:RECENT]
    return render(
        request, "reports/document_list.html", {"documents": documents_for(request.user, code), "runs": list(runs)}
    )


@requires(*RUNNERS)
@require_http_methods(["GET", "POST"])
def document(request: HttpRequest, key: str) -> HttpResponse:
    """The parameters of one document with their defaults; posting them starts a run."""
    code = _office(request).code
    definition = _definition(request, key, code)
    reader = Reader(request.user)
    if request.method == "GET":
        return _document_page(request, definition, _prefilled(request, definition, reader, code))
    fmt = request.POST.get("format", definition.formats[0])
    form = definition.form(reader, code, request.POST)
    if form.is_valid():
        given = posted(request.POST, form)
        try:
            run = services.request_run(actor=request.user, key=key, fmt=fmt, params=given, district=code)
        except DomainError as error:
            refuse(form, error)
        else:
            return redirect("reports:run", run.pk)
    return _document_page(request, definition, form, status=422)


def _definition(request: HttpRequest, key: str, code: str) -> Document:
    """404 for a key that does not exist and for one this person may not run here alike."""
    try:
        definition = registry.get(key)
    except DomainError as error:
        raise Http404 from error
    if not definition.may_run(request.user, code):
        raise Http404
    return definition


def _prefilled(request: HttpRequest, definition: Document, reader: Reader, code: str) -> Any:
    """The form with defaults, over them what the address says: a link of another page picks its plan or school."""
    form = definition.form(reader, code)
    for name in set(request.GET) & set(form.fields):
        values = request.GET.getlist(name)
        form.initial[name] = values if len(values) > 1 else values[0]
    return form


def _document_page(request: HttpRequest, definition: Document, form: Any, status: int = 200) -> HttpResponse:
    form.offer_rows(request.GET)
    for _name, field in form.row_fields():
        field.link = link_to(request, field.page)
    formats = [(code, FORMAT_NAMES[code]) for code in definition.formats]
    context = {"document": definition, "form": form, "formats": formats}
    return render(request, "reports/document.html", context, status=status)


def _run(request: HttpRequest, pk: Any) -> ReportRun:
    rows = ReportRun.objects.visible_to(request.user).select_related("output")
    found: ReportRun = get_object_or_404(rows, pk=pk)
    return found


def _run_context(request: HttpRequest, run: ReportRun) -> dict[str, Any]:
    now = timezone.now()
    if run.is_open:
        services.watch(run)
        if look_at(run, now):
            run = _run(request, run.pk)
    context: dict[str, Any] = {"run": run, "format_name": queries.format_name(run.format)}
    if run.is_open:
        context["progress"] = queries.progress(run, now)
    elif run.output:
        context["may_open"] = can_download(request.user, run)
    return context


@requires(*RUNNERS)
@never_cache
@require_GET
def run(request: HttpRequest, pk: Any) -> HttpResponse:
    """One run: progress while it works, its file or its reason afterwards; htmx asks for the middle of it."""
    found = _run(request, pk)
    context = _run_context(request, found)
    if request.headers.get("HX-Target") == "run" and not request.headers.get("HX-History-Restore-Request"):
        response = render(request, "reports/_run.html", context)
    else:
        context["parameters"] = queries.parameters(found, request.user)
        response = render(request, "reports/run.html", context)
    response["Vary"] = "HX-Request, HX-Target"
    return response


@requires(*RUNNERS)
@require_POST
def cancel(request: HttpRequest, pk: Any) -> HttpResponse:
    found = _run(request, pk)
    try:
        services.cancel_run(found, actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    return redirect("reports:run", found.pk)


@requires(*RUNNERS)
@require_POST
def retry(request: HttpRequest, pk: Any) -> HttpResponse:
    """The same request once more: after a failure, a cancel, or when the file has expired."""
    found = _run(request, pk)
    try:
        found = services.repeat_run(found, actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    return redirect("reports:run", found.pk)


@requires(*RUNNERS)
@never_cache
@require_GET
def download(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """The file, by this guarded address only; `?view` opens a PDF in the browser."""
    found = _run(request, pk)
    try:
        stored = services.take_file(found, actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("reports:run", found.pk)
    inline = "view" in request.GET and found.format == "pdf"
    response = FileResponse(
        stored.file.open("rb"), as_attachment=not inline, filename=stored.name, content_type=stored.content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
