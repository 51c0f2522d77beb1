"""A store and the pages of its items."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core import pointers
from core.access import signed_in
from evidence.models import EvidenceItem
from evidence.queries import uses_of
from evidence.services.items import file_of

READERS = ("district.read", "school.read")


@signed_in
@require_safe
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """What it is, and who used it where."""
    found = _item_or_404(request, pk)
    context = {"item": found, "file": file_of(found), "uses": uses_of(found, request.user)}
    return render(request, "evidence/item.html", context)


@signed_in
@require_safe
def open_(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the record an item stands for; 404 for who may not see it, though they see the evidence."""
    record = _item_or_404(request, pk).record
    if record is None or not pointers.may_view(request.user, record.kind, record.key):
        raise Http404("ไม่พบรายการนี้แล้ว หรือท่านไม่มีสิทธิ์เปิด")
    return HttpResponseRedirect(pointers.provider(record.kind).url(record.key))


def _item_or_404(request: HttpRequest, pk: int) -> EvidenceItem:
    rows = EvidenceItem.objects.visible_to(request.user).select_related("district", "school", "added_by")
    found: EvidenceItem = get_object_or_404(rows, pk=pk)
    return found
