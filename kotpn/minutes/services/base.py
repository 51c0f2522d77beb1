"""What the services of minutes and resolutions share: rows locked, pointers, the trace, who is told."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from core import audit, notify
from core.pointers import Pointer
from kotpn.committee.models import Member
from kotpn.minutes.models import Minutes, Resolution
from kotpn.minutes.services.resolutions import resolution_pointer
from schools.queries import holders


def minutes_pointer(minutes: Minutes) -> Pointer:
    return Pointer("minutes", str(minutes.meeting_id), str(minutes)[:300], minutes.meeting.held_on)


def minutes_url(minutes: Minutes) -> str:
    return reverse("minutes:minutes", args=[minutes.meeting_id])


def resolution_url(resolution: Resolution) -> str:
    return reverse("minutes:resolution", args=[resolution.pk])


def locked_minutes(minutes: Minutes) -> Minutes:
    """The row, locked until the transaction ends, with its meeting and committee."""
    return (
        Minutes.objects.select_for_update(of=("self",))
        .select_related("meeting__committee__district", "recorder__user", "checker__user", "sent_by")
        .get(pk=minutes.pk)
    )


def locked_resolution(resolution: Resolution) -> Resolution:
    return (
        Resolution.objects.select_for_update(of=("self",))
        .select_related("meeting", "committee__district", "owner__user", "item", "created_by")
        .get(pk=resolution.pk)
    )


def record_minutes(
    minutes: Minutes, *, actor: Any, act: str, now: datetime | None = None, data: dict[str, Any] | None = None
) -> None:
    audit.record(
        actor=actor, action=f"minutes.{act}", target=minutes_pointer(minutes),
        district_code=minutes.meeting.committee.district.code, data=data, at=now,
    )  # fmt: skip


def record_resolution_act(
    resolution: Resolution, *, actor: Any, act: str, now: datetime | None = None, data: dict[str, Any] | None = None
) -> None:
    audit.record(
        actor=actor, action=f"resolution.{act}", target=resolution_pointer(resolution),
        district_code=resolution.committee.district.code, data=data, at=now,
    )  # fmt: skip


def secretariat(committee: Any, now: datetime) -> list[Any]:
    """The group director and the people of the secretary's unit."""
    day = timezone.localdate(now)
    return [
        *holders("group_director", committee.district, day),
        *holders("committee_secretary", committee.district, day),
    ]


def recorders(minutes: Minutes) -> list[Any]:
    """Whose the paper is to write: the named recorder and who sent it; the secretary's unit until somebody is."""
    named = minutes.recorder.user if minutes.recorder is not None else None
    found = [user for user in (named, minutes.sent_by) if user is not None]
    if found:
        return found
    return holders("committee_secretary", minutes.meeting.committee.district, minutes.meeting.held_on)


def member_accounts(minutes: Minutes) -> tuple[list[Any], list[Member]]:
    """(accounts of the members of that day, members without one, who get their copy by hand)."""
    rows = (
        Member.objects.in_force(minutes.meeting.held_on)
        .filter(tenure__committee=minutes.meeting.committee_id)
        .select_related("person__user", "outside__person__user")
    )
    accounts, without = [], []
    for member in rows:
        person = member.person or (member.outside.person if member.outside else None)
        user = person.user if person is not None else None
        if user is not None and user.is_active:
            accounts.append(user)
        else:
            without.append(member)
    return accounts, without


def tell_about_minutes(
    minutes: Minutes, people: Iterable[Any], *, code: str, title: str, body: str = "", but: Any = None,
    dedupe: str = "", always_mail: bool = False, now: datetime | None = None,
) -> None:  # fmt: skip
    notify.send(
        [person for person in people if person != but], code=f"minutes.{code}", title=title, body=body,
        url=minutes_url(minutes), pointer=minutes_pointer(minutes),
        district_code=minutes.meeting.committee.district.code, dedupe_key=dedupe, always_mail=always_mail, now=now,
    )  # fmt: skip


def tell_about_resolution(
    resolution: Resolution, people: Iterable[Any], *, code: str, title: str, body: str = "", but: Any = None,
    dedupe: str = "", now: datetime | None = None,
) -> None:  # fmt: skip
    notify.send(
        [person for person in people if person != but], code=f"resolution.{code}", title=title, body=body,
        url=resolution_url(resolution), pointer=resolution_pointer(resolution),
        district_code=resolution.committee.district.code, dedupe_key=dedupe, now=now,
    )  # fmt: skip


def owners(resolution: Resolution) -> list[Any]:
    user = resolution.owner.user if resolution.owner is not None else None
    return [user] if user is not None else []
