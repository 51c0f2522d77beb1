"""What the views of the store share: who may come in, the row asked for, forms that ask why."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from core.acts import ask_why
from core.errors import DomainError
from core.forms import refuse
from core.passed import admit
from office.stores.models import Item, Procurement, Requisition
from office.stores.permissions import (
    PROCUREMENTS,
    REQUISITIONS,
    may_act,
    may_ask,
    may_handle,
    may_keep,
)
from office.stores.queries import procurement_pointer, requisition_pointer
from schools.views.common import office_of

READERS = ("desk.own", "desk.write", "desk.decide")


def item_or_404(request: HttpRequest, pk: int) -> Item:
    found: Item = get_object_or_404(Item.objects.visible_to(request.user).select_related("district"), pk=pk)
    return found


def item_to_keep(request: HttpRequest, pk: int) -> Item:
    found = item_or_404(request, pk)
    if not may_keep(request.user, found.district_id):
        raise PermissionDenied
    return found


def requisition_or_404(request: HttpRequest, pk: int) -> Requisition:
    rows = Requisition.objects.visible_to(request.user).select_related(
        "district", "requester", "work_group", "decided_by", "asked_by"
    )
    found: Requisition = get_object_or_404(rows.prefetch_related("lines__item"), pk=pk)
    return found


def requisition_for(request: HttpRequest, pk: int, act: str) -> Requisition:
    """In scope; 403 for who may not act on it. Whose act it is, but too late, is told what happened."""
    found = requisition_or_404(request, pk)
    admit(
        request, requisition_pointer(found), found.get_state_display(), may=may_act(request.user, found, act),
        now=REQUISITIONS.allows(found.state, act),
    )  # fmt: skip
    return found


def procurement_or_404(request: HttpRequest, pk: int) -> Procurement:
    rows = Procurement.objects.visible_to(request.user).select_related("district", "requester", "asked_by")
    found: Procurement = get_object_or_404(rows.prefetch_related("lines__item"), pk=pk)
    return found


def procurement_for(request: HttpRequest, pk: int, act: str) -> Procurement:
    found = procurement_or_404(request, pk)
    admit(
        request, procurement_pointer(found), found.get_state_display(), may=may_handle(request.user, found, act),
        now=PROCUREMENTS.allows(found.state, act),
    )  # fmt: skip
    return found


def list_page(request: HttpRequest, model: Any, table: Any, template: str, *, title: str) -> HttpResponse:
    """The list of requisitions, or of purchases and repairs, as far as the reader may see them."""
    district = office_of(request)
    rows = model.objects.visible_to(request.user).of_district(district).select_related("requester")
    context = {"table": table(request, rows, title=title), "may_ask": may_ask(request.user, district)}
    return render(request, template, context)


def with_lines(form: Any, act: Callable[[], Any]) -> Any:
    """The service's answer, or None; a refusal stands at the row it speaks of."""
    try:
        return act()
    except DomainError as error:
        error.field = form.refused_at(error.field)
        refuse(form, error)
        return None


def asked_why(
    request: HttpRequest, row: Any, act: Callable[[str], Any], *, address: str, heading: str, button: str, done: str,
) -> HttpResponse:  # fmt: skip
    """The page of an act that only needs its reason, told to whoever asked."""
    return ask_why(
        request, act, heading=heading, button=button, back=reverse(address, args=[row.pk]), done=done, sub=str(row),
        help_text="ผู้ขอจะเห็นข้อความนี้",
    )  # fmt: skip
