"""กลุ่มสีคุณภาพ over any result there is for each school: the office's page, and what one school's colour was made of."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.access import requires
from core.keys import number_of
from schools.models import District, School
from schools.scope import holds
from schools.views.common import office_of, require
from supervision.indicators.models import ColourBand
from supervision.results.queries.colours import (
    Choice,
    Colours,
    choice_of,
    choices_for,
    colours,
    criteria_of,
    label_of,
    limit_words,
    span_of,
    why_of,
)


def _office(request: HttpRequest) -> District:
    district = office_of(request)
    require(holds(request.user, "district.read", district=district))
    return district


def _address(choice: Choice, year: int, **more: Any) -> str:
    given = {"result": choice.key, "year": year, **{key: value for key, value in more.items() if value}}
    return urlencode(given)


@requires("district.read")
@require_safe
def colours_page(request: HttpRequest) -> HttpResponse:
    """Counts, shares and schools of each colour; the result, its year and one colour are in the address."""
    district = _office(request)
    choices = choices_for(district)
    choice = choice_of(choices, request.GET.get("result", ""))
    wanted = number_of(request.GET.get("year"))
    found = colours(request.user, district, choice, year=wanted, today=timezone.localdate()) if choice else None
    only = request.GET.get("colour", "")
    only = only if only in ColourBand.Colour.values else ""
    home = reverse("quality-results:colours")
    context: dict[str, Any] = {
        "found": found, "choice": choice, "only": only,
        "choices": [(one.label, f"{home}?{urlencode({'result': one.key})}", one == choice) for one in choices],
    }  # fmt: skip
    if found and choice:
        context |= _figures(found, choice, only, home)
        context["may_print"] = holds(request.user, "report.run", district=district)
    return render(request, "results/pictures_colours.html", context)


def _figures(found: Colours, choice: Choice, only: str, home: str) -> dict[str, Any]:
    year = found.year
    why = reverse("quality-results:colour-why", args=[0]).replace("/0/", "/{}/")
    query = _address(choice, year)
    groups = [
        (group, f"{home}?{_address(choice, year, colour=group.band.colour)}",
         [(row, f"{why.format(row.school.pk)}?{query}") for row in group.schools])
        for group in found.groups
    ]  # fmt: skip
    return {
        "criteria": criteria_of(found.scheme), "beyond": limit_words(found.scheme),
        "groups": groups, "shown": [one for one in groups if not only or one[0].band.colour == only],
        "all_url": f"{home}?{query}", "chart": found.chart(),
        "years": [
            (label_of(choice.kind, one), f"{home}?{_address(choice, one)}", one == year) for one in found.all_years
        ],
        "below": [(row, f"{why.format(row.school.pk)}?{query}") for row in found.below],
        "paper": f"{reverse('reports:document', args=['colour-groups'])}?{_address(choice, year)}",
    }  # fmt: skip


@requires("district.read")
@require_safe
def why_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What one school's value was made of, line by line, each leading to where it stands."""
    district = _office(request)
    school = get_object_or_404(School.objects.visible_to(request.user).filter(district=district), pk=pk)
    choice = next((one for one in choices_for(district) if one.key == request.GET.get("result", "")), None)
    year = number_of(request.GET.get("year"))
    why = why_of(request.user, district, choice, school, year) if choice and year else None
    if why is None or choice is None or year is None:
        raise Http404
    context = {
        "school": school, "choice": choice, "why": why, "year_label": label_of(choice.kind, year),
        "span": span_of(why.scheme, why.band), "beyond": limit_words(why.scheme),
        "back": f"{reverse('quality-results:colours')}?{_address(choice, year)}",
    }  # fmt: skip
    return render(request, "results/pictures_colour_why.html", context)
