"""Evidence added by hand: a file, a link, or something of the store or of the product."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.access import signed_in
from core.acts import act_page
from core.errors import DomainError
from core.forms import attempt
from core.keys import number_of
from core.pointers import Pointer, may_view, provider
from evidence import services as store
from evidence.models import EvidenceItem
from evidence.permissions import may_fill
from evidence.queries.picking import find_to_pick
from evidence.uses import kinds
from kotpn.assessment import services
from kotpn.assessment.forms import HangForm
from kotpn.assessment.models import IssueAnswer, IssueEvidence
from kotpn.assessment.views.base import answer_to_write, issue_url

_MOST = 30


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hang(request: HttpRequest, pk: int, answer: int) -> HttpResponse:
    """?line= chooses what it proves, ?q= looks through the stores and records; "find" does so without script."""
    row = answer_to_write(request, pk, answer)
    if not may_fill(request.user, row.assessment.district, None):
        raise PermissionDenied
    asks = request.method == "POST" and "find" in request.POST
    given = request.POST if request.method == "POST" else request.GET
    picks = _picks(request, row, given.get("q", ""), given.getlist("picked")[:_MOST])
    if getattr(request, "htmx", False) and request.method == "GET":
        return render(request, "kotpn/assessment/_picks.html", {"picks": picks})
    form = HangForm(
        request.POST or None, request.FILES or None, answer=row,
        initial={"line": number_of(request.GET.get("line"))},
    )  # fmt: skip
    posts = request.method == "POST" and not asks and form.is_valid()
    if posts and attempt(form, lambda: _hung(request, row, form) > 0):
        return redirect(issue_url(row))
    if asks:
        form.errors.clear()
    return act_page(
        request, form, heading="เพิ่มหลักฐานเอง", button="ใช้เป็นหลักฐาน", sub=str(row.issue), back=issue_url(row),
        template="kotpn/assessment/hang.html", picks=picks, find_url=reverse("assessment:hang", args=[pk, answer]),
    )  # fmt: skip


@dataclass(frozen=True)
class Pick:
    """Something that may be hung: `key` is "item:7" or "record:visit:12"."""

    key: str
    title: str
    day: Any
    ticked: bool = False


@dataclass(frozen=True)
class Picks:
    """What was ticked before stays, above what a search found, by kind."""

    text: str
    ticked: tuple[Pick, ...]
    groups: tuple[tuple[str, tuple[Pick, ...]], ...]


def _picks(request: HttpRequest, row: IssueAnswer, text: str, ticked: list[str]) -> Picks:
    kind = next(one for one in kinds() if one.model is IssueEvidence)
    kept = tuple(pick for pick in (_ticked(request, key) for key in ticked) if pick is not None)
    if not text.strip():
        return Picks("", kept, ())
    found = find_to_pick(request.user, kind, row, text)
    items = tuple(Pick(f"item:{item.pk}", item.title, item.added_at) for item, _ in found.items)
    groups = [("คลังหลักฐาน", items)] if items else []
    for word, records in found.records:
        groups.append((word, tuple(Pick(f"record:{one.kind}:{one.key}", one.label, one.date) for one in records)))
    keys = {pick.key for pick in kept}
    left = [(word, tuple(pick for pick in rows if pick.key not in keys)) for word, rows in groups]
    return Picks(text, kept, tuple((word, rows) for word, rows in left if rows))


def _ticked(request: HttpRequest, key: str) -> Pick | None:
    """None for what the person may not see or what is no key."""
    what, _, rest = key.partition(":")
    if what == "record":
        kind, _, name = rest.partition(":")
        return Pick(key, provider(kind).label(name), None, True) if may_view(request.user, kind, name) else None
    found = EvidenceItem.objects.visible_to(request.user).filter(pk=number_of(rest)).first()
    return Pick(key, found.title, found.added_at, True) if found is not None else None


def _hung(request: HttpRequest, row: IssueAnswer, form: HangForm) -> int:
    """How many were hung; all of them or none."""
    values, picked = form.cleaned_data, request.POST.getlist("picked")[:_MOST]
    if not (values["file"] or values["url"].strip() or picked):
        raise DomainError("กรุณาเลือกไฟล์ ใส่ลิงก์ หรือเลือกจากคลังอย่างน้อยหนึ่งอย่าง", field="file")
    owner: dict[str, Any] = {"district": row.assessment.district, "school": None, "actor": request.user}
    with transaction.atomic():
        items = [_picked(request, key, owner) for key in picked]
        if values["file"]:
            items.append(store.add_file(values["file"], title=values["title"], **owner))
        if values["url"].strip():
            items.append(store.add_link(values["url"], title=values["title"], **owner))
        for item in items:
            services.hang(
                row, item, actor=request.user, line=values["line"], proof_on=values["proof_on"],
                reason=values["reason"],
            )  # fmt: skip
    return len(items)


def _picked(request: HttpRequest, key: str, owner: dict[str, Any]) -> EvidenceItem:
    """ "item:7" of a store the person sees, or "record:visit:12"; 404 for anything else."""
    what, _, rest = key.partition(":")
    if what == "record":
        kind, _, name = rest.partition(":")
        return store.add_record(Pointer(kind, name, ""), **owner)
    found = EvidenceItem.objects.visible_to(request.user).offered().filter(pk=number_of(rest)).first()
    if what != "item" or found is None:
        raise Http404
    return found
