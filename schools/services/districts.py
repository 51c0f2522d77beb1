"""Acts on an office itself: open it, change its settings, give it its Garuda emblem."""

import re
from datetime import date
from typing import Any, cast

from django.db import IntegrityError, transaction
from django.db.models import Field
from django.utils import timezone

from core import audit
from core.approvals import body_of
from core.errors import DomainError, NotAllowed
from core.pointers import Pointer
from schools.models import District, DistrictSettings, SizeScheme
from schools.scope import holds
from schools.services.locks import lock_district
from schools.services.reference import load_reference
from schools.signals import district_created

NUMBER_FORMAT = re.compile(r"(?:[^{}]|\{(?:prefix|year|number(?::0[1-9]d?)?)\})*")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,19}")


def district_pointer(district: District) -> Pointer:
    return Pointer("district", str(district.pk), district.name)


def create_district(code: str, name: str, *, actor: Any, short_name: str = "", today: date | None = None) -> District:
    """Open an empty office with its settings and all reference data. `actor` is a User or audit.SYSTEM."""
    code, name = code.strip(), " ".join(name.split())
    if not CODE.fullmatch(code):
        raise DomainError("รหัสเขตใช้ได้เฉพาะ A–Z 0–9 - _ ไม่เกิน 20 ตัว และขึ้นต้นด้วยตัวอักษรหรือตัวเลข", field="code")
    if not name or len(name) > 200:
        raise DomainError("ชื่อสำนักงานต้องมี 1–200 ตัวอักษร", field="name")
    if District.objects.filter(code__iexact=code).exists():
        raise DomainError(f"มีเขตรหัส {code} อยู่แล้ว", field="code")
    with transaction.atomic():
        try:
            with transaction.atomic():
                district = District.objects.create(code=code, name=name, short_name=short_name)
        except IntegrityError:
            raise DomainError(f"มีเขตรหัส {code} อยู่แล้ว", field="code") from None
        settings = DistrictSettings.objects.create(district=district)
        load_reference(district, today=today)
        settings.size_scheme = SizeScheme.objects.of_district(district).order_by("pk").first()
        settings.save(update_fields=["size_scheme"])
        district_created.send(sender=District, district=district, actor=actor)
        audit.record(
            actor=actor, action="district.created", target=district_pointer(district), district_code=district.code
        )
    return district


# What the settings page may change; the code never changes, other tables keep it.
DISTRICT_FIELDS = ("name", "short_name")
SETTINGS_FIELDS = (
    "cluster_label",
    "address",
    "phone",
    "memo_agency",
    "document_number_format",
    "document_number_prefix",
    "document_number_year",
    "thai_digits",
    "plan_chain",
    "approval_remind_days",
    "acknowledge_days",
    "silent_days",
    "visits_per_term",
    "size_scheme",
    "sample_sd",
)
CHAIN_POSTS = ("group_director", "deputy_director", "office_director")


def _check_settings(district: District, values: dict[str, Any]) -> None:
    chain = values.get("plan_chain")
    if chain is not None:
        if not chain:
            raise DomainError("ต้องมีผู้พิจารณาอย่างน้อยหนึ่งลำดับ", field="plan_chain")
        people = [post for post in chain if body_of(post) is None]
        if any(post not in CHAIN_POSTS for post in people) or len(set(chain)) != len(chain):
            raise DomainError("ลำดับการพิจารณาไม่ถูกต้อง", field="plan_chain")
        if not people:
            raise DomainError("ต้องมีผู้พิจารณาที่เป็นบุคคลอย่างน้อยหนึ่งลำดับ", field="plan_chain")
        for body in filter(None, map(body_of, chain)):
            if why_not := body.missing(district.code, timezone.localdate()):
                raise DomainError(why_not, field="plan_chain")
    pattern = values.get("document_number_format")
    if pattern is not None:
        # Nothing but the three words: a format string can otherwise reach into whatever object it is given.
        if not NUMBER_FORMAT.fullmatch(pattern):
            raise DomainError("รูปแบบเลขที่ใช้ได้เฉพาะ {prefix} {number} {year}", field="document_number_format")
        if "{number" not in pattern:
            raise DomainError("รูปแบบเลขที่ต้องมี {number}", field="document_number_format")
    scheme = values.get("size_scheme")
    if scheme is not None and scheme.district_id != district.pk:
        raise DomainError("เกณฑ์ขนาดนี้ไม่ใช่ของเขตนี้", field="size_scheme")
    for name in ("approval_remind_days", "acknowledge_days", "silent_days", "visits_per_term"):
        if name in values and not 1 <= values[name] <= 365:
            raise DomainError("ต้องเป็นจำนวน 1–365", field=name)


@transaction.atomic
def update_settings(district: District, *, actor: Any, values: dict[str, Any]) -> list[str]:
    """Save the given fields (names of DISTRICT_FIELDS and SETTINGS_FIELDS); returns those that changed."""
    if not holds(actor, "settings.write", district=district.pk):
        raise NotAllowed("ไม่มีสิทธิ์ตั้งค่าสำนักงานนี้")
    _check_settings(district, values)
    locked = lock_district(district.pk)
    settings = DistrictSettings.objects.select_for_update().get(district=locked)
    changed: dict[str, list[str]] = {}
    for row, names in ((locked, DISTRICT_FIELDS), (settings, SETTINGS_FIELDS)):
        mine = [name for name in names if name in values and getattr(row, name) != values[name]]
        for name in mine:
            changed[name] = [str(getattr(row, name)), str(values[name])]
            setattr(row, name, values[name])
        if mine:
            row.save(update_fields=mine)
    if changed:
        audit.record(
            actor=actor,
            action="district.settings",
            target=district_pointer(locked),
            district_code=locked.code,
            data={"changed": changed, "fields": ", ".join(_labels(list(changed)))},
        )
    return list(changed)


def _labels(names: list[str]) -> list[str]:
    found = []
    for name in names:
        model = District if name in DISTRICT_FIELDS else DistrictSettings
        found.append(str(cast("Field[Any, Any]", model._meta.get_field(name)).verbose_name))
    return found
