"""A meeting as its members read it: agenda, papers to open, their answer, comments; the papers as one download."""

import zipfile
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import audit
from core import files as stored
from core.acts import tried
from core.forms import attempt
from core.keys import number_of
from kotpn.meetings import services
from kotpn.meetings.forms import CommentForm, ReplyForm
from kotpn.meetings.models import Meeting, Paper, PaperComment
from kotpn.meetings.papers import KIND as PAPER
from kotpn.meetings.permissions import can_comment, can_keep_meeting, seat_of
from kotpn.meetings.queries.page import agenda_of, document_url
from kotpn.meetings.services.base import meeting_pointer
from kotpn.meetings.services.invitations import takes_replies
from kotpn.meetings.views.base import READERS, item_or_404, meeting_or_404


@READERS
@require_safe
def read(request: HttpRequest, pk: int) -> HttpResponse:
    return reader_page(request, meeting_or_404(request, pk))


def reader_page(
    request: HttpRequest, found: Meeting, *, reply: ReplyForm | None = None, comment_form: CommentForm | None = None
) -> HttpResponse:
    seat = seat_of(request.user, found)
    invitation = None
    if seat is not None:
        invitation = found.invitations.select_related("member").filter(member=seat, withdrawn_at=None).first()
    if invitation is not None:
        invitation.meeting = found
        if reply is None and takes_replies(invitation, now=timezone.now()):
            reply = ReplyForm(invitation=invitation)
    agenda = agenda_of(found)
    outside = [line for item in agenda.items for line in item.papers if line.file and line.paper.problem]
    context = {
        "meeting": found, "agenda": agenda, "invitation": invitation, "reply": reply, "seat": seat,
        "can_comment": can_comment(request.user, found, seat), "keeps": can_keep_meeting(request.user, found),
        "comment_form": comment_form, "outside": outside,
        "pack_url": document_url("meeting-pack", found),
    }  # fmt: skip
    bad = (reply is not None and reply.is_bound) or comment_form is not None
    return render(request, "kotpn/meetings/read.html", context, status=422 if bad else 200)


@READERS
@require_POST
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """To a matter, or to one of its papers."""
    item = item_or_404(request, pk)
    key = number_of(request.POST.get("paper"))
    paper = get_object_or_404(item.papers, pk=key) if key else None
    form = CommentForm(request.POST)
    if form.is_valid():
        text = form.cleaned_data["text"]
        if attempt(form, lambda: services.comment(item, actor=request.user, text=text, paper=paper)) is not None:
            messages.success(request, "บันทึกความเห็นแล้ว เลขานุการและกรรมการเห็นข้อความนี้")
            return redirect(_comments_of(item.section.meeting_id, item.pk))
    form.item_pk = item.pk
    return reader_page(request, item.section.meeting, comment_form=form)


@READERS
@require_POST
def comment_drop(request: HttpRequest, pk: int) -> HttpResponse:
    rows = PaperComment.objects.visible_to(request.user).select_related("item__section__meeting__committee__district")
    found: Any = get_object_or_404(rows, pk=pk)
    section = found.item.section
    if tried(request, lambda: services.drop_comment(found, actor=request.user)):
        messages.success(request, "ลบความเห็นแล้ว")
    return redirect(_comments_of(section.meeting_id, found.item_id))


def _comments_of(meeting_pk: int, item_pk: int) -> str:
    return reverse("committee-meetings:read", args=[meeting_pk]) + f"#item-{item_pk}"


@READERS
@require_http_methods(["GET"])
def files(request: HttpRequest, pk: int) -> HttpResponse:
    """The files that cannot be merged into the pack, as one ZIP beside it; 404 where there are none."""
    found = meeting_or_404(request, pk)
    papers = Paper.objects.filter(item__section__meeting=found, kind=Paper.Kind.UPLOAD).exclude(problem="")
    held = stored.attachments_of_many(PAPER, [str(paper.pk) for paper in papers])
    rows = [row for attachments in held.values() for row in attachments if not row.file.is_locked]
    if not rows:
        raise Http404
    response = HttpResponse(content_type="application/zip")
    with zipfile.ZipFile(response, "w", zipfile.ZIP_STORED) as pack:  # type: ignore[call-overload]  # a response takes bytes like a file
        for number, row in enumerate(rows, start=1):
            with row.file.original.open("rb") as source:
                pack.writestr(f"{number:02}-{row.name}", source.read())
    audit.record_read(
        actor=request.user, action="committee_meeting.files_taken", target=meeting_pointer(found),
        district_code=found.committee.district.code, data={"count": len(rows)},
    )  # fmt: skip
    response["Content-Disposition"] = f'attachment; filename="meeting-{found.pk}-files.zip"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
