"""The powers of ก.ต.ป.น.: what the regulation gives, with its law and how sure the wording is."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.access import requires
from core.forms import attempt
from kotpn.committee import services
from kotpn.committee.forms.committees import PowerForm
from kotpn.committee.models import Power
from kotpn.committee.permissions import may_write_powers
from kotpn.committee.views.base import READERS, form_page, office


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    district = office(request)
    rows = list(Power.objects.visible_to(request.user).of_district(district))
    today = timezone.localdate()
    context = {
        "powers": [row for row in rows if row.ends_on is None or row.ends_on >= today],
        "past": [row for row in rows if row.ends_on is not None and row.ends_on < today],
        "may_write": may_write_powers(request.user, district), "today": today,
    }  # fmt: skip
    return render(request, "kotpn/committee/powers.html", context)


@requires("committee.write")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    return _form(request, None)


@requires("committee.write")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _form(request, get_object_or_404(Power.objects.visible_to(request.user), pk=pk))


def _form(request: HttpRequest, power: Power | None) -> HttpResponse:
    district = power.district if power else office(request)
    if not may_write_powers(request.user, district):
        raise PermissionDenied
    last = Power.objects.of_district(district).order_by("-position").values_list("position", flat=True).first() or 0
    initial = PowerForm.of(power) if power else {"position": last + 1, "starts_on": timezone.localdate()}
    form = PowerForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(form, lambda: services.save_power(district, actor=request.user, values=values, power=power)):
            messages.success(request, "บันทึกแล้ว")
            return redirect("committee:powers")
    return form_page(
        request, form, heading=f"อำนาจหน้าที่ข้อ {power.position}" if power else "เพิ่มอำนาจหน้าที่", button="บันทึก",
        sub="อำนาจหน้าที่", back=reverse("committee:powers"),
    )  # fmt: skip
