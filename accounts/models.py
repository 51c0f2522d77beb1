"""The account a person signs in with. What the person may do is never here: see roles.py and schools' appointments."""

from typing import Any

from django.contrib.auth import models as auth
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

from accounts.roles import CAPABILITIES


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """Signs in by e-mail. `is_staff` opens the reference-data admin only; it gives no business right."""

    email = models.EmailField("อีเมล", unique=True)
    prefix = models.CharField("คำนำหน้า", max_length=40, blank=True)
    first_name = models.CharField("ชื่อ", max_length=100)
    last_name = models.CharField("นามสกุล", max_length=100, blank=True)
    phone = models.CharField("โทรศัพท์", max_length=40, blank=True)
    notify_by_email = models.BooleanField("รับการแจ้งเตือนทางอีเมล", default=True)
    is_active = models.BooleanField("ใช้งานได้", default=True)
    is_staff = models.BooleanField("เข้าหน้าข้อมูลอ้างอิง", default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["first_name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_per_email")]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        return f"{self.prefix}{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        return self.first_name

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Capabilities come from appointments alone; being a superuser opens Django's own permissions, no business."""
        if perm in CAPABILITIES:
            return bool(self.is_active and auth._user_has_perm(self, perm, obj))  # type: ignore[attr-defined]  # of PermissionsMixin; the stubs leave it out
        return super().has_perm(perm, obj)
