"""The one inbox: everything that waits for the person in this office; what is theirs to decide is approved at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core import approvals
from core.access import signed_in
from core.approvals import InboxItem
from core.inbox_count import items_for
from core.keys import number_of

MOST_AT_ONCE = 100


@signed_in
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Oldest first, by kind, or only what is over its limit."""
    today = timezone.localdate()
    items = items_for(request.user, request.district or None)
    chosen, only_late = request.GET.get("kind", ""), request.GET.get("late") == "1"
    newest = request.GET.get("newest") == "1"
    shown = [i for i in items if (not chosen or i.kind == chosen) and (not only_late or i.over(today))]
    context = {
        "items": shown[::-1] if newest else shown,
        "choices": any(item.choice for item in shown),
        "total": len(items),
        "late": sum(item.over(today) for item in items),
        "due": sum(bool(item.deadline_note) for item in items),
        "longest": items[0].days(today) if items else 0,
        "pills": _pills(request, items, chosen, only_late=only_late),
        "only_late": only_late,
        "newest": newest,
    }
    return render(request, "core/inbox.html", context)


def _pills(request: HttpRequest, items: list[InboxItem], chosen: str, *, only_late: bool) -> list[dict[str, Any]]:
    def address(kind: str) -> str:
        query = request.GET.copy()
        query.pop("late", None)
        query.pop("kind", None)
        if kind:
            query["kind"] = kind
        return f"?{query.urlencode()}"

    kinds = dict.fromkeys((item.kind, item.kind_label) for item in items)
    everything = {"label": "ทั้งหมด", "url": address(""), "count": len(items), "current": not chosen and not only_late}
    return [everything] + [
        {"label": label, "url": address(kind), "count": sum(i.kind == kind for i in items), "current": kind == chosen}
        for kind, label in kinds
    ]


@signed_in
@require_POST
def approve(request: HttpRequest) -> HttpResponse:
    """Approve every ticked revision; each refusal says why and stops no other."""
    user: Any = request.user
    wanted = [found for text in request.POST.getlist("choice")[:MOST_AT_ONCE] if (found := _choice(text))]
    if not wanted:
        messages.error(request, "กรุณาเลือกเรื่องที่จะอนุมัติอย่างน้อย 1 เรื่อง")
        return redirect("core:inbox")
    outcomes = approvals.approve_many(wanted, actor=user)
    done = sum(not outcome.refusal for outcome in outcomes)
    if done:
        messages.success(request, f"อนุมัติแล้ว {done} เรื่อง")
    for outcome in outcomes:
        if outcome.refusal:
            messages.error(request, f"{outcome.title}: {outcome.refusal}" if outcome.title else outcome.refusal)
    return redirect("core:inbox")


def _choice(text: str) -> tuple[str, str, int] | None:
    """kind:key:revision as a box of the list sends it; None for anything else."""
    parts = text.split(":")
    known = {kind.code for kind in approvals.all_kinds()}
    if len(parts) != 3 or parts[0] not in known or None in (number_of(parts[1]), number_of(parts[2])):
        return None
    return parts[0], parts[1], int(parts[2])
