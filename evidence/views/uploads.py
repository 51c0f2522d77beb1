"""Files of evidence in parts (core.views.tus): the page sends them when the line is poor or the file is large."""

from collections.abc import Mapping
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from core.access import requires
from core.errors import NotAllowed
from core.files.resumable import Whole
from core.models import Upload
from core.views import tus
from evidence.permissions import CAPABILITY
from evidence.services.uploads import PURPOSE, begin_upload, keep_upload
from evidence.views.base import store_or_403, target_or_404
from evidence.views.store import named_store
from schools.models import District, School

FAMILY = "media"  # the largest that may come


@requires(CAPABILITY)
@require_http_methods(["OPTIONS", "POST"])
def collection(request: HttpRequest) -> HttpResponseBase:
    """Begin an upload or find it again. `owner` is "store:s12" or "store:d3" (a school, an office), or the kind and key
    of the thing the file will prove."""

    def begin(metadata: Mapping[str, str], size: int) -> Upload:
        district, school = _store(request, metadata.get("owner", ""))
        try:
            return begin_upload(
                district=district, school=school, sha256=metadata.get("sha256", ""), size=size,
                name=metadata.get("filename", ""), actor=request.user,
            )  # fmt: skip
        except NotAllowed as refusal:
            raise PermissionDenied(refusal.message) from refusal

    return tus.collection(request, begin, family=FAMILY)


@requires(CAPABILITY)
@require_http_methods(["OPTIONS", "HEAD", "PATCH"])
def one(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """How much of it is here, and one part more; of one's own uploads."""
    upload = get_object_or_404(Upload, pk=key, purpose=PURPOSE, begun_by=request.user)

    def finish(whole: Whole) -> None:
        keep_upload(whole, actor=request.user)

    return tus.one(request, upload, finish, family=FAMILY)


def _store(request: HttpRequest, owner: str) -> tuple[District, School | None]:
    kind, _, key = owner.partition(":")
    if kind != "store":
        return store_or_403(request, *target_or_404(request, kind, key))
    return named_store(request, key)
