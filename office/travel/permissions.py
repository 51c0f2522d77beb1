"""Who asks for travel, who approves it and who keeps the months. Nobody approves a trip they go on or asked for, nor
one of somebody who stands as high as themselves."""

from datetime import date
from typing import Any

from accounts.roles import DISTRICT, ROLES, roles_with
from core.states import StateTable
from office.travel.models import Trip
from schools.models import Appointment
from schools.scope import holds, people_keys

S = Trip.State
STATES = StateTable(
    moves={
        S.SUBMITTED: {"decide": S.APPROVED, "enter": S.APPROVED, "edit": S.SUBMITTED, "cancel": S.CANCELLED},
        S.RETURNED: {"edit": S.SUBMITTED, "cancel": S.CANCELLED},
        S.APPROVED: {"report": S.REPORTED, "edit": S.SUBMITTED, "cancel": S.CANCELLED},
        S.REPORTED: {"report": S.REPORTED, "see": S.REPORTED},
        S.CANCELLED: {},
    },
    labels={
        "decide": "พิจารณา", "enter": "ลงการอนุมัติของหน่วยเหนือ", "edit": "แก้ไข", "cancel": "ยกเลิก", "report": "รายงานผล",
        "see": "รับทราบรายงาน",
    },
)  # fmt: skip
_DECIDING = roles_with("desk.decide")


class Posts:
    """Who stands how high in an office on a day, read once for any number of trips."""

    def __init__(self, district: Any, on: date) -> None:
        rows = Appointment.objects.in_force(on).filter(district=district, person__is_active=True)
        self.rank: dict[int, int] = {}
        self.holders: dict[int, tuple[int, Any]] = {}
        for row in rows.select_related("person__user").order_by("pk"):
            role, user = ROLES[row.role], row.person.user
            if role.level != DISTRICT:
                continue
            self.rank[row.person_id] = max(role.rank, self.rank.get(row.person_id, 0))
            if row.role in _DECIDING and user is not None and user.is_active:
                self.holders[user.pk] = (max(role.rank, self.holders.get(user.pk, (0, None))[0]), user)

    def deciders(self, trip: Trip) -> list[Any]:
        """Accounts that may decide on the trip, the nearest post first: above everybody who goes, neither among them
        nor who asked. Reads `trip.people` with their persons as it was fetched."""
        going = [row.person for row in trip.people.all()]
        highest = max((self.rank.get(person.pk, 0) for person in going), default=0)
        out = {person.user_id for person in going} | {trip.asked_by_id}
        found = [(rank, user) for rank, user in self.holders.values() if rank > highest and user.pk not in out]
        return [user for _, user in sorted(found, key=lambda one: (one[0], one[1].pk))]


def may_ask(user: Any, district: Any) -> bool:
    return district is not None and holds(user, "desk.own", district=district)


def may_keep(user: Any, district: Any) -> bool:
    """Settings and months; trips entered or changed for others."""
    return district is not None and holds(user, "desk.write", district=district)


def is_own(user: Any, trip: Trip) -> bool:
    """Goes on it, or asked for it."""
    keys = people_keys(user)
    return trip.asked_by_id == user.pk or any(row.person_id in keys for row in trip.people.all())


def may_act(user: Any, trip: Trip, act: str, *, on: date, posts: Posts | None = None) -> bool:
    """Whether the act is this person's, whatever the state. edit, cancel: whose it is, or the desk; report: whose it
    is; decide, see: `Posts.deciders`; enter: the desk, where nobody of the office may decide."""
    if act in ("edit", "cancel"):
        return may_keep(user, trip.district_id) or (is_own(user, trip) and may_ask(user, trip.district_id))
    if act == "report":
        return is_own(user, trip) and may_ask(user, trip.district_id)
    deciders = (posts or Posts(trip.district_id, on)).deciders(trip)
    if act == "enter":
        return not deciders and may_keep(user, trip.district_id)
    return any(one.pk == user.pk for one in deciders) and holds(user, "desk.decide", district=trip.district_id)


def can_act(user: Any, trip: Trip, act: str, *, on: date, posts: Posts | None = None) -> bool:
    return STATES.allows(trip.state, act) and may_act(user, trip, act, on=on, posts=posts)
