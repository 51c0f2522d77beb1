"""Acts on accounts."""

from accounts.services.accounts import close_account, create_account, reopen_account
from accounts.services.invitations import invite
from accounts.services.passwords import ask_for_new_password

__all__ = ["ask_for_new_password", "close_account", "create_account", "invite", "reopen_account"]
