"""The office's own words and how it numbers."""

from typing import Any

from django.db import transaction

from core import audit
from core.errors import DomainError, NotAllowed
from core.pointers import Pointer
from office.orders.models import Order, OrderSettings, OrderWording
from office.orders.permissions import may_issue
from office.orders.queries import wording_of
from schools.models import District


def _checked(district: District, actor: Any) -> None:
    if not may_issue(actor, district):
        raise NotAllowed("ท่านตั้งค่าคำสั่งและประกาศของสำนักงานนี้ไม่ได้")


def _trace(district: District, actor: Any, action: str, **data: Any) -> None:
    audit.record(
        actor=actor, action=action, target=Pointer("district", str(district.pk), district.name),
        district_code=district.code, data=data,
    )  # fmt: skip


@transaction.atomic
def save_wording(
    district: District, *, actor: Any, kind: str, about: str, title: str, preamble: str, body: str
) -> OrderWording | None:
    """Keep the office's words; all empty goes back to the shipped ones."""
    _checked(district, actor)
    rows = OrderWording.objects.filter(district=district, kind=kind, about=about)
    texts = {"title": title.strip()[:400], "preamble": preamble.strip(), "body": body.strip()}
    made: OrderWording | None = None
    if any(texts.values()):
        made, _ = OrderWording.objects.update_or_create(district=district, kind=kind, about=about, defaults=texts)
    else:
        rows.delete()
    _trace(district, actor, "order_wording.saved", what=wording_of(district, kind, about).label)
    return made


@transaction.atomic
def save_settings(district: District, *, actor: Any, year_kind: str, number_on_announcements: bool) -> OrderSettings:
    """Years already numbered keep their numbers; a change holds for what is issued from now on."""
    _checked(district, actor)
    if year_kind not in OrderSettings.YearKind.values:
        raise DomainError("กรุณาเลือกปีของเลขที่", field="year_kind")
    row, _ = OrderSettings.objects.update_or_create(
        district=district,
        defaults={"year_kind": year_kind, "number_on_announcements": number_on_announcements},
    )
    _trace(district, actor, "order_settings.saved", year=row.get_year_kind_display())
    return row


def matter_of(kind: str, about: str) -> bool:
    return kind in Order.Kind.values and about in Order.About.values
