"""Who is in which network: the matrix of schools, and the map."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from core.access import district_or_404, requires
from core.keys import number_of
from reports import charts
from schools.models import Amphoe
from supervision.networks.models import NetworkKind
from supervision.networks.permissions import may_read_office
from supervision.networks.queries import belonging, map_of


@requires("district.read")
@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    """Every school against every network, by อำเภอ; the map above it, the same for a phone and a screen reader as a
    list."""
    district = district_or_404(request)
    if not may_read_office(request.user, district):
        raise PermissionDenied
    kind, amphoe = number_of(request.GET.get("kind")), number_of(request.GET.get("amphoe"))
    found = belonging(request.user, district, kind=kind, amphoe=amphoe)
    names = {row.pk: row for row in found.networks}
    groups: dict[str, list[object]] = {}
    for line in found.lines:
        place = line.school.amphoe.name if line.school.amphoe else "ไม่ระบุอำเภอ"
        groups.setdefault(place, []).append((line, [names[key] for key in sorted(line.networks)], found.cells(line)))
    kinds = NetworkKind.objects.visible_to(request.user).of_district(district)
    places = Amphoe.objects.visible_to(request.user).of_district(district)

    def pill(label: str, **given: int | None) -> dict[str, object]:
        query = urlencode({key: value for key, value in given.items() if value is not None})
        return {
            "label": label, "url": f"{reverse('networks:matrix')}{'?' if query else ''}{query}", "count": None,
            "current": (given.get("kind"), given.get("amphoe")) == (kind, amphoe),
        }  # fmt: skip

    context = {
        "found": found, "groups": list(groups.items()), "chart": map_of(found, width=charts.NARROW * 2),
        "kinds": [pill("ทุกชนิด", amphoe=amphoe), *(pill(row.name, kind=row.pk, amphoe=amphoe) for row in kinds)],
        "places": [pill("ทุกอำเภอ", kind=kind), *(pill(row.name, kind=kind, amphoe=row.pk) for row in places)],
    }  # fmt: skip
    return render(request, "networks/matrix.html", context)
