"""The parts of a draft: areas and indicators, new, edited, moved, taken out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from core.access import requires
from core.acts import act_page, tried
from core.forms import attempt
from supervision.indicators import services
from supervision.indicators.forms.parts import AreaForm, IndicatorForm, indicator_initial
from supervision.indicators.models import Area, Indicator, IndicatorSet
from supervision.indicators.views.base import MODELS, WRITER, part_or_404, set_or_404

_AREA = ("code", "name", "description", "weight", "is_extra")


@requires(WRITER)
@require_http_methods(["GET", "HEAD", "POST"])
def new_area(request: HttpRequest, pk: int) -> HttpResponse:
    found = set_or_404(request, pk, write=True)
    form = AreaForm(request.POST or None, initial={"stamp": found.stamp})
    return _area(request, found, form, None)


@requires(WRITER)
@require_http_methods(["GET", "HEAD", "POST"])
def area(request: HttpRequest, pk: int) -> HttpResponse:
    row = part_or_404(request, Area, pk)
    initial = {name: getattr(row, name) for name in _AREA} | {"stamp": row.set.stamp}
    return _area(request, row.set, AreaForm(request.POST or None, initial=initial), row)


def _area(request: HttpRequest, found: IndicatorSet, form: AreaForm, row: Area | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        saved = attempt(form, lambda: services.save_area(
            found, actor=request.user, words=form.words(), area=row, stamp=form.cleaned_data["stamp"]
        ))  # fmt: skip
        if saved is not None:
            return redirect(_at(found, f"area-{saved.pk}"))
    heading = f"ด้าน {row.code}" if row else "เพิ่มด้าน"
    return act_page(request, form, heading=heading, button="บันทึก", sub=str(found), back=_at(found), under=MODELS)


@requires(WRITER)
@require_http_methods(["GET", "HEAD", "POST"])
def new_indicator(request: HttpRequest, pk: int) -> HttpResponse:
    row = part_or_404(request, Area, pk)
    form = IndicatorForm(request.POST or None, row=row.set, initial={"area": row, "stamp": row.set.stamp})
    return _indicator(request, row.set, form, None)


@requires(WRITER)
@require_http_methods(["GET", "HEAD", "POST"])
def indicator(request: HttpRequest, pk: int) -> HttpResponse:
    row = part_or_404(request, Indicator, pk)
    found = row.area.set
    form = IndicatorForm(request.POST or None, row=found, initial=indicator_initial(row) | {"stamp": found.stamp})
    return _indicator(request, found, form, row)


def _indicator(
    request: HttpRequest, found: IndicatorSet, form: IndicatorForm, row: Indicator | None
) -> HttpResponse:  # fmt: skip
    if request.method == "POST" and form.is_valid():
        saved = attempt(form, lambda: services.save_indicator(
            form.cleaned_data["area"], actor=request.user, words=form.words(), indicator=row,
            stamp=form.cleaned_data["stamp"],
        ))  # fmt: skip
        if saved is not None:
            return redirect(_at(found, f"indicator-{saved.pk}"))
    heading = f"ตัวชี้วัด {row.code}" if row else "เพิ่มตัวชี้วัด"
    return act_page(request, form, heading=heading, button="บันทึก", sub=str(found), back=_at(found), under=MODELS)


@requires(WRITER)
@require_POST
def move_area(request: HttpRequest, pk: int) -> HttpResponse:
    return _moved(request, part_or_404(request, Area, pk))


@requires(WRITER)
@require_POST
def move_indicator(request: HttpRequest, pk: int) -> HttpResponse:
    return _moved(request, part_or_404(request, Indicator, pk))


@requires(WRITER)
@require_POST
def remove_area(request: HttpRequest, pk: int) -> HttpResponse:
    return _removed(request, part_or_404(request, Area, pk), "ลบด้านและตัวชี้วัดในด้านแล้ว")


@requires(WRITER)
@require_POST
def remove_indicator(request: HttpRequest, pk: int) -> HttpResponse:
    return _removed(request, part_or_404(request, Indicator, pk), "ลบตัวชี้วัดแล้ว")


def _moved(request: HttpRequest, part: Area | Indicator) -> HttpResponse:
    tried(request, lambda: services.move(part, actor=request.user, up=request.POST.get("way") == "up"))
    where = f"area-{part.pk}" if isinstance(part, Area) else f"indicator-{part.pk}"
    return redirect(_at(services.set_of(part), where))


def _removed(request: HttpRequest, part: Area | Indicator, told: str) -> HttpResponse:
    found = services.set_of(part)
    if tried(request, lambda: services.remove(part, actor=request.user)):
        messages.success(request, told)
    return redirect(_at(found))


def _at(found: IndicatorSet, anchor: str = "") -> str:
    return reverse("quality-models:set", args=[found.pk]) + (f"#{anchor}" if anchor else "")
