"""The letter to somebody who was given a place in an office: how to sign in, and how to set a first password."""

from typing import Any

from accounts.models import User
from accounts.services.passwords import reset_link
from core import audit, notify
from core.models import Notice
from core.pointers import Pointer

CODE = "account.invited"


def invite(user: User, *, actor: Any, district_code: str) -> None:
    """Write to this account once for each office that takes it in; a deactivated account gets nothing."""
    sent = notify.send(
        [user],
        code=CODE,
        title="ท่านมีบัญชีในระบบงานนิเทศ",
        body=f"เข้าสู่ระบบด้วยอีเมล {user.email}",
        url="/",
        district_code=district_code,
        dedupe_key=f"{CODE}-{district_code}",
        always_mail=True,
    )
    if sent:
        audit.record(
            actor=actor,
            action=CODE,
            target=Pointer("account", str(user.pk), user.email),
            district_code=district_code,
        )


def invitation(notice: Notice) -> dict[str, Any]:
    """What the letter adds: a one-time address only for an account that has no password yet."""
    return {**reset_link(notice), "first_time": not notice.recipient.has_usable_password()}
