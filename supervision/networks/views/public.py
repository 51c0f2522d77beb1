"""The personal link of a survey: whoever has it answers once, without signing in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.access import public
from core.errors import DomainError
from instruments.answering import sheet_of, tried_out
from instruments.models import Response
from instruments.queries import Form, form_of
from meetings import throttle
from supervision.networks import services
from supervision.networks.models import Invitation
from supervision.networks.views.surveys import lacking


@public
@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """A wrong or closed address says so with 404 and tells nothing else; a used one that it was used."""
    if throttle.too_many_wrong(request):
        return render(request, "networks/public_closed.html", {"busy": True}, status=429)
    found = (
        Invitation.objects.select_related(
            "survey__year__network__district", "survey__version__instrument", "member__network"
        )
        .filter(token=token)
        .first()
    )
    if found is None:
        throttle.note_wrong(request)
        return render(request, "networks/public_closed.html", status=404)
    if found.answered_on is not None:
        status = 409 if request.method == "POST" else 200
        return render(request, "networks/public_done.html", {"survey": found.survey, "again": True}, status=status)
    if not found.survey.takes_answers(timezone.localdate()) or found.member.left_on is not None:
        return render(request, "networks/public_closed.html", status=404)
    form = form_of(found.survey.version_id)
    return _take(request, found, form) if request.method == "POST" else _page(request, found, form)


def _take(request: HttpRequest, invitation: Invitation, form: Form) -> HttpResponse:
    """Keep the whole sheet or, with everything typed, show what is wrong."""
    if throttle.too_many_answers(request):
        return render(request, "networks/public_closed.html", {"busy": True}, status=429)
    answers, refused = tried_out(request.POST, form)
    refused = lacking(form, answers, refused)
    problem = f"ยังมี {len(refused)} ข้อที่ต้องตอบหรือแก้" if refused else ""
    if not problem:
        try:
            services.answer(invitation, answers=answers, form=form)
        except services.Answered:
            return render(
                request, "networks/public_done.html", {"survey": invitation.survey, "again": True}, status=409
            )
        except DomainError as refusal:
            problem = refusal.message
        else:
            return render(request, "networks/public_done.html", {"survey": invitation.survey})
    return _page(request, invitation, form, refused=refused, problem=problem, answers=answers)


def _page(
    request: HttpRequest, invitation: Invitation, form: Form, *, refused: dict[int, str] | None = None,
    problem: str = "", answers: Any = None,
) -> HttpResponse:  # fmt: skip
    typed = request.POST if request.method == "POST" else None
    sheet = sheet_of(
        form, Response(version=form.version), typed=typed, errors=refused or {}, keep_typed=bool(problem),
        answers=answers or {},
    )  # fmt: skip
    context = {
        "survey": invitation.survey, "network": invitation.survey.year.network, "parts": sheet.parts,
        "problem": problem, "instructions": form.version.instructions, "conditional": form.is_conditional,
    }  # fmt: skip
    return render(request, "networks/public_form.html", context, status=422 if problem else 200)
