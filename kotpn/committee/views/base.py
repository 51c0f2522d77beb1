"""What the views share: rows in scope, and those this person may keep."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from core.acts import act_page
from kotpn.committee.models import Committee, Member, Tenure
from kotpn.committee.permissions import can_keep
from kotpn.committee.queries import nameable

READERS = ("district.read", "paper.read")


def office(request: HttpRequest) -> Any:
    """The office the person works in now, 404 without one."""
    district = getattr(request, "district", None)
    if not district:
        raise Http404
    return district


def _kept(request: HttpRequest, committee: Committee) -> None:
    if not can_keep(request.user, committee):
        raise PermissionDenied


def committee_or_404(request: HttpRequest, pk: int) -> Committee:
    rows = Committee.objects.visible_to(request.user).select_related("district__settings", "parent")
    found: Committee = get_object_or_404(rows, pk=pk)
    return found


def committee_to_keep(request: HttpRequest, pk: int) -> Committee:
    """In scope and the person's to keep; 403 for who only reads it."""
    found = committee_or_404(request, pk)
    _kept(request, found)
    return found


def tenure_or_404(request: HttpRequest, pk: int) -> Tenure:
    rows = Tenure.objects.visible_to(request.user).select_related("committee__district", "order")
    found: Tenure = get_object_or_404(rows, pk=pk)
    return found


def tenure_to_keep(request: HttpRequest, pk: int) -> Tenure:
    found = tenure_or_404(request, pk)
    _kept(request, found.committee)
    return found


def member_to_keep(request: HttpRequest, pk: int) -> Member:
    rows = Member.objects.visible_to(request.user).select_related("tenure__committee__district", "person", "outside")
    found: Member = get_object_or_404(rows, pk=pk)
    _kept(request, found.tenure.committee)
    return found


def form_page(request: HttpRequest, form: Any, *, names_of: Any = None, **context: Any) -> HttpResponse:
    """The page of one act on a committee; `names_of` an office offers its people's names."""
    people = nameable(names_of) if names_of is not None else []
    under = None if context["sub"] == "องค์คณะ" else ("committee:committees", "องค์คณะ")
    return act_page(request, form, under=under, people=people, **context)
