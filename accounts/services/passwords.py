"""The link for a new password. It is never stored: the notice says that one was asked for, the worker makes the
link as it writes the e-mail, so it is as young as can be and a mail server that is down only delays it."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from accounts.models import User
from core import notify
from core.models import Notice

CODE = "account.password-reset"
# Asking again within this many minutes sends nothing more: nobody's mailbox is to be flooded by a stranger.
QUIET_MINUTES = 5


def ask_for_new_password(email: str, *, now: datetime | None = None) -> None:
    """Send a link to the active account of this address; nothing happens, and nothing is told, for any other
    address."""
    now = now or timezone.now()
    user = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    # An account without a password gets a link too: it is how somebody invited long ago comes in.
    if user is None:
        return
    period = int(now.timestamp()) // (60 * QUIET_MINUTES)
    notify.send(
        [user],
        code=CODE,
        title="มีผู้ขอตั้งรหัสผ่านใหม่ของบัญชีท่าน",
        body="ลิงก์สำหรับตั้งรหัสผ่านใหม่ส่งไปที่อีเมลของท่านแล้ว หากท่านไม่ได้ขอ รหัสผ่านเดิมยังใช้ได้",
        district_code="",
        dedupe_key=f"{CODE}-{period}",
        always_mail=True,
    )


def reset_link(notice: Notice) -> dict[str, Any]:
    """The one-time address for the e-mail of a notice."""
    user = notice.recipient
    path = reverse(
        "accounts:new-password",
        kwargs={
            "uidb64": urlsafe_base64_encode(force_bytes(user.pk)),
            "token": default_token_generator.make_token(user),
        },
    )
    return {"reset_url": f"{settings.SITE_URL}{path}", "days": settings.PASSWORD_RESET_TIMEOUT // 86_400}
