"""The parts of a draft: areas and indicators, new, edited, moved, taken out."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from core.access import requires
from core.acts import act_page, ask_sure, tried
from core.conflicts import guarded
from supervision.indicators import services
from supervision.indicators.forms.parts import AreaForm, IndicatorForm, indicator_initial, indicator_standing
from supervision.indicators.models import Area, Indicator, IndicatorSet
from supervision.indicators.views.base import MODELS, WRITER, part_or_404, set_or_404, set_to

_AREA = ("code", "name", "description", "weight", "is_extra")


@requires(WRITER)
@require_http_methods(["GET", "HEAD", "POST"])
def new_area(request: HttpRequest, pk: int) -> HttpResponse:
    found = set_to(request, pk)
    return _area(request, found, AreaForm(request.POST or None), None)


@requires(WRITER)
@require_http_methods(["GET", "HEAD", "POST"])
def area(request: HttpRequest, pk: int) -> HttpResponse:
    row = part_or_404(request, Area, pk)
    initial = {name: getattr(row, name) for name in _AREA}
    return _area(request, row.set, AreaForm(request.POST or None, initial=initial), row)


def _area(request: HttpRequest, found: IndicatorSet, form: AreaForm, row: Area | None) -> HttpResponse:
    def stands(_: IndicatorSet) -> dict[str, Any]:
        now = found.areas.filter(pk=row.pk).first() if row else None
        return {name: getattr(now, name) for name in _AREA} if now else {}

    saved, more = guarded(
        request, form,
        lambda stamp: services.save_area(found, actor=request.user, words=form.words(), area=row, stamp=stamp),
        stamp=found.stamp, fresh=lambda: set_or_404(request, found.pk), stands=stands,
    )  # fmt: skip
    if saved is not None:
        return redirect(_at(found, f"area-{saved.pk}"))
    heading, back = f"ด้าน {row.code}" if row else "เพิ่มด้าน", _at(found)
    return act_page(request, form, heading=heading, button="บันทึก", sub=str(found), back=back, under=MODELS, **more)


@requires(WRITER)
@require_http_methods(["GET", "HEAD", "POST"])
def new_indicator(request: HttpRequest, pk: int) -> HttpResponse:
    row = part_or_404(request, Area, pk)
    form = IndicatorForm(request.POST or None, row=row.set, initial={"area": row})
    return _indicator(request, row.set, form, None)


@requires(WRITER)
@require_http_methods(["GET", "HEAD", "POST"])
def indicator(request: HttpRequest, pk: int) -> HttpResponse:
    row = part_or_404(request, Indicator, pk)
    found = row.area.set
    form = IndicatorForm(request.POST or None, row=found, initial=indicator_initial(row))
    return _indicator(request, found, form, row)


def _indicator(
    request: HttpRequest, found: IndicatorSet, form: IndicatorForm, row: Indicator | None
) -> HttpResponse:  # fmt: skip
    def stands(_: IndicatorSet) -> dict[str, Any]:
        now = Indicator.objects.filter(pk=row.pk).select_related("area").first() if row else None
        return indicator_standing(now) if now else {}

    saved, more = guarded(
        request, form,
        lambda stamp: services.save_indicator(
            form.cleaned_data["area"], actor=request.user, words=form.words(), indicator=row, stamp=stamp
        ),
        stamp=found.stamp, fresh=lambda: set_or_404(request, found.pk), stands=stands,
    )  # fmt: skip
    if saved is not None:
        return redirect(_at(found, f"indicator-{saved.pk}"))
    heading, back = f"ตัวชี้วัด {row.code}" if row else "เพิ่มตัวชี้วัด", _at(found)
    return act_page(request, form, heading=heading, button="บันทึก", sub=str(found), back=back, under=MODELS, **more)


@requires(WRITER)
@require_POST
def move_area(request: HttpRequest, pk: int) -> HttpResponse:
    return _moved(request, part_or_404(request, Area, pk))


@requires(WRITER)
@require_POST
def move_indicator(request: HttpRequest, pk: int) -> HttpResponse:
    return _moved(request, part_or_404(request, Indicator, pk))


@requires(WRITER)
@require_http_methods(["GET", "POST"])
def remove_area(request: HttpRequest, pk: int) -> HttpResponse:
    part = part_or_404(request, Area, pk)
    gone = f"ด้าน {part.code} {part.name} และตัวชี้วัดในด้าน {part.indicators.count()} ตัวจะหายไปจากร่าง เรียกคืนไม่ได้"
    return _removed(request, part, "ลบด้านและตัวชี้วัดในด้านแล้ว", heading="ลบด้าน", gone=gone)


@requires(WRITER)
@require_http_methods(["GET", "POST"])
def remove_indicator(request: HttpRequest, pk: int) -> HttpResponse:
    part = part_or_404(request, Indicator, pk)
    gone = f"ตัวชี้วัด {part.code} {part.title} จะหายไปจากร่าง เรียกคืนไม่ได้"
    return _removed(request, part, "ลบตัวชี้วัดแล้ว", heading="ลบตัวชี้วัด", gone=gone)


def _moved(request: HttpRequest, part: Area | Indicator) -> HttpResponse:
    tried(request, lambda: services.move(part, actor=request.user, up=request.POST.get("way") == "up"))
    where = f"area-{part.pk}" if isinstance(part, Area) else f"indicator-{part.pk}"
    return redirect(_at(services.set_of(part), where))


def _removed(request: HttpRequest, part: Area | Indicator, told: str, *, heading: str, gone: str) -> HttpResponse:
    found = services.set_of(part)
    return ask_sure(
        request, lambda: services.remove(part, actor=request.user), heading=heading, button="ลบ", gone=[gone],
        back=_at(found), done=told, sub=str(found), under=MODELS,
    )  # fmt: skip


def _at(found: IndicatorSet, anchor: str = "") -> str:
    return reverse("quality-models:set", args=[found.pk]) + (f"#{anchor}" if anchor else "")
