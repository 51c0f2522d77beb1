"""Read-only answers about committees."""

from datetime import date

from kotpn.committee.models import Committee, Member, Tenure
from schools.models import District


def main_committee(district: District) -> Committee | None:
    """The office's ก.ต.ป.น., if it keeps one."""
    return Committee.objects.active().filter(district=district, kind=Committee.Kind.MAIN).first()


def current_tenure(committee: Committee, on: date) -> Tenure | None:
    return committee.tenures.in_force(on).select_related("order").first()


def members_on(committee: Committee, on: date) -> list[Member]:
    """Seats held on that day in order of precedence; those that count for quorum carry `counts`."""
    return list(
        Member.objects.filter(tenure__committee=committee)
        .in_force(on)
        .select_related("person__user", "outside__person__user", "tenure")
        .order_by("position", "pk")
    )
