"""What a draft appointment order is filled with: the members of a committee as they sit today."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from core.keys import number_of
from kotpn.committee.models import Committee
from kotpn.committee.queries import current_tenure, members_on, powers_on
from office.orders.services import Line, Part, Proposal, Proposer, register_proposer


def _choices(user: Any, district: Any) -> Sequence[tuple[str, str]]:
    rows = Committee.objects.visible_to(user).of_district(district).active()
    return [(str(row.pk), row.short_name) for row in rows]


def _build(user: Any, district: Any, key: str) -> Proposal | None:
    """The next order of a committee: members and duties of today, in force from the day after its tenure."""
    rows = Committee.objects.visible_to(user).of_district(district).active()
    found = rows.filter(pk=number_of(key) or 0).first()
    if found is None:
        return None
    today = timezone.localdate()
    tenure = current_tenure(found, today)
    powers = powers_on(found.district_id, today) if found.kind == Committee.Kind.MAIN else []
    people = tuple(
        Line(row.name, row.post, row.get_role_display(), person=row.person, outside=row.outside)
        for row in members_on(found, today)
    )
    return Proposal(
        title=f"แต่งตั้ง{found.name}",
        parts=(Part(found.name, "\n".join(power.text for power in powers), people),),
        effective_on=tenure.ends_on + timedelta(days=1) if tenure else None,
    )


def register() -> None:
    register_proposer(Proposer("committee", "องค์คณะ", "order", "committee", _choices, _build))
