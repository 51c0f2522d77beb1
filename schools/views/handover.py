"""Bulk hand-over of what one person is responsible for: choose per item, see the effect, carry it out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from core.access import requires
from core.forms import attempt
from schools import permissions
from schools.forms.assignments import HandOverForm
from schools.models import Person
from schools.services import handover as services
from schools.views.attempts import allow


@requires("assignment.write")
@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Until "confirm" is pressed nothing is written: the page (or the fragment, with script) shows what it would do."""
    rows = Person.objects.visible_to(request.user).of_office().select_related("district__settings", "user")
    giver = get_object_or_404(rows, pk=pk)
    allow(permissions.can_assign(request.user, giver.district))
    today = timezone.localdate()
    form = HandOverForm(
        request.POST or None,
        user=request.user,
        giver=giver,
        assignments=services.to_hand_over(giver, today),
        initial={"on": today},
    )
    preview = None
    if request.method == "POST" and form.is_valid():
        choices, on, reason = form.choices(), form.cleaned_data["on"], form.cleaned_data["reason"]
        if "confirm" in request.POST and not request.headers.get("HX-Request"):
            made = attempt(
                form, lambda: services.hand_over(giver, actor=request.user, choices=choices, on=on, reason=reason)
            )
            if made is not None:
                messages.success(request, f"โอนงานของ {giver} แล้ว {len(choices)} รายการ และแจ้งผู้รับแล้ว")
                return redirect("schools:supervisor", giver.pk)
        else:
            preview = attempt(form, lambda: services.preview_handover(giver, choices=choices, on=on))
    if request.headers.get("HX-Request"):
        return render(request, "schools/assignments/_handover_effect.html", {"preview": preview, "form": form})
    context = {"person": giver, "form": form, "preview": preview}
    return render(request, "schools/assignments/handover.html", context)
