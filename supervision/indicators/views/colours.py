"""เกณฑ์กลุ่มสี: the cut points of every result there is, and the page that writes those of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import district_or_404, requires
from core.acts import tried
from core.conflicts import guarded
from schools.results import ResultKind, result_kind, result_kinds
from supervision.indicators import permissions, services
from supervision.indicators.forms.colours import ColourForm, colour_initial
from supervision.indicators.models import ColourScheme
from supervision.indicators.queries.colours import Scheme, colour_of, scheme_for, schemes_of
from supervision.indicators.views.base import WRITER, writer

# A scheme for every option shows how schools stand by the first of so many that has values.
_LOOKED_FOR = 6


@dataclass(frozen=True)
class KindLine:
    """A result with its scheme for every option, and those of options that have their own: (label, option, scheme)."""

    kind: ResultKind
    whole: Scheme
    own: tuple[tuple[str, str, Scheme], ...]


@requires("district.read")
@require_safe
def colours(request: HttpRequest) -> HttpResponse:
    district = district_or_404(request)
    held = schemes_of(district)
    lines = []
    for kind in result_kinds():
        words = dict(kind.options(district)) if any(key == kind.key and option for key, option in held) else {}
        own = [
            (words.get(option, option), option, scheme_for(district, kind.key, option, held=held))
            for key, option in held
            if key == kind.key and option
        ]
        lines.append(KindLine(kind, scheme_for(district, kind.key, held=held), tuple(own)))
    may_write = permissions.may_write(request.user, district)
    return render(request, "indicators/colours.html", {"lines": lines, "may_write": may_write})


@requires(WRITER)
@require_http_methods(["GET", "HEAD", "POST"])
def colour(request: HttpRequest, key: str) -> HttpResponse:
    """Cut points of a result, or with ?option= of one option of it."""
    district = district_or_404(request)
    writer(request, district)
    kind = result_kind(key)
    if kind is None:
        raise Http404
    options = list(kind.options(district))
    option = request.GET.get("option", "")
    if option and option not in dict(options):
        raise Http404
    held = schemes_of(district)
    row, scheme = held.get((key, option)), scheme_for(district, key, option, held=held)
    title = f"{kind.thai} · {dict(options)[option]}" if option else kind.thai
    initial = {
        **colour_initial(scheme), "name": row.name if row else f"เกณฑ์กลุ่มสี {title}"[:150],
        "source": row.source if row else "",
    }  # fmt: skip
    form = ColourForm(request.POST or None, kind=kind, initial=initial)

    def save(stamp: int) -> ColourScheme:
        told = form.cleaned_data
        return services.save_scheme(
            district, actor=request.user, result=key, option=option, name=told["name"], bands=form.bands(),
            lower_limit=told["lower_limit"], source=told["source"], stamp=stamp,
        )  # fmt: skip

    saved, more = guarded(
        request, form, save, stamp=row.stamp if row else 0, fresh=lambda: schemes_of(district).get((key, option)),
        stands=lambda now: {
            **colour_initial(scheme_for(district, key, option)), "name": now.name, "source": now.source
        },
    )  # fmt: skip
    if saved is not None:
        messages.success(request, "บันทึกเกณฑ์สีแล้ว")
        return redirect(_address(key, option))
    return render(request, "indicators/colour.html", {
        "kind": kind, "form": form, "option": option, "options": options, "title": title, "row": row, "scheme": scheme,
        "spread": _spread(request, kind, district, [option] if option else [one for one, _ in options], scheme),
        "address": _address(key, option), **more,
    }, status=422 if form.is_bound else 200)  # fmt: skip


@requires(WRITER)
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(ColourScheme.objects.visible_to(request.user).select_related("district"), pk=pk)
    writer(request, found.district)
    if tried(request, lambda: services.remove_scheme(found, actor=request.user)):
        messages.success(request, "ลบเกณฑ์นี้แล้ว กลับไปใช้เกณฑ์ร่วมหรือเกณฑ์ตัวอย่าง")
    return redirect("quality-models:colours")


def _address(key: str, option: str) -> str:
    address = reverse("quality-models:colour", args=[key])
    return f"{address}?{urlencode({'option': option})}" if option else address


def _newest(request: HttpRequest, kind: ResultKind, district: Any, keys: Sequence[str]) -> tuple[str, int] | None:
    """The first of these options the reader may see values of, with its newest year."""
    for option in keys:
        for year in kind.years(district, option):
            if kind.may_read(request.user, district, year):
                return option, year
    return None


def _spread(
    request: HttpRequest, kind: ResultKind, district: Any, keys: Sequence[str], scheme: Scheme
) -> dict[str, Any] | None:
    """How many schools stand in each colour by the kept cut points in the newest year the reader may see."""
    newest = _newest(request, kind, district, keys[:_LOOKED_FOR])
    if newest is None:
        return None
    option, year = newest
    values = list(kind.values(district, year, option).values())
    counts: dict[str, int] = {}
    for value in values:
        found = colour_of(scheme, value)
        counts[found] = counts.get(found, 0) + 1
    return {
        "year": year, "option": dict(kind.options(district)).get(option, option), "total": len(values),
        "lines": [(band, counts.get(band.colour, 0)) for band in scheme.bands],
        "below": sum(scheme.is_below_limit(value) for value in values),
    }  # fmt: skip
