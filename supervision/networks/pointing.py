"""How networks and their years answer to whoever points at them."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from core.pointers import Pointer, Provider, register_provider
from supervision.networks.models import Network, NetworkYear
from supervision.networks.permissions import can_write, may_read_office
from supervision.networks.services.common import KIND, YEAR_KIND, network_pointer, year_pointer


def _network(key: str) -> Network:
    return Network.objects.select_related("district").get(pk=int(key))


def _year(key: str) -> NetworkYear:
    return NetworkYear.objects.select_related("network__district").get(pk=int(key))


def _search(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    """Networks that stand; of one school those it belongs to."""
    rows = Network.objects.visible_to(user).of_district(district).active().filter(name__icontains=text)
    rows = rows.with_school([school.pk]) if school is not None else rows
    return [network_pointer(row) for row in rows.order_by("name", "pk")[:limit]]


def _search_years(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    """Reports that were handed in, newest first."""
    rows = NetworkYear.objects.visible_to(user).filter(network__district=district, state="reported")
    rows = rows.filter(Q(network__name__icontains=text)).select_related("network")
    if school is not None:
        mine = Network.objects.with_school([school.pk])
        rows = rows.filter(network__in=mine.values("pk"))
    return [year_pointer(row) for row in rows.order_by("-reported_on", "-pk")[:limit]]


def register() -> None:
    register_provider(
        KIND,
        Provider(
            label=lambda key: str(_network(key)),
            url=lambda key: reverse("networks:network", args=[key]),
            may_view=lambda user, key: Network.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: can_write(user, _network(key)),
            district_code=lambda key: _network(key).district.code,
            may_trace=lambda user, key: may_read_office(user, _network(key).district),
            thai="เครือข่ายการนิเทศ",
            search=_search,
            snapshot=lambda key: network_pointer(_network(key)),
        ),
    )
    register_provider(
        YEAR_KIND,
        Provider(
            label=lambda key: str(_year(key)),
            url=lambda key: reverse("networks:year", args=[key]),
            may_view=lambda user, key: NetworkYear.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: False,
            district_code=lambda key: _year(key).network.district.code,
            may_trace=lambda user, key: may_read_office(user, _year(key).network.district),
            printed=lambda key: ("network-report", {"year": key, "copy": "published"}),
            thai="รายงานเครือข่ายการนิเทศ",
            search=_search_years,
            snapshot=lambda key: year_pointer(_year(key)),
        ),
    )
