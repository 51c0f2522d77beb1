"""Who plans and reports the groups' tasks: the head all of them; a supervisor what they own, and what belongs to a work
group or subject group they are assigned to; a task's owner without such a role (the clerk's งานธุรการ) that task."""

from typing import Any

from django.utils import timezone

from schools.models import Assignment, Person
from schools.scope import holds, once, people_keys
from supervision.groups.models import GroupYear, TaskOwner, TaskYear, Training


def may_read(user: Any, district: Any) -> bool:
    return district is not None and holds(user, "district.read", district=district)


def may_lead(user: Any, district: Any) -> bool:
    """Opens the year and says who owns what: group.write together with giving out assignments."""
    return (
        district is not None
        and holds(user, "group.write", district=district)
        and holds(user, "assignment.write", district=district)
    )


def may_publish(user: Any, district: Any) -> bool:
    return district is not None and holds(user, "publish", district=district)


def _assigned(user: Any) -> tuple[frozenset[int], frozenset[int]]:
    """Keys of the work groups and of the subject groups the account is assigned to today; one query a request."""

    def read() -> tuple[frozenset[int], frozenset[int]]:
        rows = list(
            Assignment.objects.in_force(timezone.localdate())
            .filter(person__in=people_keys(user), kind__in=("work_group", "subject_group"))
            .values_list("work_group", "subject_group")
        )
        return frozenset(one for one, _ in rows if one), frozenset(one for _, one in rows if one)

    found: tuple[frozenset[int], frozenset[int]] = once(user, "groups.assigned", None, read)
    return found


def _of_own_group(user: Any, district: Any, work_group: int | None, subject_group: int | None) -> bool:
    if not holds(user, "group.write", district=district):
        return False
    work, subject = _assigned(user)
    return work_group in work or subject_group in subject


def _owned(user: Any) -> frozenset[int]:
    """Keys of the task years the account owns; one query a request."""
    found: frozenset[int] = once(
        user,
        "groups.owned",
        None,
        lambda: frozenset(
            TaskOwner.objects.filter(person__in=people_keys(user)).values_list("task_year", flat=True)
        ),
    )  # fmt: skip
    return found


def owns_any(user: Any) -> bool:
    """Somebody's name stands on a task: they come to its page whatever their role."""
    return bool(_owned(user))


def can_write(user: Any, row: TaskYear) -> bool:
    """Plan, state and result of a task."""
    if may_lead(user, row.district_id) or row.pk in _owned(user):
        return True
    return _of_own_group(user, row.district_id, *row.group_keys)


def can_write_group(user: Any, row: GroupYear) -> bool:
    """The summary of a group's year, and the lines of a subject group."""
    return may_lead(user, row.district_id) or _of_own_group(
        user, row.district_id, row.work_group_id, row.subject_group_id
    )


def can_write_lines(user: Any, group: Any) -> bool:
    """Lines of work of a subject group."""
    return may_lead(user, group.district_id) or _of_own_group(user, group.district_id, None, group.pk)


def own_person(user: Any, district: Any) -> Person | None:
    """The row under which this office (not a school of it) knows the account."""
    rows = Person.objects.working().of_office().filter(district=district, pk__in=people_keys(user))
    found: Person | None = rows.order_by("pk").first()
    return found


def can_log(user: Any, person: Person) -> bool:
    """Everybody of the office writes their own training, nobody another's."""
    return person.pk in people_keys(user) and holds(user, "desk.own", district=person.district_id)


def can_change_training(user: Any, row: Training) -> bool:
    return row.cancelled_at is None and can_log(user, row.person)


def may_see_year_of(user: Any, person: Person) -> bool:
    """A person's year: themselves, and those who decide on plans (head, deputy, director)."""
    return person.pk in people_keys(user) or holds(user, "plan.decide", district=person.district_id)
