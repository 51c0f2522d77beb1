"""On the form of a visit: what became of earlier findings, and findings proposed by low levels."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.access import requires
from core.keys import number_of
from processes.models import Action
from supervision.field import services
from supervision.field.models import Advice
from supervision.field.queries.visits import previous_findings
from supervision.field.views.base import READERS, attempt, visit_to_write

# Where the buttons of this page stand; a browser names neither template nor address of its own.
_BACK = {"edit": "field:edit", "findings": "field:findings"}


def _back(request: HttpRequest) -> str:
    return _BACK.get(request.POST.get("back", ""), "field:edit")


@requires(*READERS)
@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """แก้แล้ว, แก้บางส่วน or ยังไม่แก้ of one earlier finding; the button pressed again takes the word back."""
    visit = visit_to_write(request, pk)
    rows = Action.objects.visible_to(request.user).filter(school=visit.school_id)
    action = get_object_or_404(rows, pk=number_of(request.POST.get("action")) or 0)
    verdict, note = request.POST.get("verdict", ""), request.POST.get("note", "")
    attempt(
        request,
        None,
        lambda: services.check_finding(visit, actor=request.user, action=action, verdict=verdict, note=note),
    )
    if getattr(request, "htmx", False):
        visit.refresh_from_db()
        context = {"visit": visit, "previous": previous_findings(visit), "back": request.POST.get("back", "edit")}
        return render(request, "field/_previous.html", context)
    return redirect(_back(request), pk=visit.pk)


@requires(*READERS)
@require_POST
def advice(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a proposed finding over, or set it aside for this visit."""
    visit = visit_to_write(request, pk)
    rows = Advice.objects.visible_to(request.user).of_district(visit.district).select_related("instrument")
    line = get_object_or_404(rows, pk=number_of(request.POST.get("advice")) or 0)
    about = request.POST.get("about", "")[:40]
    if request.POST.get("act") == "aside":
        attempt(
            request,
            None,
            lambda: services.set_advice_aside(visit, actor=request.user, key=f"{line.pk}|{about}"),
        )
    else:
        attempt(request, None, lambda: services.take_advice(visit, actor=request.user, advice=line, about=about))
    return redirect("field:findings", pk=visit.pk)
