"""What the phone asks and sends: who am I, everything I need, this visit."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import patch_cache_control

from schools.scope import holds
from supervision.capture.answers import answer, api
from supervision.capture.queries import package as packages
from supervision.capture.queries.copy import server_copy
from supervision.capture.reading import MOST_BYTES, parse, read
from supervision.capture.services.ingest import Answer, ingest
from supervision.capture.values import Wrong
from supervision.field.models import Visit
from supervision.field.permissions import may_write
from supervision.field.services.writing import visit_url
from supervision.field.views.base import READERS

_STATUS = {
    "kept": 200, "same": 200, "conflict": 409, "refused": 422, "foreign": 409, "not_allowed": 403, "no_school": 404,
    "busy": 423,
}  # fmt: skip


@api(methods=("GET",))
def hello(request: HttpRequest) -> HttpResponseBase:
    """Who the server takes the phone for, and the form token it sends back."""
    district: Any = request.district
    return answer(
        "hello",
        product="nithet",
        user=request.user.pk,
        name=str(request.user),
        district=district.code if district else "",
        csrf=get_token(request),
        now=timezone.now().isoformat(),
        package=packages.kept_hash(request.user, district) if district else "",
    )


@api("visit.write", methods=("GET",))
def package(request: HttpRequest) -> HttpResponseBase:
    """Everything this supervisor takes along in the office they work in now; 304 when the phone has it already."""
    district: Any = request.district
    if district is None or not holds(request.user, "visit.write", district=district):
        return answer("not_allowed", 403, message="ท่านไม่มีสิทธิ์บันทึกการนิเทศในเขตนี้")
    found = packages.package(request.user, district)
    mark = f'"{found.hash}"'
    response: HttpResponse
    if mark in request.headers.get("If-None-Match", ""):
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(found.body, content_type="application/json; charset=utf-8")
    response.headers["ETag"] = mark
    patch_cache_control(response, private=True, no_cache=True)
    return response


@api(*READERS, methods=("GET", "POST"))
def visit(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The server's copy, or a document to merge into it."""
    return _send(request, key) if request.method == "POST" else _copy(request, key)


def _copy(request: HttpRequest, key: UUID) -> HttpResponseBase:
    rows = Visit.objects.select_related("school", "district", "lead")
    found = get_object_or_404(rows, public_id=key)
    if not may_write(request.user, found):
        # Nothing is said of a visit of others, not even that it is there.
        return answer("unknown", 404, message="ไม่พบบันทึกนี้")
    return answer("copy", **server_copy(found))


def _send(request: HttpRequest, key: UUID) -> HttpResponseBase:
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        return answer("too_large", 413, message="ข้อมูลที่ส่งมาใหญ่เกินกำหนด")
    # A form's body was read already by the middleware that looked for its token.
    if request.content_type != "application/json":
        return answer("unreadable", 400, message="ข้อมูลที่ส่งมาอ่านไม่ได้ กรุณาปรับรุ่นของแอปแล้วลองใหม่")
    try:
        document = read(parse(request.body), key)
    except Wrong as wrong:
        return answer("unreadable", 400, message=wrong.message, field=wrong.field)
    return told(ingest(document, actor=request.user))


def told(found: Answer) -> HttpResponseBase:
    """An `Answer` in the words of the wire."""
    status = 201 if found.created and found.outcome == "kept" else _STATUS[found.outcome]
    more: dict[str, Any] = {"message": found.message} if found.message else {}
    if found.errors:
        more["errors"] = [
            {"section": error.section, "field": error.field, "message": error.message} for error in found.errors
        ]
    if found.visit is None:
        if found.outcome == "refused":
            more["stamps"] = {}
        return answer(found.outcome, status, **more)
    row = found.visit
    if found.conflicts:
        more["conflicts"] = found.conflicts
    return answer(
        found.outcome,
        status,
        visit=row.pk,
        url=visit_url(row),
        state=row.state_code,
        state_label=row.state_label,
        number=row.number,
        stamps=found.stamps,
        photos=found.photos,
        missing=found.missing,
        submitted=row.state in _SENT,
        **more,
    )


_SENT = (Visit.State.SUBMITTED, Visit.State.ACKNOWLEDGED, Visit.State.CLOSED, Visit.State.CLOSED_UNSEEN)

__all__ = ["hello", "told", "visit"]
