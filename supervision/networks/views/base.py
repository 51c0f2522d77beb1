"""What the views share: rows in scope, who may, the pages of acts."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from core import acts as core_acts
from core.acts import pressed
from supervision.networks.models import Network, NetworkYear
from supervision.networks.permissions import can_write, can_write_year, may_write

__all__ = [
    "LIST", "READERS", "acted", "asked_why", "network_open", "network_or_404", "network_to_write", "pressed",
    "year_open", "year_or_404", "year_to_write",
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
    """403 for who may never; a network that ended is refused by the service, in words."""
    found = network_or_404(request, pk)
    if not may_write(request.user, found):
        raise PermissionDenied
    return found


def network_open(request: HttpRequest, pk: int) -> Network:
    """For pages with a form: an ended network has none."""
    found = network_or_404(request, pk)
    if not can_write(request.user, found):
        raise PermissionDenied
    return found


def year_or_404(request: HttpRequest, pk: int) -> NetworkYear:
    rows = NetworkYear.objects.visible_to(request.user).select_related(
        "network__district__settings", "network__kind", "saved_by", "reported_by"
    )
    found: NetworkYear = get_object_or_404(rows, pk=pk)
    return found


def year_to_write(request: HttpRequest, pk: int) -> NetworkYear:
    """403 for who may never."""
    found = year_or_404(request, pk)
    if not may_write(request.user, found.network):
        raise PermissionDenied
    return found


def year_open(request: HttpRequest, pk: int) -> NetworkYear:
    """For pages with a form: a reported year has none."""
    found = year_or_404(request, pk)
    if not can_write_year(request.user, found):
        raise PermissionDenied
    return found


acted = partial(core_acts.acted, under=LIST)
asked_why = partial(core_acts.ask_why, under=LIST, help_text="ผู้เกี่ยวข้องจะได้รับข้อความนี้")
