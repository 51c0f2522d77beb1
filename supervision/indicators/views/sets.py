"""An edition of indicators: as it is read, its front, all weights, in use and out of it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import act_page, ask_sure, tried
from core.conflicts import guarded
from core.keys import number_of
from core.trail import trail
from supervision.indicators import permissions, services
from supervision.indicators.forms.parts import WeightsForm, weights_of
from supervision.indicators.forms.quality_models import FrontForm
from supervision.indicators.missing import missing
from supervision.indicators.models import Area, IndicatorSet
from supervision.indicators.queries.pages import outline
from supervision.indicators.services.sets import FRONT
from supervision.indicators.views.base import MODELS, READERS, WRITER, part_or_404, set_or_404, set_to

LOOKS = {
    "indicator_set.made": ("plain", "plus"),
    "indicator_set.copied": ("plain", "copy"),
    "indicator_set.written": ("plain", "pencil"),
    "indicator_set.imported": ("plain", "table-import"),
    "indicator_set.published": ("ok", "circle-check"),
    "indicator_set.retired": ("bad", "circle-x"),
    "indicator_set.used": ("", "repeat"),
}


@requires(*READERS)
@require_safe
def indicator_set(request: HttpRequest, pk: int) -> HttpResponse:
    """Areas and indicators; who writes the office's sets finds the buttons in it."""
    found = set_or_404(request, pk)
    may_write = permissions.may_write(request.user, found.model.district)
    may_edit = permissions.can_edit_set(request.user, found)
    return render(request, "indicators/set.html", {
        "set": found, "outline": outline(found), "may_write": may_write, "may_edit": may_edit,
        "may_retire": permissions.can_move_set(request.user, found, "retire"),
        "may_use": permissions.can_move_set(request.user, found, "use"),
        "missing": missing(found) if may_edit else [],
        "events": trail("indicator_set", pk, LOOKS) if may_write else [],
    })  # fmt: skip


@requires(WRITER)
@require_http_methods(["GET", "HEAD", "POST"])
def front(request: HttpRequest, pk: int) -> HttpResponse:
    found = set_to(request, pk)
    initial = {name: getattr(found, name) for name in FRONT}
    form = FrontForm(request.POST or None, initial=initial)
    saved, more = guarded(
        request, form,
        lambda stamp: services.save_front(found, actor=request.user, values=form.cleaned_data, stamp=stamp),
        stamp=found.stamp, fresh=lambda: set_or_404(request, pk),
    )  # fmt: skip
    if saved is not None:
        return redirect("quality-models:set", pk)
    back = reverse("quality-models:set", args=[pk])
    return act_page(
        request, form, heading="หัวชุดตัวชี้วัด", button="บันทึก", sub=str(found), back=back, under=MODELS, **more
    )  # fmt: skip


@requires(WRITER)
@require_http_methods(["GET", "HEAD", "POST"])
def weights(request: HttpRequest, pk: int) -> HttpResponse:
    """Every weight on one page; the sums follow what is typed."""
    found = set_to(request, pk)
    areas = list(found.areas.prefetch_related("indicators"))
    form = WeightsForm(request.POST or None, areas=areas)
    saved, more = guarded(
        request, form,
        lambda stamp: services.save_weights(
            found, actor=request.user, areas=form.weights("area"), indicators=form.weights("indicator"), stamp=stamp
        ),
        stamp=found.stamp, fresh=lambda: set_or_404(request, pk),
        stands=lambda row: weights_of(row.areas.prefetch_related("indicators")),
    )  # fmt: skip
    if saved is not None:
        lacking = [one.text for one in missing(saved) if "น้ำหนัก" in one.text]
        messages.warning(request, " · ".join(lacking)) if lacking else messages.success(request, "บันทึกน้ำหนักแล้ว")
        return redirect("quality-models:set", pk)
    rows = [
        {
            "area": area, "weight": form[f"area_{area.pk}"],
            "indicators": [form[f"indicator_{row.pk}"] for row in area.indicators.all()],
        }
        for area in areas
    ]  # fmt: skip
    may_edit = permissions.can_edit_set(request.user, found)
    context = {"set": found, "form": form, "rows": rows, "may_edit": may_edit, **more}
    return render(request, "indicators/weights.html", context, status=422 if form.is_bound else 200)


@requires(WRITER)
@require_POST
def even_areas(request: HttpRequest, pk: int) -> HttpResponse:
    found = set_to(request, pk)
    return _done(request, found, lambda: services.even_weights(found, actor=request.user), "แบ่งน้ำหนักด้านเท่ากันแล้ว")


@requires(WRITER)
@require_POST
def even_indicators(request: HttpRequest, pk: int) -> HttpResponse:
    area = part_or_404(request, Area, pk)
    act = partial(services.even_weights, area.set, actor=request.user, area=area)
    return _done(request, area.set, act, f"แบ่งน้ำหนักตัวชี้วัดในด้าน {area.code} เท่ากันแล้ว")


@requires(WRITER)
@require_POST
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft with everything this edition has."""
    found = set_or_404(request, pk, write=True)
    made: list[IndicatorSet] = []
    if not tried(request, lambda: made.append(services.new_edition(found, actor=request.user))):
        return redirect("quality-models:set", pk)
    messages.success(request, f"เปิดร่างฉบับที่ {made[0].number} แล้ว แก้ไขได้ทุกข้อ")
    return redirect("quality-models:set", made[0].pk)


@requires(WRITER)
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    found = set_to(request, pk, "publish")
    stamp = number_of(request.POST.get("stamp"))
    act = partial(services.publish, found, actor=request.user, stamp=stamp or 0)
    return _done(request, found, act, "ประกาศใช้แล้ว ชุดนี้แก้ไม่ได้อีก ถ้าต้องแก้ให้ทำฉบับใหม่")


@requires(WRITER)
@require_POST
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    found = set_to(request, pk, "retire")
    return _done(request, found, lambda: services.retire(found, actor=request.user), "เลิกใช้แล้ว ปีที่ใช้ชุดนี้อยู่ดำเนินการต่อได้")


@requires(WRITER)
@require_POST
def use(request: HttpRequest, pk: int) -> HttpResponse:
    found = set_to(request, pk, "use")
    return _done(request, found, lambda: services.use_again(found, actor=request.user), "นำกลับมาใช้แล้ว")


@requires(WRITER)
@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    found = set_to(request, pk)
    return ask_sure(
        request, lambda: services.delete_draft(found, actor=request.user), heading="ลบร่างนี้", button="ลบร่าง",
        gone=["ด้านและตัวชี้วัดทั้งหมดของร่างนี้จะหายไป เรียกคืนไม่ได้"], back=reverse("quality-models:set", args=[pk]),
        after=reverse("quality-models:model", args=[found.model_id]), done="ลบร่างแล้ว", sub=str(found), under=MODELS,
    )  # fmt: skip


def _done(request: HttpRequest, found: IndicatorSet, act: Callable[[], Any], told: str) -> HttpResponse:
    if tried(request, act):
        messages.success(request, told)
    return redirect("quality-models:set", found.pk)
