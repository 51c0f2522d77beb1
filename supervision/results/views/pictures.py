"""Pictures of the published results: schools by indicators, a school's profile, the district over the years."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from core.access import requires
from core.filters import ChoiceFilter, TextFilter
from core.keys import number_of
from core.tables import Column, Table
from core.templatetags.ui import group_chip
from schools.models import Cluster
from schools.scope import holds
from schools.views.common import require
from supervision.improvement.models import Participation, Programme
from supervision.indicators.models import ColourBand
from supervision.results.groups import size_names
from supervision.results.models import SchoolResult
from supervision.results.permissions import may_run
from supervision.results.queries.pictures import (
    Lines,
    frame_of_edition,
    heat_of,
    heat_of_areas,
    profiles_of,
    spread_of,
    trend_charts,
    years_of,
)
from supervision.results.queries.shown import NOT_YET, Shown, editions_over_years, shown, visible_to


def _clusters(table: Table) -> list[tuple[int, str]]:
    district = table.options["programme"].district_id
    return list(Cluster.objects.filter(district=district).order_by("name_sort").values_list("pk", "name"))


def _sizes(table: Table) -> list[tuple[str, str]]:
    return [(name, name) for name in dict.fromkeys(table.options["sizes"]().values())]


class HeatTable(Table):
    """Schools of an edition; only its filters, order and pages are used, the cells are the heat map's."""

    columns = (
        Column("name", "โรงเรียน", sort="participation__school__name_sort"),
        Column("percent", "รวม", sort="percent"),
        Column("gain", "พัฒนาการ", sort="gain"),
    )
    filters = (
        TextFilter("q", "ค้นหาโรงเรียน", fields=("participation__school__name",)),
        ChoiceFilter("cluster", "กลุ่มโรงเรียน", _clusters, path="participation__school__cluster"),
        ChoiceFilter("size", "ขนาด", _sizes),
        ChoiceFilter("colour", "กลุ่มสี", ColourBand.Colour.choices),
    )
    default_sort = "percent"
    page_size = 150
    unit = "โรงเรียน"

    def get_filters(self) -> list[Any]:
        of_size = ChoiceFilter("size", "ขนาด", _sizes, apply=self._of_size)
        return [of_size if one.name == "size" else one for one in self.filters]

    def _of_size(self, rows: QuerySet[SchoolResult], name: str) -> QuerySet[SchoolResult]:
        return rows.filter(
            participation__school__in=[key for key, size in self.options["sizes"]().items() if size == name]
        )


def _programme(request: HttpRequest, pk: int) -> Programme:
    rows = Programme.objects.visible_to(request.user).select_related("model", "district__settings")
    return get_object_or_404(rows, pk=pk)


def _shown(request: HttpRequest, programme: Programme) -> Shown | None:
    number = number_of(request.GET.get("edition"))
    return shown(visible_to(request.user), programme, user=request.user, number=number)


def _not_yet(request: HttpRequest, programme: Programme, *, title: str) -> HttpResponse:
    may = may_run(request.user, programme.district_id)
    context = {"programme": programme, "title": title, "reason": NOT_YET, "may_run": may}
    return render(request, "results/pictures_not_yet.html", context)


@requires("district.read")
@require_safe
def heat_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Schools by indicators, filtered and sorted by the address."""
    programme = _programme(request, pk)
    require(holds(request.user, "district.read", district=programme.district_id))
    held = _shown(request, programme)
    if held is None:
        return _not_yet(request, programme, title="แผนที่ความร้อนโรงเรียนกับตัวชี้วัด")
    sizes: dict[int, str] = {}

    def sizes_once() -> dict[int, str]:
        if not sizes:
            sizes.update(size_names(held.edition.evaluation, held.rows.values_list("participation__school", flat=True)))
        return sizes

    table = HeatTable(request, held.rows, title="แผนที่ความร้อน", programme=programme, sizes=sizes_once)
    frames = frame_of_edition(held.edition)
    lines = [
        Lines(row, reverse("quality-results:profile", args=[row.participation_id]), (_whole(row),))
        for row in table.rows
    ]
    name, percent, _ = (_sorting(head) for head in table.headers)
    title = f"โรงเรียนกับตัวชี้วัด {programme} (ร้อยละ)"
    context = {
        "programme": programme, "shown": held, "table": table, "frames": frames,
        "heat": heat_of(held.edition, lines, frames, title=title, lead=(percent,), first=name),
        "areas": heat_of_areas(held.edition, lines, frames, title=f"โรงเรียนกับด้าน {programme} (ร้อยละ)", lead=("รวม",)),
        "paper": reverse("reports:document", args=["ranking"]) + "?" + urlencode({"programme": programme.pk}),
        "may_print": holds(request.user, "report.run", district=programme.district_id),
    }  # fmt: skip
    return render(request, "results/pictures_heat.html", context)


def _sorting(head: Any) -> Any:
    """A head that sorts, as the lists of the product have it."""
    sign = {"ascending": " ↑", "descending": " ↓"}.get(head.direction, "")
    return format_html('<a class="nt-sort" href="{}">{}{}</a>', head.url, head.column.header, sign)


def _whole(row: SchoolResult) -> Any:
    """A school's total with the mark of its colour group, or what it lacks."""
    if row.percent is None:
        return format_html('<span class="nt-3" title="ยังขาด {} ตัวชี้วัด">ไม่ครบ</span>', row.missing)
    return group_chip(row.colour, f"{row.percent:.2f}") if row.colour else f"{row.percent:.2f}"


@requires("district.read", "school.read")
@require_safe
def profile_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One school's year: net, indicators, gain; the school reads its own once it is published."""
    rows = Participation.objects.visible_to(request.user).select_related(
        "programme__model", "programme__district__settings", "school__cluster"
    )
    part = get_object_or_404(rows, pk=pk)
    held = _shown(request, part.programme)
    result = held.rows.filter(participation=part).first() if held else None
    if held is None or result is None:
        return _not_yet(request, part.programme, title=f"ผลของ{part.school}")
    [profile] = profiles_of(held.edition, [result])
    context = {
        "part": part, "programme": part.programme, "shown": held, "profile": profile, "result": result,
        "radar": profile.radar(), "changes": profile.changes(), "spread": spread_of(held.edition, own=result),
        "strongest": profile.strongest[:3], "short": profile.short_of_target,
        "paper": reverse("reports:document", args=["school-profile-4q"]) + "?"
        + urlencode({"programme": part.programme_id, "school": part.school_id}),
    }  # fmt: skip
    return render(request, "results/pictures_profile.html", context)


@requires("district.read")
@require_safe
def trend_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The district's means over the years of a model."""
    programme = _programme(request, pk)
    require(holds(request.user, "district.read", district=programme.district_id))
    years = years_of(editions_over_years(visible_to(request.user), programme))
    if not years:
        return _not_yet(request, programme, title="แนวโน้มของเขตพื้นที่")
    codes = list(dict.fromkeys(code for year in years for code in year.areas))
    context = {
        "programme": programme, "years": years, "codes": codes, "charts": trend_charts(years),
        "lines": [(year, [year.areas.get(code) for code in codes]) for year in reversed(years)],
    }  # fmt: skip
    return render(request, "results/pictures_trend.html", context)
