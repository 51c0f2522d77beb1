"""Acts on accounts."""

from accounts.services.invitations import invite
from accounts.services.passwords import ask_for_new_password

__all__ = ["ask_for_new_password", "invite"]
