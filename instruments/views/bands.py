"""Band sets: list, write, copy, stop offering."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.errors import DomainError
from core.forms import refuse
from core.keys import number_of
from instruments.models import BandSet
from instruments.permissions import may_begin
from instruments.services import bands as services
from instruments.services.bands import FAMILIES, FAMILY_WORDS, BandRow

_NUMBER = {"max_digits": 10, "decimal_places": 4}


class BandSetForm(forms.Form):
    name = forms.CharField(label="ชื่อเกณฑ์", max_length=150, error_messages={"required": "กรุณาตั้งชื่อเกณฑ์"})
    basis = forms.ChoiceField(label="คิดจาก", choices=BandSet.Basis.choices)
    lowest = forms.DecimalField(label="ค่าต่ำสุดที่เป็นไปได้", initial=1, **_NUMBER)
    highest = forms.DecimalField(label="ค่าสูงสุดที่เป็นไปได้", initial=5, **_NUMBER)
    source = forms.CharField(label="ที่มา", max_length=300, required=False)
    note = forms.CharField(label="หมายเหตุ", required=False, max_length=2000, widget=forms.Textarea({"rows": 2}))


class BandRowForm(forms.Form):
    label = forms.CharField(label="ระดับ", max_length=60, required=False)
    lower = forms.DecimalField(label="ตั้งแต่", required=False, **_NUMBER)
    upper = forms.DecimalField(label="ถึง (ตามที่พิมพ์)", required=False, **_NUMBER)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        given = [name for name in ("label", "lower", "upper") if cleaned.get(name) not in (None, "")]
        if given and not self.errors:
            if not cleaned["label"]:
                self.add_error("label", "กรุณาพิมพ์คำของระดับ")
            if cleaned.get("lower") is None:
                self.add_error("lower", "กรุณากรอกค่าล่าง")
        return cleaned


Rows = forms.formset_factory(BandRowForm, extra=0, max_num=services.MOST_BANDS, absolute_max=services.MOST_BANDS + 2)


def plain_number(value: Decimal) -> str:
    """Without the zeros the column keeps: 4.5, not 4.5000."""
    return f"{value.normalize():f}"


@requires("district.read")
@require_safe
def bands(request: HttpRequest) -> HttpResponse:
    """Every set of the office, those in use first, with its bounds written out."""
    district: Any = request.district
    rows = BandSet.objects.visible_to(request.user).of_district(district).prefetch_related("bands")
    sets = []
    for row in rows.order_by("-is_active", "name"):
        held = sorted(row.bands.all(), key=lambda band: band.lower)
        bounds = [*(plain_number(band.lower) for band in held), plain_number(row.highest)]
        lines = [(band.label, bounds[place], bounds[place + 1]) for place, band in enumerate(held)]
        sets.append((row, plain_number(row.lowest), bounds[-1], lines[::-1]))
    context = {"sets": sets, "write": may_begin(request.user, district)}
    return render(request, "instruments/bands.html", context)


def _writer(request: HttpRequest) -> Any:
    district: Any = request.district
    if district is None or not may_begin(request.user, district):
        raise PermissionDenied
    return district


def _set(request: HttpRequest, pk: int) -> BandSet:
    rows = BandSet.objects.visible_to(request.user).select_related("district")
    found: BandSet = get_object_or_404(rows, pk=pk)
    if not may_begin(request.user, found.district):
        raise PermissionDenied
    return found


@requires("district.read")
@require_http_methods(["GET", "POST"])
def band_new(request: HttpRequest) -> HttpResponse:
    """A new set; ?family= begins with one of those in use."""
    district = _writer(request)
    family = list(FAMILIES.values())[(number_of(request.GET.get("family")) or 0) % len(FAMILIES)]
    rows = [{"label": label, "lower": lower} for label, lower in zip(FAMILY_WORDS, family, strict=True)]
    return _write(request, district, None, {"basis": BandSet.Basis.MEAN}, rows[::-1])


@requires("district.read")
@require_http_methods(["GET", "POST"])
def band_edit(request: HttpRequest, pk: int) -> HttpResponse:
    held = _set(request, pk)
    names = ("name", "basis", "lowest", "highest", "source", "note")
    rows = [{"label": band.label, "lower": band.lower.normalize() + 0} for band in held.bands.order_by("-lower")]
    return _write(request, held.district, held, {name: getattr(held, name) for name in names}, rows)


def _write(
    request: HttpRequest, district: Any, held: BandSet | None, initial: dict[str, Any], rows: list[dict[str, Any]]
) -> HttpResponse:
    used = held is not None and services.is_used(held)
    form = BandSetForm(request.POST or None, initial=initial)
    lines: Any = Rows(request.POST or None, initial=rows, prefix="band")
    if request.method == "POST" and "more" in request.POST:
        lines = Rows(_one_more(request.POST), prefix="band")
        lines.is_valid()
    elif request.method == "POST" and form.is_valid() and lines.is_valid() and not used:
        written = [(place, line.cleaned_data) for place, line in enumerate(lines) if line.cleaned_data.get("label")]
        try:
            services.save_band_set(
                actor=request.user, district=district, band_set=held, **form.cleaned_data,
                rows=[BandRow(line["lower"], line["label"].strip(), line.get("upper")) for _, line in written],
            )  # fmt: skip
            return redirect("instruments:bands")
        except DomainError as refusal:
            place = (refusal.field or "").removeprefix("band-")
            if place.isdecimal():
                lines.forms[written[int(place)][0]].add_error("lower", refusal.message)
            else:
                refuse(form, refusal)
    context = {
        "form": form,
        "lines": lines,
        "held": held,
        "used": used,
        "families": [(number, name) for number, name in enumerate(FAMILIES)],
    }
    return render(request, "instruments/band_form.html", context, status=422 if request.method == "POST" else 200)


def _one_more(data: Any) -> Any:
    """What was typed, with an empty row under it."""
    more = data.copy()
    count = number_of(data.get("band-TOTAL_FORMS")) or 0
    more["band-TOTAL_FORMS"] = str(min(count + 1, services.MOST_BANDS))
    return more


@requires("district.read")
@require_POST
def band_copy(request: HttpRequest, pk: int) -> HttpResponse:
    made = services.copy_band_set(_set(request, pk), actor=request.user)
    return redirect("instruments:band-edit", pk=made.pk)


@requires("district.read")
@require_POST
def band_switch(request: HttpRequest, pk: int) -> HttpResponse:
    services.retire_band_set(_set(request, pk), actor=request.user, active=request.POST.get("active") == "1")
    return redirect("instruments:bands")
