"""Open, close and open again. Whether the actor may do so in an office is asked by schools, which knows where
roles are held; here stands what is true of an account wherever it is used."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from accounts.models import User
from core import audit
from core.errors import DomainError
from core.pointers import Pointer

ACTS = {
    "account.opened": "เปิดบัญชีผู้ใช้ {email}",
    "account.closed": "ปิดบัญชีผู้ใช้: {reason}",
    "account.reopened": "เปิดบัญชีผู้ใช้อีกครั้ง",
}


def pointer_to(user: User) -> Pointer:
    return Pointer("account", str(user.pk), str(user))


def create_account(
    email: str,
    *,
    actor: Any,
    district_code: str,
    first_name: str,
    last_name: str = "",
    prefix: str = "",
    phone: str = "",
    password: str | None = None,
) -> User:
    """A new account; without `password` its owner sets one by the link of `invite`. DomainError with a field for an
    address that is none or is taken, a missing name and a password that is too weak."""
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise DomainError("อีเมลไม่ถูกต้อง", field="email") from None
    if not first_name.strip():
        raise DomainError("กรุณาระบุชื่อ", field="first_name")
    names = {"prefix": prefix.strip(), "first_name": first_name.strip(), "last_name": last_name.strip()}
    if password is not None:
        try:
            validate_password(password, User(email=address, **names))
        except ValidationError as weak:
            raise DomainError(" ".join(weak.messages), field="password") from None
    try:
        with transaction.atomic():
            user = User.objects.create_user(address, password, phone=phone.strip(), **names)
            audit.record(
                actor=actor, action="account.opened", target=pointer_to(user), district_code=district_code,
                data={"email": address},
            )  # fmt: skip
    except IntegrityError:
        raise DomainError("มีบัญชีของอีเมลนี้อยู่แล้ว", field="email") from None
    return user


def close_account(user: User, *, actor: Any, district_code: str, reason: str) -> User:
    """Nobody signs in with it any more, open sessions end at their next page; what it did stays. Twice is refused."""
    if user.pk == getattr(actor, "pk", None):
        raise DomainError("ปิดบัญชีของตนเองไม่ได้")
    if not reason.strip():
        raise DomainError("กรุณาระบุเหตุผลที่ปิดบัญชี", field="reason")
    return _switch(
        user, active=False, actor=actor, district_code=district_code, action="account.closed",
        data={"reason": reason.strip()},
    )  # fmt: skip


def reopen_account(user: User, *, actor: Any, district_code: str) -> User:
    """The account may be signed in with again; its password is the old one."""
    return _switch(user, active=True, actor=actor, district_code=district_code, action="account.reopened", data={})


@transaction.atomic
def _switch(user: User, *, active: bool, actor: Any, district_code: str, action: str, data: dict[str, str]) -> User:
    if not User.objects.filter(pk=user.pk, is_active=not active).update(is_active=active):
        raise DomainError("บัญชีนี้เปิดใช้งานอยู่แล้ว" if active else "บัญชีนี้ปิดการใช้งานไปแล้ว")
    audit.record(actor=actor, action=action, target=pointer_to(user), district_code=district_code, data=data)
    user.refresh_from_db(fields=["is_active"])
    return user
