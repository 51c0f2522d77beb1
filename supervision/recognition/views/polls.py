"""Calling a poll, voting in it, and its result."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires, signed_in
from core.acts import act_page, pressed
from core.forms import attempt
from core.keys import number_of
from schools.scope import people_keys
from supervision.recognition import services
from supervision.recognition.forms import PollForm, VoteForm
from supervision.recognition.models import Poll, PollOption
from supervision.recognition.permissions import can_see_result, may_honour
from supervision.recognition.queries import result_of, turnout
from supervision.recognition.views.base import LIST, asked_why, award_to_choose


@requires("honour.write")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    award = award_to_choose(request, pk)
    back = reverse("recognition:award", args=[pk])
    form = PollForm(request.POST or None, award=award)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.call_poll(award, actor=request.user, **form.given))
        if made is not None:
            messages.success(request, "เปิดประชามติแล้ว ผู้มีสิทธิได้รับแจ้ง")
            return redirect("recognition:poll", pk=made.pk)
    return act_page(request, form, heading="เปิดประชามติ", button="เปิดประชามติ", back=back, sub=award.name, under=LIST)


def _poll(request: HttpRequest, pk: int) -> Poll:
    rows = Poll.objects.visible_to(request.user).select_related("award__district")
    found: Poll = get_object_or_404(rows, pk=pk)
    return found


@signed_in
@never_cache
@require_safe
def poll_page(request: HttpRequest, pk: int) -> HttpResponse:
    poll = _poll(request, pk)
    return _page(request, poll, VoteForm(poll=poll))


def _page(request: HttpRequest, poll: Poll, form: VoteForm) -> HttpResponse:
    now = timezone.now()
    seat = poll.electors.filter(person__in=people_keys(request.user)).first()
    may = may_honour(request.user, poll.award.district)
    context = {
        "poll": poll, "award": poll.award, "seat": seat, "form": form, "may": may, "now": now,
        "can_vote": seat is not None and not seat.has_voted and poll.takes_votes(now),
        "early": poll.state == "open" and now < poll.opens_at,
        "over": poll.is_over(now), "turnout": turnout(poll),
        "result": result_of(poll, now) if can_see_result(request.user, poll, now) else None,
        "can_take": may and poll.state == "closed" and poll.award.is_open,
    }  # fmt: skip
    return render(request, "recognition/poll.html", context, status=422 if form.is_bound else 200)


@signed_in
@require_POST
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    poll = _poll(request, pk)
    form = VoteForm(request.POST, poll=poll)
    if not form.is_valid():
        if not poll.electors.filter(person__in=people_keys(request.user)).exists():
            raise PermissionDenied
        return _page(request, poll, form)
    option = form.cleaned_data["option"]
    return pressed(
        request, lambda: services.vote(poll, actor=request.user, option=option),
        back=reverse("recognition:poll", args=[pk]), done="บันทึกการออกเสียงแล้ว ขอบคุณ",
    )  # fmt: skip


def _to_run(request: HttpRequest, pk: int) -> Poll:
    poll = _poll(request, pk)
    if not may_honour(request.user, poll.award.district):
        raise PermissionDenied
    return poll


@requires("honour.write")
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    poll = _to_run(request, pk)
    return pressed(
        request, lambda: services.close_poll(poll, actor=request.user), back=reverse("recognition:poll", args=[pk]),
        done="ปิดประชามติแล้ว",
    )  # fmt: skip


@requires("honour.write")
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    poll = _to_run(request, pk)
    return asked_why(
        request, lambda reason: services.cancel_poll(poll, actor=request.user, reason=reason),
        heading="ยกเลิกประชามติ", button="ยกเลิกประชามตินี้", back=reverse("recognition:poll", args=[pk]),
        done="ยกเลิกประชามติแล้ว", sub=poll.question, help_text="ผลที่ลงคะแนนแล้วจะไม่แสดงและไม่ใช้",
    )  # fmt: skip


@requires("honour.write")
@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the award to one of the options of a closed poll."""
    poll = _to_run(request, pk)
    wanted = number_of(request.POST.get("option")) or 0
    option: PollOption = get_object_or_404(poll.options.select_related("poll__award"), pk=wanted)
    return pressed(
        request, lambda: services.honour_option(option, actor=request.user),
        back=reverse("recognition:award", args=[poll.award_id]), done=f"ให้ {option.label} ได้รับแล้ว",
    )  # fmt: skip
