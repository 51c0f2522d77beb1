"""The answer to an invitation: by the personal link without an account, or on one's own page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from core.access import public
from core.forms import attempt
from core.limits import too_many
from kotpn.meetings import services
from kotpn.meetings.forms import ReplyForm
from kotpn.meetings.models import Invitation
from kotpn.meetings.permissions import seat_of
from kotpn.meetings.services.invitations import invitation_of, takes_replies
from kotpn.meetings.views.base import READERS, meeting_or_404
from kotpn.meetings.views.reading import reader_page

# Somebody who tries links by the hundred finds a closed door; a person who changes an answer does not notice.
_TRIES, _SECONDS = 60, 600


@never_cache
@public
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """410 for a link that is over, 404 for one that never was: neither says anything of a meeting."""
    if too_many(request, "meeting-reply", most=_TRIES, seconds=_SECONDS):
        return _closed(request, 429)
    found = invitation_of(token)
    if found is None:
        return _closed(request, 404)
    if not takes_replies(found, now=timezone.now()):
        return _closed(request, 410)
    form = ReplyForm(request.POST or None, invitation=found)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        saved = attempt(form, lambda: services.reply_by_token(token, **given))
        if saved is not None:
            return redirect(f"{request.path}?done=1")
    done = found.reply != Invitation.Reply.WAITING and "done" in request.GET and not form.is_bound
    context = {"invitation": found, "meeting": found.meeting, "form": form, "done": done}
    return render(request, "kotpn/meetings/reply.html", context, status=422 if form.is_bound else 200)


def _closed(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, "kotpn/meetings/reply_closed.html", {"status": status}, status=status)


@READERS
@require_POST
def own(request: HttpRequest, pk: int) -> HttpResponse:
    """A member who is signed in answers on the page of the meeting."""
    found = meeting_or_404(request, pk)
    invitation = get_object_or_404(
        found.invitations.select_related("member").filter(withdrawn_at=None), member=seat_of(request.user, found) or 0
    )
    invitation.meeting = found
    form = ReplyForm(request.POST, invitation=invitation)
    if form.is_valid():
        given = form.cleaned_data
        if attempt(form, lambda: services.reply(invitation, actor=request.user, **given)) is not None:
            messages.success(request, "บันทึกคำตอบแล้ว เปลี่ยนได้จนถึงวันประชุม")
            return redirect("committee-meetings:read", pk)
    return reader_page(request, found, reply=form)
