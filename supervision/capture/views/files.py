"""Pictures of visits, in parts (core.views.tus): which slot an upload fills, and where the whole file goes."""

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from core.errors import DomainError
from core.files import resumable
from core.files.resumable import Whole
from core.models import Upload
from core.views import tus
from supervision.capture.answers import api
from supervision.capture.services.photos import PURPOSE, keep_file, may_fill, slot_to_fill
from supervision.field.views.base import READERS


@api(*READERS, methods=("OPTIONS", "POST"))
def collection(request: HttpRequest) -> HttpResponseBase:
    """Begin, or find again, the upload of an announced picture."""

    def begin(metadata: Mapping[str, str], size: int) -> Upload:
        key, visit = _uuid(metadata.get("photo")), _uuid(metadata.get("visit"))
        slot = slot_to_fill(key=key, visit=visit, actor=request.user) if key and visit else None
        if slot is None:
            raise Http404
        if slot.removed_at is not None:
            raise DomainError("ภาพนี้ถูกนำออกจากบันทึกแล้ว")
        if (slot.sha256, slot.size) != (metadata.get("sha256"), size):
            raise DomainError("ภาพนี้ไม่ตรงกับที่แจ้งไว้ในบันทึก")
        return resumable.begin(
            purpose=PURPOSE, key=str(slot.pk), sha256=slot.sha256, size=size, name=metadata.get("filename", ""),
            actor=request.user,
        )  # fmt: skip

    return tus.collection(request, begin)


@api(*READERS, methods=("OPTIONS", "HEAD", "PATCH"))
def one(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """How much of it is here, and one part more."""
    upload = get_object_or_404(Upload, pk=key, purpose=PURPOSE)
    if upload.begun_by_id != request.user.pk and not may_fill(UUID(upload.key), actor=request.user):
        raise Http404

    def finish(whole: Whole) -> None:
        keep_file(whole, actor=request.user)

    return tus.one(request, upload, finish)


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
