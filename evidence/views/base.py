"""What the pages of evidence share: targets in scope, the panel as the answer to an act, the way back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from evidence.permissions import store_for
from evidence.queries import panel
from evidence.uses import UseKind, use_kind
from schools.models import District, School


def target_or_404(request: HttpRequest, kind_key: str, key: str) -> tuple[UseKind, Any]:
    """404 for a kind nobody registered, a target that is not there, and one the person may not see."""
    try:
        kind = use_kind(kind_key)
    except KeyError:
        raise Http404 from None
    target = kind.find(key)
    if target is None or not kind.may_view(request.user, target):
        raise Http404
    return kind, target


def use_or_404(kind: UseKind, target: Any, pk: int) -> Any:
    """A link of this very target."""
    found = kind.uses().select_related("item").filter(target=target, pk=pk).first()
    if found is None:
        raise Http404
    return found


def store_or_403(request: HttpRequest, kind: UseKind, target: Any) -> tuple[District, School | None]:
    """Where what this person adds to the target goes; 403 for who may not add to it."""
    store = store_for(request.user, kind.district(target), kind.school(target))
    if store is None or not kind.may_attach(request.user, target):
        raise PermissionDenied("ท่านเพิ่มหลักฐานของเรื่องนี้ไม่ได้ หรือเรื่องนี้ปิดรับแล้ว")
    return store


def way_back(request: HttpRequest, kind: UseKind, target: Any) -> str:
    """The page the person came from, when it is one of ours; else the target's own."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    own = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    # A bare word would be taken for the name of a view by whoever leads there.
    if own and (asked.startswith("/") or "://" in asked):
        return asked
    return kind.url(target)


def answer(request: HttpRequest, kind: UseKind, target: Any, *, told: str = "", refusals: list[str]) -> HttpResponse:
    """The panel anew for htmx; without script the page the person came from, with what was refused above it."""
    back = way_back(request, kind, target)
    if getattr(request, "htmx", False):
        context = {
            "panel": panel(request.user, kind.key, target), "refusals": refusals, "told": told, "panel_next": back,
        }  # fmt: skip
        return render(request, "evidence/_panel.html", context)
    for words in refusals:
        messages.error(request, words)
    if told:
        messages.success(request, told)
    return redirect(f"{back.partition('#')[0]}#evidence-{kind.key}-{target.pk}")
