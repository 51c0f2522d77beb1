"""To whom the memo that asks for a trip is addressed, and who signs the order on it."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from office.orders.queries import post_in_full, signer_of
from office.travel.models import Trip
from office.travel.permissions import Posts
from office.travel.querysets import COUNTED
from schools.models import District
from schools.queries import highest_post


@dataclass(frozen=True)
class Approver:
    """`address` stands after เรียน, "" where nobody of the office stands above who travels. Name and day are those of a
    decision; before it whoever holds the post signs."""

    address: str = ""
    name: str = ""
    post: str = ""
    day: date | None = None


def approver_of(trip: Trip, district: District) -> Approver:
    """Who allowed it, else the nearest post that may on the day it was asked for. Reads `trip.people` as fetched."""
    if trip.authority:
        return Approver()
    if trip.state in COUNTED and trip.decided_by is not None and trip.decided_at is not None:
        day = timezone.localdate(trip.decided_at)
        signer = signer_of(trip.decided_by, district, day)
        address = _post(trip.decided_by, district, day)
        if signer is None:
            return Approver(address, trip.decided_by.get_full_name(), day=day)
        return Approver(address, signer.name, signer.post, day)
    day = timezone.localdate(trip.asked_at)
    nearest = next(iter(Posts(district, day).deciders(trip)), None)
    post = _post(nearest, district, day) if nearest is not None else ""
    return Approver(post, post=post)


def _post(user: object, district: District, on: date) -> str:
    held = highest_post(user, district, on)
    return post_in_full(held.role, district) if held is not None else ""
