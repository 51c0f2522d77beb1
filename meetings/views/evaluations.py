"""The office's side of an evaluation: which form, its link, paper typed in, and the result with its working."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import act_page, tried
from core.forms import attempt
from core.keys import number_of
from instruments.queries import form_of
from meetings import services
from meetings.forms import HangForm, LinkForm, PapersForm
from meetings.models import Evaluation, EvaluationSheet, Gathering
from meetings.permissions import can_write, may_write
from meetings.queries import result_of
from meetings.views.base import READERS, act_context, evaluation_to_write, gathering_or_404, gathering_to_write, page_of
from schools.scope import holds


@requires("meeting.write")
@require_http_methods(["GET", "POST"])
def hang(request: HttpRequest, pk: int) -> HttpResponse:
    found = gathering_to_write(request, pk)
    form = HangForm(request.POST or None, gathering=found)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.hang_form(found, actor=request.user, **form.cleaned_data))
        if made is not None:
            return redirect("meetings:evaluation", pk=pk, evaluation=made.pk)
    context = act_context(found, heading="เลือกแบบประเมิน", button="ใช้แบบนี้", form=form, part="evaluation")
    return act_page(request, **context)


def _readable(request: HttpRequest, pk: int, evaluation: int) -> Evaluation:
    """The office and those who write the gathering read its result."""
    found = gathering_or_404(request, pk)
    if not (holds(request.user, "district.read", district=found.district_id) or may_write(request.user, found)):
        raise PermissionDenied
    rows = found.evaluations.select_related("version__instrument")
    row: Evaluation = get_object_or_404(rows, pk=evaluation)
    row.gathering = found
    return row


@requires(*READERS)
@require_safe
def evaluation(request: HttpRequest, pk: int, evaluation: int) -> HttpResponse:
    return _page(request, _readable(request, pk, evaluation))


def _page(request: HttpRequest, row: Evaluation, *, link: LinkForm | None = None, status: int = 200) -> HttpResponse:
    found: Gathering = row.gathering
    batches = list(found.batches.order_by("number"))
    chosen = next((one for one in batches if one.pk == number_of(request.GET.get("batch"))), None)
    result = result_of(row, batch=chosen)
    writes = can_write(request.user, found)
    address = reverse("meetings:evaluation", args=[found.pk, row.pk])
    pills = [{"label": "ทุกรุ่น", "url": address, "count": None, "current": chosen is None}] + [
        {"label": str(one), "url": f"{address}?batch={one.pk}", "count": None, "current": one == chosen}
        for one in batches
    ]
    is_open = row.takes_answers(timezone.now())
    context: dict[str, Any] = {
        "gathering": found, "evaluation": row, "result": result, "can_write": writes, "is_open": is_open,
        "pills": pills if len(batches) > 1 else [], "chosen": chosen,
        "link": (link or LinkForm(evaluation=row)) if writes else None,
        "address": request.build_absolute_uri(reverse("meetings:answer", args=[row.token])) if row.token else "",
        "own_papers": row.sheets.filter(way=EvaluationSheet.Way.PAPER, entered_by=request.user).count(),
    }  # fmt: skip
    return render(request, "meetings/evaluation.html", context, status=status)


@requires("meeting.write")
@require_POST
def link(request: HttpRequest, pk: int, evaluation: int) -> HttpResponse:
    """Open the short address until a day, with a new address, or close it."""
    row = evaluation_to_write(request, pk, evaluation)
    act = request.POST.get("act")
    if act == "close":
        if tried(request, lambda: services.close_link(row, actor=request.user)):
            messages.success(request, "ปิดลิงก์แล้ว")
        return redirect("meetings:evaluation", pk=pk, evaluation=evaluation)
    if act not in ("open", "renew"):
        raise Http404
    form = LinkForm(request.POST, evaluation=row)
    if form.is_valid():
        renew = act == "renew"
        opened = attempt(form, lambda: services.open_link(row, actor=request.user, until=form.moment, renew=renew))
        if opened is not None:
            messages.success(request, "เปิดลิงก์แล้ว" if not renew else "เปลี่ยนลิงก์แล้ว ลิงก์เดิมใช้ไม่ได้อีก")
            return redirect("meetings:evaluation", pk=pk, evaluation=evaluation)
    return _page(request, row, link=form, status=422)


@requires("meeting.write")
@require_http_methods(["GET", "POST"])
def papers(request: HttpRequest, pk: int, evaluation: int) -> HttpResponse:
    """A heap of paper, one sheet a line."""
    row = evaluation_to_write(request, pk, evaluation)
    form = PapersForm(request.POST or None, evaluation=row, form=form_of(row.version_id))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        done = attempt(
            form,
            lambda: services.enter_papers(
                row, actor=request.user, sheets=values["lines"], key=values["key"], batch=values.get("batch")
            ),
        )
        if done is not None:
            messages.success(request, f"บันทึก {done} ฉบับแล้ว")
            return redirect("meetings:evaluation", pk=pk, evaluation=evaluation)
    context = {
        "gathering": row.gathering,
        "evaluation": row,
        "form": form,
        "legend": form.legend(),
        "texts": form.texts,
    }
    return render(request, "meetings/papers.html", context, status=422 if form.is_bound else 200)


@requires("meeting.write")
@require_POST
def papers_drop(request: HttpRequest, pk: int, evaluation: int) -> HttpResponse:
    """Take back the last sheets one typed oneself."""
    row = evaluation_to_write(request, pk, evaluation)
    last = min(number_of(request.POST.get("last")) or 0, 200)
    counts: list[int] = []
    if tried(request, lambda: counts.append(services.drop_papers(row, actor=request.user, last=last))):
        messages.success(request, f"นำออก {counts[0]} ฉบับ")
    return redirect("meetings:evaluation", pk=pk, evaluation=evaluation)


@requires("meeting.write")
@require_POST
def form_drop(request: HttpRequest, pk: int, evaluation: int) -> HttpResponse:
    row = evaluation_to_write(request, pk, evaluation)
    if tried(request, lambda: services.drop_form(row, actor=request.user)):
        return redirect(page_of(pk, "evaluation"))
    return redirect("meetings:evaluation", pk=pk, evaluation=evaluation)
