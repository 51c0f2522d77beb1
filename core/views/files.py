"""The one way a stored file leaves the house, and how one is added or taken off. The owner of the thing decides."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from core import audit, files, pointers
from core.access import signed_in
from core.errors import DomainError
from core.models import Attachment, StoredFile
from core.pointers import Pointer
from core.templatetags.files import list_context


@signed_in
@require_safe
def download(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The original as it came, always to be saved, never shown in the page; the trace keeps who took it."""
    attachment = _visible_or_404(request, pk)
    kept = attachment.file
    if kept.is_locked:
        return _locked(request, attachment)
    _trace_read(request, attachment, "file.downloaded")
    return _given(kept.original, kept.content_type, name=attachment.name, saved=True)


@signed_in
@require_safe
def preview(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Shown in the page: the re-encoded picture, or a PDF as it is. Nothing else is ever shown inline."""
    attachment = _visible_or_404(request, pk)
    kept = attachment.file
    # A picture made anew carries nothing of what came; a PDF is shown as it is.
    if kept.scan == StoredFile.Scan.INFECTED or (kept.is_locked and not kept.content_type.startswith("image/")):
        return _locked(request, attachment)
    mark = f'"{kept.sha256[:32]}-{kept.state}"'
    if request.headers.get("If-None-Match") == mark:
        return HttpResponseNotModified(headers={"ETag": mark})
    response: HttpResponseBase
    if kept.content_type == "application/pdf":
        _trace_read(request, attachment, "file.opened")
        response = _given(kept.original, kept.content_type, name=attachment.name, saved=False)
    elif kept.display:
        response = _given(kept.display, "image/jpeg", name=attachment.name, saved=False)
    elif kept.content_type.startswith("image/"):
        picture = "broken" if kept.state == StoredFile.State.FAILED else "preparing"
        instead = redirect(static(f"img/{picture}.svg"))
        instead.headers["Cache-Control"] = "no-store"
        return instead
    else:
        raise Http404("ไฟล์ชนิดนี้ไม่มีภาพตัวอย่าง")
    # Asked again each time, so a right that was lost is lost at once; unchanged bytes are not sent again.
    response.headers["ETag"], response.headers["Cache-Control"] = mark, "private, no-cache"
    return response


@signed_in
@require_POST
def add(request: HttpRequest, kind: str, key: str) -> HttpResponseBase:
    """Hang one or more uploaded files on a thing; those that are refused say why, the others stay."""
    owner = _owner_to_change(request, kind, key)
    provider = pointers.provider(kind)
    district_code = provider.district_code(key) if provider.district_code else _current_code(request)
    uploads = request.FILES.getlist("files")
    refusals = [] if uploads else ["กรุณาเลือกไฟล์ก่อนกดแนบไฟล์"]
    free = provider.max_files - len(files.attachments_of(owner))
    if len(uploads) > free:
        refusals.append(f"แนบได้ไม่เกิน {provider.max_files} ไฟล์ ไฟล์ที่เกินไม่ได้รับไว้")
    for upload in uploads[: max(0, free)]:
        try:
            files.store(
                upload, owner=owner, actor=request.user, district_code=district_code,
                caption=request.POST.get("caption", ""), allow=provider.allow,
            )  # fmt: skip
        except DomainError as refusal:
            refusals.append(refusal.message)
    return _answer(request, owner, refusals)


@signed_in
@require_POST
def remove(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Take a file off a thing; pressing twice is harmless."""
    attachment = _visible_or_404(request, pk)
    owner = _owner_to_change(request, attachment.owner_kind, attachment.owner_key)
    refusals = []
    try:
        files.remove(attachment, actor=request.user, owner=owner)
    except DomainError as refusal:
        refusals.append(refusal.message)
    return _answer(request, owner, refusals)


def _visible_or_404(request: HttpRequest, pk: UUID) -> Attachment:
    attachment = get_object_or_404(Attachment.objects.select_related("file"), pk=pk)
    if not pointers.may_view(request.user, attachment.owner_kind, attachment.owner_key):
        raise Http404
    return attachment


def _locked(request: HttpRequest, attachment: Attachment) -> HttpResponse:
    """Infected, or about to be scanned: a page that says so instead of the file."""
    back = pointers.provider(attachment.owner_kind).url(attachment.owner_key)
    return render(request, "core/file_locked.html", {"file": attachment, "back": back}, status=403)


def _trace_read(request: HttpRequest, attachment: Attachment, action: str) -> None:
    with transaction.atomic():
        audit.record_read(
            actor=request.user, action=action, target=_owner(attachment.owner_kind, attachment.owner_key),
            district_code=attachment.district_code, data={"name": attachment.name, "sha256": attachment.file.sha256},
        )  # fmt: skip


def _owner(kind: str, key: str) -> Pointer:
    return Pointer(kind, key, pointers.provider(kind).label(key))


def _owner_to_change(request: HttpRequest, kind: str, key: str) -> Pointer:
    """404 for what the person may not see, 403 for what they may not change."""
    if not pointers.may_view(request.user, kind, key):
        raise Http404
    if not pointers.may_change(request.user, kind, key):
        raise PermissionDenied
    return _owner(kind, key)


def _current_code(request: HttpRequest) -> str:
    district: Any = getattr(request, "district", None)
    if not district:
        raise Http404
    return str(district.code)


def _given(source: Any, content_type: str, *, name: str, saved: bool) -> FileResponse:
    """`source` is a file field's value. Bytes that are not there are a 404, with a line in the log for the operator."""
    try:
        opened: File = source.open("rb")
    except FileNotFoundError as fault:
        raise Http404("ไม่พบไฟล์ในคลังเก็บ") from fault
    response = FileResponse(opened, as_attachment=saved, filename=name, content_type=content_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _answer(request: HttpRequest, owner: Pointer, refusals: list[str]) -> HttpResponse:
    if getattr(request, "htmx", False):
        whole_page = "whole-page" in request.POST
        if whole_page and not refusals:
            return HttpResponseClientRefresh()
        context = {
            **list_context(request.user, owner.kind, owner.key), "refusals": refusals, "whole_page": whole_page,
        }  # fmt: skip
        return render(request, "core/_files.html", context)
    for words in refusals:
        messages.error(request, words)
    return redirect(pointers.provider(owner.kind).url(owner.key) or settings.LOGIN_REDIRECT_URL)
