"""Published reports: the list for the office and its schools, one report, and the address for everyone."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.access import district_or_404, public, requires
from core.errors import DomainError
from core.limits import too_many
from schools.published import PublishedKind, published_kinds
from supervision.groups.queries import may_open, published_of
from supervision.groups.services import freeze

# A meeting opens one report from one network; nobody honest tries this many addresses.
_TRIES, _SECONDS = 120, 600
_SHOWN = 50


@requires("district.read", "school.read")
@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """By kind; `kind` in the address shows all of one."""
    district = district_or_404(request)
    found = published_of(request.user, district)
    chosen = request.GET.get("kind", "")
    groups = [(kind, rows if chosen else rows[:_SHOWN], len(rows)) for kind, rows in found if chosen in ("", kind.key)]
    pills = [{"label": "ทั้งหมด", "url": "?", "count": sum(len(rows) for _, rows in found), "current": not chosen}]
    pills += [
        {"label": kind.thai, "url": f"?kind={kind.key}", "count": len(rows), "current": chosen == kind.key}
        for kind, rows in found
    ]
    return render(request, "groups/published.html", {"groups": groups, "pills": pills})


def _given(kind: PublishedKind, row: Any) -> HttpResponseBase:
    paper = freeze(kind, row)
    answer = FileResponse(paper.file.open("rb"), content_type="application/pdf", filename=f"{kind.label(row)}.pdf")
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@requires("district.read", "school.read")
@require_safe
def opened(request: HttpRequest, kind: str, pk: int) -> HttpResponseBase:
    """One report, for the office and the schools it is published to."""
    one = next((row for row in published_kinds() if row.key == kind), None)
    row = one.rows().filter(pk=pk, published_at__isnull=False).first() if one else None
    if one is None or row is None or not may_open(request.user, one, row):
        raise Http404
    return _answer(request, one, row)


def _answer(request: HttpRequest, kind: PublishedKind, row: Any) -> HttpResponseBase:
    try:
        return _given(kind, row)
    except DomainError as refusal:
        return render(request, "groups/published_none.html", {"reason": refusal.message}, status=404)


@public
@never_cache
@require_safe
def by_key(request: HttpRequest, key: str) -> HttpResponseBase:
    """The address for everyone; 404 for one that was never given or was taken back."""
    if too_many(request, "published", most=_TRIES, seconds=_SECONDS):
        return render(request, "groups/published_none.html", {"busy": True}, status=429)
    for kind in published_kinds() if 16 <= len(key) <= 32 else ():
        row = kind.rows().filter(public_key=key, published_at__isnull=False).first()
        if row is not None:
            return _answer(request, kind, row)
    return _nothing(request)


def _nothing(request: HttpRequest) -> HttpResponse:
    return render(request, "groups/published_none.html", status=404)
