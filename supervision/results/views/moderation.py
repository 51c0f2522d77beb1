"""Where assessors lie too far apart, and the value people agree on."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from core.access import requires
from core.acts import act_page
from core.conflicts import guarded
from supervision.improvement.models import Participation
from supervision.results import services
from supervision.results.forms import ModerateForm
from supervision.results.models import Moderation
from supervision.results.permissions import can_run, reads_before
from supervision.results.queries.asked import indicators_in_use
from supervision.results.queries.board import apart_of
from supervision.results.views.base import evaluation_or_404, evaluation_to_run


@requires("improvement.write", "ranking.read")
@require_safe
def moderation(request: HttpRequest, pk: int) -> HttpResponse:
    """Where assessors lie too far apart, the open ones first."""
    found = evaluation_or_404(request, pk)
    if not reads_before(request.user, found.programme.district_id):
        raise PermissionDenied
    rows = apart_of(found)
    context = {
        "evaluation": found, "programme": found.programme, "rows": rows, "runs": can_run(request.user, found),
        "open": sum(row.moderation is None for row in rows),
    }  # fmt: skip
    return render(request, "results/moderation.html", context)


@requires("improvement.write")
@require_http_methods(["GET", "POST"])
def moderate(request: HttpRequest, pk: int, participation: int, indicator: int) -> HttpResponse:
    found = evaluation_to_run(request, pk)
    part = get_object_or_404(
        Participation.objects.filter(programme=found.programme_id).select_related("school"), pk=participation
    )
    chosen = next((row for row in indicators_in_use(found.programme) if row.pk == indicator), None)
    if chosen is None:
        return redirect("quality-results:moderation", pk=pk)
    standing = Moderation.objects.filter(evaluation=found, participation=part, indicator=chosen)
    held = standing.first()
    form = ModerateForm(request.POST or None, indicator=chosen, held=held)
    done, more = guarded(
        request, form,
        lambda stamp: services.moderate(found, part, chosen, actor=request.user, stamp=stamp, **form.cleaned_data),
        stamp=held.stamp if held else 0, fresh=standing.first,
    )  # fmt: skip
    if done is not None:
        messages.success(request, f"ตกลงคะแนน {chosen.code} ของ {part.school} แล้ว")
        return redirect("quality-results:moderation", pk=pk)
    rows = [row for row in apart_of(found) if (row.participation.pk, row.indicator.pk) == (part.pk, chosen.pk)]
    notes = [f"{one.who} ให้ {one.words}{f' “{one.note}”' if one.note else ''}" for row in rows for one in row.given]
    return act_page(
        request, form, heading=f"ตกลงคะแนน {chosen}", button="บันทึกคะแนนที่ตกลงกัน", sub=str(part.school),
        back=reverse("quality-results:moderation", args=[pk]), notes=notes, **more,
    )  # fmt: skip
