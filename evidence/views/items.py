"""A store and the pages of its items."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core.access import requires
from evidence.models import EvidenceItem
from evidence.queries import uses_of
from evidence.services.items import file_of

READERS = ("district.read", "school.read")


@requires(*READERS)
@require_safe
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """What it is, and who used it where."""
    rows = EvidenceItem.objects.visible_to(request.user).select_related("district", "school", "added_by")
    found: EvidenceItem = get_object_or_404(rows, pk=pk)
    context = {"item": found, "file": file_of(found), "uses": uses_of(found, request.user)}
    return render(request, "evidence/item.html", context)
