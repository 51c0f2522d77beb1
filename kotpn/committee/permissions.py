"""Who keeps committees and their meetings, their powers, and who lets members in."""

from typing import Any

from accounts.roles import ROLES
from kotpn.committee.models import Committee, Member
from schools.models import Person
from schools.permissions import can_appoint
from schools.scope import holds

# By which role a member reads the papers of their committee.
MEMBER_ROLES = {Committee.Kind.MAIN: "committee_member", Committee.Kind.SUB: "subcommittee_member"}


def may_keep(user: Any, district: Any) -> bool:
    """The secretariat's work in an office: committees, meetings, minutes, resolutions."""
    return district is not None and holds(user, "committee.write", district=district)


def can_keep(user: Any, committee: Committee) -> bool:
    return may_keep(user, committee.district_id)


def may_write_powers(user: Any, district: Any) -> bool:
    """Reference data of the committee: the group director."""
    return may_keep(user, district) and holds(user, "reference.write", district=district)


def role_of(committee: Committee) -> str:
    """The role of its members in the system; "" where they have none of their own (executive board, group)."""
    return MEMBER_ROLES.get(Committee.Kind(committee.kind), "")


def person_of(member: Member) -> Person | None:
    """The Person row through which a member signs in, that of an outside person included."""
    return member.person or (member.outside.person if member.outside else None)


def can_let_in(user: Any, member: Member) -> bool:
    """Give the member the role of the committee: who may give it to that person at all."""
    person, role = person_of(member), role_of(member.tenure.committee)
    return person is not None and role in ROLES and can_appoint(user, person, role)
