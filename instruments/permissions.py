"""Who writes an instrument, and who sees an answer sheet.

Sheets about a named person follow product §4 on pages, in exports and in documents alike: that person, the principal,
the visit's supervisors and the group director, nobody else. A school's own sheets (นิเทศภายใน) stay inside the school:
the person once it is handed to them, the principal and whoever observed, as the app that keeps them says.
"""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from core import audit
from instruments.models import Instrument, Response
from instruments.querysets import concerned
from schools.queries import work_groups_of
from schools.scope import holds, people_keys, reach


def may_begin(user: Any, district: Any) -> bool:
    """New instruments of an office: the group director, or whoever is appointed to one of its work groups."""
    if user is audit.SYSTEM:
        return True
    return holds(user, "instrument.write", district=district) or bool(
        work_groups_of(user, district, timezone.localdate())
    )


def may_write(user: Any, instrument: Instrument) -> bool:
    """The group director, or the people appointed to the work group the instrument belongs to (product §1)."""
    if user is audit.SYSTEM or holds(user, "instrument.write", district=instrument.district_id):
        return True
    if instrument.work_group_id is None:
        return False
    return instrument.work_group_id in work_groups_of(user, instrument.district, timezone.localdate())


def readable(user: Any) -> Q:
    """Condition on Response: what of the sheets in the user's scope they may read; sheets of no person, all of them."""
    of_office = Q(person__isnull=True) | Q(school__district__in=reach(user, "score.person.read").districts)
    return (of_office & Q(is_internal=False)) | concerned(user)


def can_read_response(user: Any, response: Response) -> bool:
    if response.school is None:
        return False  # only its gathering or network leads to it
    if not response.is_internal and (
        response.person_id is None or holds(user, "score.person.read", district=response.school.district_id)
    ):
        return True
    if not response.is_internal and response.person_id is not None and response.person_id in people_keys(user):
        return True
    return bool(Response.objects.filter(concerned(user), pk=response.pk).exists())
