"""The clerk's day: what waits at the office's desk, gathered from its registers by the slot desk.main."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.access import requires
from schools.scope import holds_any
from schools.views.common import office_of, require

READERS = ("desk.write", "desk.decide")


@requires(*READERS)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """One page for the morning: each register hangs in what waits there, oldest first, with the way to its list."""
    district = office_of(request)
    require(holds_any(request.user, READERS, district=district))
    return render(request, "office/folders/desk.html", {"district": district, "today": timezone.localdate()})
