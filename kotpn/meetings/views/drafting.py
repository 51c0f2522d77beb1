"""ร่างวาระจากงานจริง: what the work would put on the agenda, ticked and added."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core.acts import tried
from kotpn.meetings import services
from kotpn.meetings.queries.draft import draft as drafted
from kotpn.meetings.queries.draft import since_of
from kotpn.meetings.views.base import KEEPERS, meeting_to_prepare, page_of


@KEEPERS
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    found = meeting_to_prepare(request, pk)
    if request.method == "POST":
        chosen = set(request.POST.getlist("chosen"))
        added: list[int] = []
        done = tried(
            request,
            lambda: added.extend(item.pk for item in services.draft_agenda(found, actor=request.user, chosen=chosen)),
        )
        if done:
            messages.success(request, f"เพิ่ม {len(added)} เรื่องในระเบียบวาระแล้ว" if added else "ไม่มีเรื่องใหม่ที่เลือก")
            return redirect(page_of(pk, "agenda"))
        return redirect("committee-meetings:draft", pk)
    parts = drafted(request.user, found)
    context = {
        "meeting": found, "parts": parts, "since": since_of(found), "n_new": sum(part.n_new for part in parts),
    }  # fmt: skip
    return render(request, "kotpn/meetings/draft.html", context)
