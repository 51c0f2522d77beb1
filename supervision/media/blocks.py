"""What media show on pages of other apps: a school's own on its page."""

from typing import Any

from django.http import HttpRequest

from core.slots import Block
from schools.scope import holds
from supervision.media.models import Medium

_SHOWN = 5


def _school(request: HttpRequest, *, school: Any) -> dict[str, Any] | None:
    """The newest the reader may see; nothing where there are none and the reader is not of the school."""
    rows: Any = Medium.objects.visible_to(request.user).filter(school=school).exclude(state=Medium.State.WITHDRAWN)
    may_add = holds(request.user, "school.register.write", school=school)
    if not may_add:
        rows = rows.without_drafts_of_schools()
    found = list(rows.order_by("-updated_at", "-pk")[: _SHOWN + 1])
    if not found and not may_add:
        return None
    count = rows.count() if len(found) > _SHOWN else len(found)
    return {"school": school, "rows": found[:_SHOWN], "count": count, "may_add": may_add}


SCHOOL = Block("media.school", 50, _school, "media/_school.html", ("district.read", "school.read"))
