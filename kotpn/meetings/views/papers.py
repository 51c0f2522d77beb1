"""Papers of a matter: files sent in, records and documents of ours; name, order, taking off."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import pointers
from core.acts import tried
from core.errors import DomainError, NotAllowed
from core.forms import attempt
from kotpn.meetings import services
from kotpn.meetings.forms import PaperForm
from kotpn.meetings.models import Paper
from kotpn.meetings.views.agenda import item_view
from kotpn.meetings.views.base import KEEPERS, item_page, item_to_prepare, paper_to_prepare
from reports import registry
from reports.base import Reader
from reports.forms import posted
from reports.permissions import documents_for

MOST_AT_ONCE = 20
_FOUND = 8


@KEEPERS
@require_POST
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Several files at once; what is refused says why by name, the rest stays."""
    found = item_to_prepare(request, pk)
    uploads = request.FILES.getlist("files")
    refusals = [] if uploads else ["กรุณาเลือกไฟล์ก่อนกดแนบไฟล์"]
    if len(uploads) > MOST_AT_ONCE:
        refusals.append(f"แนบได้ครั้งละไม่เกิน {MOST_AT_ONCE} ไฟล์ ไฟล์ที่เกินไม่ได้รับไว้")
    added: list[Paper] = []
    for one in uploads[:MOST_AT_ONCE]:
        try:
            added.append(services.add_paper_upload(found, one, actor=request.user))
        except NotAllowed:
            raise
        except DomainError as refusal:
            refusals.append(refusal.message)
    if added:
        messages.success(request, f"แนบเอกสาร {len(added)} รายการแล้ว")
    if refusals:
        return item_view(request, item_to_prepare(request, pk), refusals=refusals)
    return redirect(item_page(pk, "papers"))


@KEEPERS
@require_http_methods(["GET", "HEAD", "POST"])
def records(request: HttpRequest, pk: int) -> HttpResponse:
    """Look through the records of the product, and take what was chosen."""
    found = item_to_prepare(request, pk)
    district = found.section.meeting.committee.district
    if request.method == "POST":
        chosen = [text.partition(":") for text in request.POST.getlist("records")[:MOST_AT_ONCE]]
        if not chosen:
            messages.error(request, "กรุณาเลือกรายการก่อน")
        for kind, _, key in chosen:
            tried(
                request, lambda kind=kind, key=key: services.add_paper_record(
                    found, actor=request.user, kind=kind, key=key
                ),
            )  # fmt: skip
        return redirect(item_page(pk, "papers"))
    text = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:100]
    groups: list[tuple[str, Any]] = []
    for owner in pointers.searchable().values():
        rows = owner.search(request.user, district, None, text, _FOUND) if owner.search else []
        if rows:
            groups.append((owner.thai, rows))
    return render(request, "kotpn/meetings/records.html", {"item": found, "groups": groups, "text": text})


@KEEPERS
@require_safe
def documents(request: HttpRequest, pk: int) -> HttpResponse:
    """The documents of ours this person may print here."""
    found = item_to_prepare(request, pk)
    code = found.section.meeting.committee.district.code
    rows = [row for row in documents_for(request.user, code) if "pdf" in row.formats]
    return render(request, "kotpn/meetings/documents.html", {"item": found, "documents": rows})


@KEEPERS
@require_http_methods(["GET", "HEAD", "POST"])
def document(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """The parameters of one document, as its own form asks for them."""
    found = item_to_prepare(request, pk)
    code = found.section.meeting.committee.district.code
    try:
        definition = registry.get(key)
    except DomainError as error:
        raise Http404 from error
    if "pdf" not in definition.formats or not definition.may_run(request.user, code):
        raise Http404
    reader = Reader(request.user)
    form = definition.form(reader, code, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = posted(request.POST, form)
        title = request.POST.get("paper_title", "")
        made = attempt(
            form,
            lambda: services.add_paper_document(found, actor=request.user, key=key, params=given, title=title),
        )
        if made is not None:
            messages.success(request, f"เพิ่มเอกสาร “{made.title}” แล้ว")
            return redirect(item_page(pk, "papers"))
    context = {"item": found, "document": definition, "form": form, "paper_title": request.POST.get("paper_title", "")}
    return render(request, "kotpn/meetings/document.html", context, status=422 if form.is_bound else 200)


@KEEPERS
@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Its name, and another file in its place."""
    found = paper_to_prepare(request, pk)
    form = PaperForm(request.POST or None, request.FILES or None, initial={"title": found.title})
    if found.kind != Paper.Kind.UPLOAD:
        del form.fields["file"]
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, lambda: _saved(request, found, form)) is not None:
        messages.success(request, "บันทึกเอกสารแล้ว")
        return redirect(item_page(found.item_id, "papers"))
    context = {"paper": found, "form": form, "back": item_page(found.item_id, "papers")}
    return render(request, "kotpn/meetings/paper.html", context, status=422 if form.is_bound else 200)


def _saved(request: HttpRequest, found: Paper, form: PaperForm) -> Paper:
    if form.cleaned_data.get("file"):
        services.replace_paper_upload(found, form.cleaned_data["file"], actor=request.user)
    return services.rename_paper(found, actor=request.user, title=form.cleaned_data["title"])


@KEEPERS
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    found = paper_to_prepare(request, pk)
    tried(request, lambda: services.move_paper(found, actor=request.user, to=request.POST.get("to", "")))
    return redirect(item_page(found.item_id, "papers"))


@KEEPERS
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    found = paper_to_prepare(request, pk)
    item_pk = found.item_id
    if tried(request, lambda: services.drop_paper(found, actor=request.user)):
        messages.success(request, f"นำเอกสาร “{found.title[:80]}” ออกแล้ว")
    return redirect(item_page(item_pk, "papers"))
