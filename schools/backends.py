"""Answers `user.has_perm(code)` from the appointments in force, so apps to the left need not know schools."""

from typing import Any

from django.contrib.auth.backends import BaseBackend

from accounts.roles import CAPABILITIES
from schools.scope import reach


class AppointmentBackend(BaseBackend):
    """Holding a capability *somewhere*; whether it is held *here* is each app's `can_x`."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return obj is None and perm in CAPABILITIES and bool(reach(user_obj, perm))
