"""The short address of an evaluation: anyone who has it answers once a browser, without signing in, unnamed."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.access import public
from core.errors import DomainError
from core.keys import number_of
from instruments.answering import sheet_of, tried_out
from instruments.asked import asked_items, is_answered
from instruments.models import Response
from instruments.queries import Form, form_of
from meetings import services, throttle
from meetings.models import Evaluation

COOKIE = "evaluation"
_KEPT = 90 * 24 * 3600  # seconds; longer than a link may stay open


@public
@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """A wrong, closed or expired address says so with 404 and tells nothing else."""
    if throttle.too_many_wrong(request):
        return render(request, "meetings/public_closed.html", {"busy": True}, status=429)
    found = (
        Evaluation.objects.select_related("gathering__district", "version__instrument")
        .filter(token=token)
        .exclude(gathering__state="cancelled")
        .first()
    )
    if found is None or not found.takes_answers(timezone.now()):
        throttle.note_wrong(request)
        return render(request, "meetings/public_closed.html", status=404)
    mark = request.COOKIES.get(COOKIE, "")
    if _answered(found, mark):
        return render(request, "meetings/public_done.html", {"evaluation": found})
    form = form_of(found.version_id)
    if request.method == "POST":
        if throttle.too_many_answers(request):
            return render(request, "meetings/public_closed.html", {"busy": True}, status=429)
        return _take(request, found, form, mark)
    response = _page(request, found, form)
    if not mark:
        response.set_cookie(
            COOKIE, secrets.token_urlsafe(18), max_age=_KEPT, httponly=True, samesite="Lax",
            secure=request.is_secure(), path="/e/",
        )  # fmt: skip
    return response


def _answered(evaluation: Evaluation, mark: str) -> bool:
    return bool(mark) and evaluation.sheets.filter(browser=services.browser_hash(evaluation, mark)).exists()


def _take(request: HttpRequest, evaluation: Evaluation, form: Form, mark: str) -> HttpResponse:
    """Keep the whole sheet or, with everything typed, show what is wrong."""
    answers, refused = tried_out(request.POST, form)
    asked = asked_items(form, answers)
    for key, item in form.items.items():
        held = answers.get(key)
        if item.required and key in asked and key not in refused and (held is None or not is_answered(held)):
            refused[key] = "กรุณาตอบข้อนี้"
    batch = evaluation.gathering.batches.filter(pk=number_of(request.POST.get("batch"))).first()
    problem = f"ยังมี {len(refused)} ข้อที่ต้องตอบหรือแก้" if refused else ""
    if not problem:
        try:
            services.answer_by_link(evaluation, mark=mark, answers=answers, batch=batch, form=form)
        except DomainError as refusal:
            problem = refusal.message
        else:
            return render(request, "meetings/public_done.html", {"evaluation": evaluation})
    return _page(request, evaluation, form, refused=refused, problem=problem, answers=answers)


def _page(request: HttpRequest, evaluation: Evaluation, form: Form, *, refused: dict[int, str] | None = None,
          problem: str = "", answers: Any = None) -> HttpResponse:  # fmt: skip
    typed = request.POST if request.method == "POST" else None
    sheet = sheet_of(
        form, Response(version=form.version), typed=typed, errors=refused or {}, keep_typed=bool(problem),
        answers=answers or {},
    )  # fmt: skip
    batches = list(evaluation.gathering.batches.order_by("number"))
    context = {
        "evaluation": evaluation, "gathering": evaluation.gathering, "parts": sheet.parts, "problem": problem,
        "instructions": form.version.instructions, "batches": batches if len(batches) > 1 else [],
        "chosen": number_of(request.POST.get("batch")), "conditional": form.is_conditional,
    }  # fmt: skip
    return render(request, "meetings/public_form.html", context, status=422 if problem else 200)
