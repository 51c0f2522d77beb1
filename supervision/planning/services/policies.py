"""The yearly list of นโยบาย กลยุทธ์ จุดเน้น that activities and visits may name."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from core import audit
from core.errors import DomainError, NotAllowed
from core.pointers import Pointer
from schools.models import District
from supervision.planning.models import PolicyItem
from supervision.planning.permissions import can_write_policies
from supervision.planning.terms import check_fiscal_year


def save_policy(
    *,
    actor: Any,
    district: District,
    fiscal_year: int,
    kind: str,
    text: str,
    is_active: bool = True,
    policy: PolicyItem | None = None,
    today: date,
) -> PolicyItem:
    """Add a line to a year's list, or change `policy`. A line in use is never deleted, only taken out of use."""
    if not can_write_policies(actor, district) or (policy is not None and policy.district_id != district.pk):
        raise NotAllowed("แก้ไขนโยบายได้เฉพาะผู้มีหน้าที่ของสำนักงานนี้")
    check_fiscal_year(fiscal_year, today=today)
    clean = " ".join(text.split())
    if not clean:
        raise DomainError("กรุณาพิมพ์ข้อความ", field="text")
    if kind not in PolicyItem.Kind.values:
        raise DomainError("กรุณาเลือกชนิด", field="kind")
    row = policy or PolicyItem(district=district)
    with transaction.atomic():
        if policy is None:
            same = PolicyItem.objects.filter(district=district, fiscal_year=fiscal_year, kind=kind)
            row.position = (same.aggregate(last=Max("position"))["last"] or 0) + 1
        row.fiscal_year, row.kind, row.text, row.is_active = fiscal_year, kind, clean, is_active
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            raise DomainError("มีข้อความนี้ในปีงบประมาณนี้แล้ว", field="text") from None
        audit.record(
            actor=actor,
            action="policy.saved",
            target=Pointer("policy", str(row.pk), row.text[:300]),
            district_code=district.code,
            data={"fiscal_year": fiscal_year, "in_use": is_active},
        )
    return row


def may_begin_from_last_year(rows: Any, year: int) -> bool:
    """Nothing stands for the year yet, and the year before has lines to begin with."""
    return not rows.for_fiscal_year(year).exists() and bool(rows.for_fiscal_year(year - 1).in_use().exists())


def copy_policies(*, actor: Any, district: District, source_year: int, fiscal_year: int, today: date) -> int:
    """Begin a year's list with the lines in use the year before; lines that stand already stay. Gives how many came."""
    if not can_write_policies(actor, district):
        raise NotAllowed("แก้ไขนโยบายได้เฉพาะผู้มีหน้าที่ของสำนักงานนี้")
    check_fiscal_year(fiscal_year, today=today)
    rows = PolicyItem.objects.of_district(district)
    standing = set(rows.for_fiscal_year(fiscal_year).values_list("kind", "text"))
    fresh = [row for row in rows.for_fiscal_year(source_year).in_use() if (row.kind, row.text) not in standing]
    with transaction.atomic():
        PolicyItem.objects.bulk_create(
            [
                PolicyItem(
                    district=district, fiscal_year=fiscal_year, kind=row.kind, text=row.text, position=row.position
                )
                for row in fresh
            ],
            ignore_conflicts=True,
        )
        audit.record(
            actor=actor,
            action="policy.copied",
            target=Pointer("policy", str(fiscal_year), f"นโยบายปีงบประมาณ {fiscal_year}"),
            district_code=district.code,
            data={"source_year": source_year, "fiscal_year": fiscal_year, "count": len(fresh)},
        )
    return len(fresh)
