"""Answers `user.has_perm(code)` from the appointments in force, so apps to the left need not know schools."""

from typing import Any

from django.core.exceptions import PermissionDenied

from accounts.roles import CAPABILITIES
from schools.models import District, School
from schools.scope import holds, named_somewhere, reach


class AppointmentBackend:
    """Holding a capability *somewhere*; whether it is held *here* is each app's `can_x`.

    For our capabilities the answer is final: no group, permission row or superuser flag adds to it. Nobody signs in
    through it, so it has no `get_user`.
    """

    def authenticate(self, request: Any, **credentials: Any) -> None:
        return None

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        if perm not in CAPABILITIES:
            return False
        if obj is None and (reach(user_obj, perm) or named_somewhere(user_obj, perm)):
            return True
        # `user.has_perm(code, district)` and `(code, school)` ask about one place, for views of the apps to the left.
        if (isinstance(obj, District) and holds(user_obj, perm, district=obj)) or (
            isinstance(obj, School) and holds(user_obj, perm, school=obj)
        ):
            return True
        raise PermissionDenied
