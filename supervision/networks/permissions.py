"""Who writes a network, and in which states."""

from typing import Any

from core.states import StateTable
from schools.scope import holds, people_keys
from supervision.networks.models import Network, NetworkYear

Y = NetworkYear.State
YEAR_STATES = StateTable(
    moves={
        Y.WORKING: {"write": Y.WORKING, "report": Y.REPORTED},
        Y.REPORTED: {"reopen": Y.WORKING, "publish": Y.REPORTED},
    },
    labels={"write": "แก้ไข", "report": "ส่งรายงาน", "reopen": "เปิดแก้ไข", "publish": "เผยแพร่"},
)


def may_start(user: Any, district: Any) -> bool:
    """Set up a network: whoever keeps networks in the office."""
    return district is not None and holds(user, "network.write", district=district)


def may_write(user: Any, network: Network) -> bool:
    """Who gives out the work (assignment.write) writes every network of the office; a supervisor those they set up or
    coordinate. A coordinator without `network.write`, such as a teacher, reads only."""
    district = network.district_id
    if not holds(user, "network.write", district=district):
        return False
    if holds(user, "assignment.write", district=district) or network.created_by_id == user.pk:
        return True
    return network.leads.filter(pk__in=people_keys(user)).exists()


def can_write(user: Any, network: Network) -> bool:
    return network.is_active and may_write(user, network)


def can_write_year(user: Any, year: NetworkYear) -> bool:
    return YEAR_STATES.allows(year.state, "write") and may_write(user, year.network)


def may_publish(user: Any, year: NetworkYear) -> bool:
    return holds(user, "publish", district=year.network.district_id)


def may_read_office(user: Any, district: Any) -> bool:
    return district is not None and holds(user, "district.read", district=district)
