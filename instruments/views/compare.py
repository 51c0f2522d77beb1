"""Comparison over rounds: of the office, a school, a person, and of one item."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core import audit
from core.access import requires
from core.keys import number_of
from core.pointers import Pointer
from instruments.comparing import Comparison, compare
from instruments.models import Instrument, Response
from instruments.permissions import readable
from reports import charts
from schools.models import Person, School


@requires("district.read", "school.read")
@require_safe
def compare_page(request: HttpRequest) -> HttpResponse:
    """?instrument= with ?school= or ?person=, and ?item= for the chart of one item; every choice is in the address."""
    district: Any = getattr(request, "district", None) or None
    offered = _offered(request, district)
    chosen = _chosen(offered, request)
    school = person = None
    if key := number_of(request.GET.get("school")):
        school = get_object_or_404(School.objects.visible_to(request.user).of_district(district), pk=key)
    if key := number_of(request.GET.get("person")):
        # Only who has a sheet this reader may see: nobody learns from here that others have one.
        seen = Response.objects.visible_to(request.user).of_office().filter(readable(request.user), person=key)
        person = get_object_or_404(Person.objects.filter(district=district, pk__in=seen.values("person")), pk=key)
    found = None
    if chosen is not None:
        sample = district.settings.sample_sd
        found = compare(chosen, request.user, school=school, person=person, sample=sample)
    if person is not None and found is not None:
        audit.record_read(
            actor=request.user, action="score.read", district_code=district.code,
            target=Pointer("person", str(person.pk), str(person)), data={"person": str(person)},
        )  # fmt: skip
    item = next((row for row in found.rows if row.code == request.GET.get("item")), None) if found else None
    schools = School.objects.visible_to(request.user).of_district(district) if district else School.objects.none()
    context = {
        "found": found,
        "offered": offered,
        "chosen": chosen,
        "school": school,
        "person": person,
        "schools": schools.order_by("name_sort"),
        "people": _people(request, chosen, school) if chosen else [],
        "item": item,
        "chart": _chart(found, item) if found and found.occasions else None,
        "address": _address(chosen, school, person),
    }
    return render(request, "instruments/compare.html", context)


def _offered(request: HttpRequest, district: Any) -> list[Instrument]:
    """Instruments with sheets this person may read, in the office or at their school."""
    if district is None:
        return []
    sheets = Response.objects.visible_to(request.user).of_office().filter(readable(request.user))
    return list(Instrument.objects.of_district(district).filter(pk__in=sheets.values("version__instrument")))


def _chosen(offered: list[Instrument], request: HttpRequest) -> Instrument | None:
    key = number_of(request.GET.get("instrument"))
    if key is None:
        return offered[0] if offered else None
    return next((row for row in offered if row.pk == key), None)


def _people(request: HttpRequest, instrument: Instrument, school: School | None) -> list[Person]:
    """Who was rated with it and may be read about, at most 300 of the chosen school or the office."""
    sheets = (
        Response.objects.visible_to(request.user)
        .of_office()
        .filter(readable(request.user), version__instrument=instrument, person__isnull=False)
    )
    if school is not None:
        sheets = sheets.filter(school=school)
    return list(Person.objects.filter(pk__in=sheets.values("person")).order_by("name_sort")[:300])


def _address(instrument: Instrument | None, school: School | None, person: Person | None) -> str:
    given = {
        name: row.pk for name, row in (("instrument", instrument), ("school", school), ("person", person)) if row
    }  # fmt: skip
    return f"{reverse('instruments:compare')}?{urlencode(given)}"


def _chart(found: Comparison, item: Any) -> charts.Chart:
    labels = [one.label for one in found.occasions]
    if item is not None:
        line = [float(cell.mean) if cell.mean is not None else None for cell in item.cells]
        return charts.trend(labels, [("ค่าเฉลี่ย", line)], title=item.text, high=item.highest or None, decimals=2)
    line = [float(cell.percent) if cell.percent is not None else None for cell in found.totals]
    return charts.trend(
        labels,
        [("ร้อยละ", line)],
        title=f"{found.instrument.name}: ร้อยละของคะแนนเต็ม",
        unit="ร้อยละ",
        high=100,
        decimals=2,
    )
