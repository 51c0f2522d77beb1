"""What the views share: rows in scope, who may, the pages of acts."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core import acts as core_acts
from core.acts import pressed
from core.passed import admit
from supervision.networks.models import Network, NetworkYear
from supervision.networks.permissions import YEAR_STATES, may_write
from supervision.networks.services.common import network_pointer

__all__ = [
    "LIST", "READERS", "acted", "asked_why", "network_open", "network_or_404", "network_to_write", "pressed",
    "year_open", "year_or_404",
]  # fmt: skip
READERS = ("district.read", "school.read")
LIST = ("networks:index", "เครือข่ายการนิเทศ")


def network_or_404(request: HttpRequest, pk: int) -> Network:
    rows = Network.objects.visible_to(request.user).select_related(
        "district__settings", "kind", "project", "task", "subject_group", "saved_by"
    )
    found: Network = get_object_or_404(rows, pk=pk)
    return found


def network_to_write(request: HttpRequest, pk: int) -> Network:
    """403 for who may never."""
    found = network_or_404(request, pk)
    if not may_write(request.user, found):
        raise PermissionDenied
    return found


def network_open(request: HttpRequest, pk: int) -> Network:
    """For what only a network that goes on has; whose it is, but too late, is told what happened."""
    found = network_or_404(request, pk)
    admit(
        request, network_pointer(found), found.get_state_display(), may=may_write(request.user, found),
        now=found.is_active,
    )  # fmt: skip
    return found


def year_or_404(request: HttpRequest, pk: int) -> NetworkYear:
    rows = NetworkYear.objects.visible_to(request.user).select_related(
        "network__district__settings", "network__kind", "saved_by", "reported_by"
    )
    found: NetworkYear = get_object_or_404(rows, pk=pk)
    return found


def year_open(request: HttpRequest, pk: int, act: str = "write") -> NetworkYear:
    """For what the state of a year allows; whose it is, but too late, is told what happened to the network."""
    found = year_or_404(request, pk)
    admit(
        request, network_pointer(found.network), found.get_state_display(), may=may_write(request.user, found.network),
        now=YEAR_STATES.allows(found.state, act), back=reverse("networks:year", args=[pk]),
    )  # fmt: skip
    return found


acted = partial(core_acts.acted, under=LIST)
asked_why = partial(core_acts.ask_why, under=LIST, help_text="ผู้เกี่ยวข้องจะได้รับข้อความนี้")
