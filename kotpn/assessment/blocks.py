"""What the first page shows of office standards: what is missing to the next level, all year round."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from core.slots import Block
from kotpn.assessment.permissions import may_keep
from kotpn.assessment.queries import outlooks
from schools.models import School
from schools.scope import roles_of

_SHOWN = 6
ROLES = frozenset({"office_director", "group_director", "committee_secretary"})


def home_block(request: HttpRequest) -> dict[str, Any] | None:
    """For the director of the office, the group's and the secretary; nothing where no set says how to prove it. An
    office without any school has done nothing a level could be read from."""
    district = getattr(request, "district", None) or None
    if district is None or not ROLES & roles_of(request.user, district):
        return None
    rows = outlooks(district, timezone.localdate())
    if not rows:
        return None
    shown = [{"outlook": row, "texts": row.texts[:_SHOWN], "more": max(0, len(row.texts) - _SHOWN)} for row in rows]
    schools = School.objects.of_district(district).exists()
    return {"rows": shown, "schools": schools, "may_begin": may_keep(request.user, district)}


HOME = Block("assessment.outlook", 38, home_block, "kotpn/assessment/_home.html", ("district.read",))
