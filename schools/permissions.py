"""Who may do what to people, appointments, assignments and teams: capability, its place, and the state of the row."""

from typing import Any

from accounts.roles import ROLES
from schools.models import Appointment, Assignment, District, Person, School, Team
from schools.scope import holds, holds_any, people_keys

# Product §1: the group director assigns the people of the group and of the committee whose secretary they are by law;
# every other role is given with the accounts.
GROUP_ROLES = frozenset(
    {"supervisor", "committee_secretary", "clerk", "committee_member", "subcommittee_member"} & set(ROLES)
)
_OFFICE = ("accounts.write", "assignment.write")


def _is_self(user: Any, person: Person) -> bool:
    """The account itself, or the row that will be linked to it: nobody gives to themselves by a detour."""
    return person.pk in people_keys(user) or (bool(person.email) and person.email.lower() == user.email.lower())


def can_add_person(user: Any, *, district: District, school: School | None = None) -> bool:
    """The office adds anybody of the office or its schools; a school adds its own people."""
    if school is not None and school.district_id != district.pk:
        return False
    return holds_any(user, _OFFICE, district=district) or (
        school is not None and holds(user, "school.own.write", school=school)
    )


def can_edit_person(user: Any, person: Person) -> bool:
    return can_add_person(user, district=person.district, school=person.school)


def can_deactivate_person(user: Any, person: Person) -> bool:
    """Not oneself. A school may do so to those of its people who hold no role; who holds one is the office's matter."""
    if _is_self(user, person):
        return False
    if holds_any(user, _OFFICE, district=person.district_id):
        return True
    return can_edit_person(user, person) and not person.user_id


def can_transfer_person(user: Any, person: Person) -> bool:
    return person.is_active and holds_any(user, ("accounts.write", "school.write"), district=person.district_id)


def can_give_account(user: Any, person: Person) -> bool:
    return (
        person.is_active
        and person.user_id is None
        and not _is_self(user, person)
        and holds(user, "accounts.write", district=person.district_id)
    )


def can_switch_account(user: Any, person: Person) -> bool:
    """Close or reopen somebody else's account: whoever keeps the accounts of every office that knows it."""
    if person.user_id is None or _is_self(user, person):
        return False
    offices = Person.objects.filter(user=person.user_id).values_list("district", flat=True)
    return all(holds(user, "accounts.write", district=district) for district in set(offices))


def givable_roles(user: Any, district: District | int) -> frozenset[str]:
    """Codes of the roles `user` may give to others of this office, on its pages and by its import alike."""
    if holds(user, "accounts.write", district=district):
        return frozenset(ROLES)
    return GROUP_ROLES if holds(user, "assignment.write", district=district) else frozenset()


def can_appoint(user: Any, person: Person, role: str) -> bool:
    """Nobody gives themselves a role, whatever they hold."""
    if not person.is_active or _is_self(user, person):
        return False
    return role in givable_roles(user, person.district_id)


def roles_to_give(user: Any, person: Person) -> list[str]:
    """Codes of the roles `user` may give this person, as the roles table orders them."""
    if not person.is_active or _is_self(user, person):
        return []
    givable = givable_roles(user, person.district_id)
    return [code for code in ROLES if code in givable]


def can_end_appointment(user: Any, appointment: Appointment) -> bool:
    person = appointment.person
    return not _is_self(user, person) and appointment.role in givable_roles(user, appointment.district_id)


def can_assign(user: Any, district: District | int) -> bool:
    return holds(user, "assignment.write", district=district)


def can_end_assignment(user: Any, assignment: Assignment) -> bool:
    return can_assign(user, assignment.district_id)


def can_change_team(user: Any, team: Team) -> bool:
    return can_assign(user, team.district_id)


def can_change_settings(user: Any, district: District | int) -> bool:
    return holds(user, "settings.write", district=district)


def can_edit_lists(user: Any, district: District | int) -> bool:
    return holds(user, "reference.write", district=district)


def can_import(user: Any, district: District | int) -> bool:
    return holds(user, "import.run", district=district)


def can_open_school(user: Any, district: District | int) -> bool:
    return holds(user, "school.write", district=district)


def can_edit_school(user: Any, school: School) -> bool:
    return holds(user, "school.write", school=school)


def can_change_school(user: Any, school: School) -> bool:
    """Close, merge, split, rename, reopen, move: the office's acts, never the school's own."""
    return holds(user, "school.write", district=school.district_id)


def can_write_counts(user: Any, school: School) -> bool:
    """The office, or the school itself; a school that no longer teaches is the office's."""
    if holds(user, "school.write", school=school):
        return True
    return school.status == School.Status.OPEN and holds(user, "school.own.write", school=school)


def can_keep_outside(user: Any, district: District | int) -> bool:
    """The register of people and bodies outside the office: the desk, and those who keep the committee's members."""
    return holds_any(user, ("desk.write", "committee.write"), district=district)


def can_link_outside(user: Any, district: District | int) -> bool:
    """Tie an outside person to an account's person: what that person sees follows from it."""
    return holds_any(user, _OFFICE, district=district)
