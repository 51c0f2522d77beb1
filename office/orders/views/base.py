"""What the views of orders share: who may come in, the row asked for, one form page."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from core.acts import act_page
from core.passed import admit
from office.orders.models import Order
from office.orders.permissions import STATES, may_act
from office.orders.queries import pointer_of
from schools.models import District
from schools.views.common import office_of

# Whoever is named on an order reads it; which, `visible_to` decides.
READERS = ("district.read", "desk.write", "reference.read", "paper.read", "school.read")
WRITERS = ("order.write", "desk.write")
ISSUERS = ("desk.write", "committee.write")


def order_or_404(request: HttpRequest, pk: int) -> Order:
    rows = Order.objects.visible_to(request.user).select_related(
        "district__settings", "team", "supersedes__district", "created_by", "issued_by"
    )
    found: Order = get_object_or_404(rows, pk=pk)
    return found


def order_for(request: HttpRequest, pk: int, act: str) -> Order:
    """In scope; 403 for who may not act on it. Whose act it is, but too late, is told what happened."""
    found = order_or_404(request, pk)
    admit(
        request, pointer_of(found), found.get_state_display(), may=may_act(request.user, found, act),
        now=STATES.allows(found.state, act),
    )  # fmt: skip
    return found


def desk(request: HttpRequest, may: Any) -> District:
    """The office worked in; 403 where this person may not do it there."""
    district = office_of(request)
    if not may(request.user, district):
        raise PermissionDenied
    return district


def form_page(request: HttpRequest, form: Any, **context: Any) -> HttpResponse:
    return act_page(request, form, **context)
