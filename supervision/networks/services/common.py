"""What the acts share: pointers, traces, locked rows, who may."""

from datetime import datetime
from typing import Any

from core import audit
from core.errors import DomainError, NotAllowed
from core.pointers import Pointer
from supervision.networks.models import Network, NetworkYear
from supervision.networks.permissions import YEAR_STATES, may_write

KIND, YEAR_KIND = "network", "network_year"


def network_pointer(network: Network) -> Pointer:
    return Pointer(KIND, str(network.pk), str(network), network.started_on)


def year_pointer(year: NetworkYear) -> Pointer:
    return Pointer(YEAR_KIND, str(year.pk), str(year), year.reported_on)


def trace(network: Network, act: str, *, actor: Any, at: datetime, data: dict[str, Any] | None = None) -> None:
    audit.record(
        actor=actor, action=f"network.{act}", target=network_pointer(network), district_code=network.district.code,
        data=data or {}, at=at,
    )  # fmt: skip


def check_write(network: Network, actor: Any) -> None:
    if not may_write(actor, network):
        raise NotAllowed("แก้ไขได้เฉพาะ ผอ.กลุ่มนิเทศฯ ผู้ตั้งเครือข่าย และผู้ประสานเครือข่าย")


def locked(network: Network) -> Network:
    found: Network = (
        Network.objects.select_for_update(of=("self",)).select_related("district", "kind").get(pk=network.pk)
    )
    return found


def to_write(network: Network, actor: Any) -> Network:
    """The locked row, which this person may change now."""
    held = locked(network)
    check_write(held, actor)
    if not held.is_active:
        raise DomainError("เครือข่ายนี้ยุติแล้ว จึงแก้ไขไม่ได้")
    return held


def locked_year(year: NetworkYear) -> NetworkYear:
    found: NetworkYear = (
        NetworkYear.objects.select_for_update(of=("self",))
        .select_related("network__district__settings", "network__kind", "saved_by")
        .get(pk=year.pk)
    )
    return found


def year_to_write(year: NetworkYear, actor: Any) -> NetworkYear:
    """The locked year, while it is not reported."""
    held = locked_year(year)
    check_write(held.network, actor)
    YEAR_STATES.next(held.state, "write")
    return held
