"""คลังข้อเสนอแนะ: what a low level of an item proposes, written by the office for each of its instruments."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.forms import attempt
from core.keys import number_of
from instruments.models import Instrument, Item
from instruments.permissions import may_write
from instruments.queries import form_of, usable_versions
from supervision.field import services
from supervision.field.models import Advice


class AdviceForm(forms.Form):
    """One line of the library; which items and levels there are comes from the instrument's newest version."""

    item_code = forms.ChoiceField(label="ข้อ", error_messages={"required": "กรุณาเลือกข้อ"})
    at_most = forms.TypedChoiceField(label="เมื่อได้ระดับไม่เกิน", coerce=int, error_messages={"required": "กรุณาเลือกระดับ"})
    finding = forms.CharField(
        label="ข้อค้นพบที่เสนอ", widget=forms.Textarea({"rows": 2}), max_length=2000,
        error_messages={"required": "กรุณาเขียนข้อค้นพบที่เสนอ"},
    )  # fmt: skip
    recommendation = forms.CharField(
        label="ข้อเสนอแนะที่เสนอ", widget=forms.Textarea({"rows": 3}), required=False, max_length=2000
    )
    owner_label = forms.CharField(label="ผู้รับผิดชอบ", max_length=200, initial="ผู้อำนวยการโรงเรียน", required=False)
    due_days = forms.IntegerField(label="ให้แล้วเสร็จภายใน (วัน)", initial=30, min_value=1, max_value=365)

    def __init__(self, *args: Any, instrument: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items, values = _rated(instrument)
        self.fields["item_code"].choices = [("", "เลือกข้อ"), *items]
        self.fields["at_most"].choices = [("", "เลือกระดับ"), *((value, str(value)) for value in values)]


def _rated(instrument: Instrument) -> tuple[list[tuple[str, str]], list[int]]:
    """(code, text) of the items with levels, and every level but the highest, of the newest published version."""
    version = usable_versions(instrument.district).filter(instrument=instrument).first()
    if version is None:
        return [], []
    form = form_of(version.pk)
    items = [(form.items[key].code, f"{form.items[key].code} {form.items[key].text}") for key in form.rated]
    values = sorted({value for key in form.rated for value in form.levels[key] if value < max(form.levels[key])})
    return items, values


@requires("district.read")
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """Every instrument in use with its lines; the whole office reads them."""
    district: Any = request.district
    rows = Advice.objects.visible_to(request.user).of_district(district).select_related("instrument")
    lines: dict[int, list[Advice]] = {}
    for line in rows.order_by("-is_active", "item_code", "at_most"):
        lines.setdefault(line.instrument_id, []).append(line)
    versions = list(usable_versions(district))
    texts: dict[tuple[int, str], str] = {}
    for instrument, code, text in Item.objects.filter(section__version__in=[row.pk for row in versions]).values_list(
        "section__version__instrument", "code", "text"
    ):
        texts[instrument, code] = text
    groups = [
        (
            version.instrument,
            [
                (line, texts.get((line.instrument_id, line.item_code), ""))
                for line in lines.get(version.instrument_id, ())
            ],
            may_write(request.user, version.instrument),
        )
        for version in versions
    ]
    return render(request, "field/advice.html", {"groups": groups})


def _instrument(request: HttpRequest, pk: int) -> Instrument:
    rows = Instrument.objects.visible_to(request.user).select_related("district")
    found: Instrument = get_object_or_404(rows, pk=pk)
    if not may_write(request.user, found):
        raise PermissionDenied
    return found


@requires("district.read")
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """A new line of an instrument, or ?line= an old one."""
    instrument = _instrument(request, pk)
    line = None
    if key := number_of(request.GET.get("line")):
        line = get_object_or_404(Advice, pk=key, instrument=instrument)
    names = ("item_code", "at_most", "finding", "recommendation", "owner_label", "due_days")
    initial = {name: getattr(line, name) for name in names} if line is not None else None
    form = AdviceForm(request.POST or None, instrument=instrument, initial=initial)
    if request.method == "POST" and form.is_valid():
        saved = attempt(
            form,
            lambda: services.save_advice(actor=request.user, instrument=instrument, advice=line, **form.cleaned_data),
        )
        if saved is not None:
            return redirect("field:advice-library")
    context = {"form": form, "instrument": instrument, "line": line}
    return render(request, "field/advice_form.html", context, status=422 if form.is_bound else 200)


@requires("district.read")
@require_POST
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop proposing a line, or begin again."""
    line = get_object_or_404(Advice.objects.visible_to(request.user).select_related("instrument__district"), pk=pk)
    if not may_write(request.user, line.instrument):
        raise PermissionDenied
    services.switch_advice(line, actor=request.user, active=request.POST.get("active") == "1")
    return redirect("field:advice-library")
