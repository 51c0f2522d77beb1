"""Training logs: the list, one's own entries, their certificates."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.access import district_or_404, requires
from core.acts import act_page, ask_why
from core.conflicts import edited
from core.forms import attempt
from core.passed import admit
from core.thai.years import fiscal_year
from schools.scope import people_keys
from supervision.groups import services
from supervision.groups.forms import TrainingForm
from supervision.groups.models import Training
from supervision.groups.permissions import can_change_training, can_log, may_read, own_person
from supervision.groups.services.common import training_pointer
from supervision.groups.tables import TrainingTable

_LIST = ("groups:trainings", "การพัฒนาตนเอง")
# Years of logs that may be chosen: as far back as the longest application for วิทยฐานะ looks.
_YEARS = 6


@requires("district.read", "desk.own")
@require_safe
def trainings(request: HttpRequest) -> HttpResponse:
    """One's own; who reads the office everybody's."""
    district = district_or_404(request)
    now = fiscal_year(timezone.localdate())
    rows = Training.objects.visible_to(request.user).of_district(district).standing().select_related("person")
    whole = may_read(request.user, district)
    table = TrainingTable(
        request, rows, title="การพัฒนาตนเอง", user=request.user, district=district, whole=whole,
        years=range(now + 1, now - _YEARS, -1),
    )  # fmt: skip
    own = own_person(request.user, district)
    context = {"table": table, "own": own if own and can_log(request.user, own) else None, "whole": whole}
    return render(request, "groups/trainings.html", context)


def _row(request: HttpRequest, pk: int) -> Training:
    found: Training = get_object_or_404(
        Training.objects.visible_to(request.user).select_related("district", "person"), pk=pk
    )
    return found


def _to_change(request: HttpRequest, pk: int) -> Training:
    """403 for whose it is not; of one cancelled meanwhile that is told."""
    row = _row(request, pk)
    admit(
        request, training_pointer(row), "ยกเลิกแล้ว", may=can_log(request.user, row.person), now=row.cancelled_at is None
    )
    return row


@requires("district.read", "desk.own")
@require_safe
def training(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row(request, pk)
    can_change = can_change_training(request.user, row)
    own = row.person_id in people_keys(request.user)
    return render(request, "groups/training.html", {"row": row, "can_change": can_change, "own": own})


def _page(request: HttpRequest, form: TrainingForm, back: str, heading: str, **more: Any) -> HttpResponse:
    return act_page(request, form, heading=heading, button="บันทึก", back=back, under=_LIST, **more)


@requires("desk.own")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    district = district_or_404(request)
    person = own_person(request.user, district)
    if person is None or not can_log(request.user, person):
        raise PermissionDenied
    form = TrainingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.log_training(person, actor=request.user, **form.given))
        if made is not None:
            messages.success(request, "บันทึกแล้ว แนบวุฒิบัตรได้ในหน้านี้")
            return redirect("groups:training", pk=made.pk)
    return _page(request, form, reverse("groups:trainings"), "บันทึกการพัฒนาตนเอง", draft="training-new")


@requires("desk.own")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = _to_change(request, pk)
    form = TrainingForm(request.POST or None, instance=row)
    return edited(
        request, form, lambda stamp: services.edit_training(row, actor=request.user, stamp=stamp, **form.given),
        stamp=row.stamp, fresh=lambda: _row(request, pk), heading="แก้ไขบันทึกการพัฒนาตนเอง", button="บันทึก",
        back=reverse("groups:training", args=[pk]), done="บันทึกแล้ว", sub=row.title, under=_LIST,
    )  # fmt: skip


@requires("desk.own")
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    row = _to_change(request, pk)
    return ask_why(
        request, lambda reason: services.cancel_training(row, actor=request.user, reason=reason),
        heading="ยกเลิกบันทึก", button="ยกเลิกบันทึก", back=reverse("groups:training", args=[pk]), done="ยกเลิกแล้ว",
        help_text="บันทึกยังอยู่พร้อมเหตุผล และไม่นับในรายงาน", sub=row.title, under=_LIST,
    )  # fmt: skip
