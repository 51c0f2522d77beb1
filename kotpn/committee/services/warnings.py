"""A tenure's end is told ahead, once, to those who have to prepare the next order."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from core import audit, notify
from core.thai.dates import thai_date
from kotpn.committee.models import Tenure
from kotpn.committee.services.committees import pointer
from schools.queries import holders

TOLD = ("committee_secretary", "group_director", "office_director")


def warn_of_ends(*, now: datetime | None = None) -> int:
    """Tell of every tenure in use that ends within its committee's `warn_days` and is followed by no other; gives how
    many were told of. Safe to run twice a day."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    # Days as numbers: the number of days is the committee's own.
    rows = Tenure.objects.in_force(today).filter(warned_on__isnull=True, committee__is_active=True)
    near = rows.annotate(warn=F("committee__warn_days")).values_list("pk", "ends_on", "warn")
    return sum(_warn(key, today, now) for key, ends_on, warn in near if (ends_on - today).days <= warn)


@transaction.atomic
def _warn(key: int, today: date, now: datetime) -> int:
    if not Tenure.objects.filter(pk=key, warned_on__isnull=True).update(warned_on=today):
        return 0
    row: Tenure = Tenure.objects.select_related("committee__district").get(pk=key)
    committee = row.committee
    if committee.tenures.filter(starts_on__gt=row.ends_on).exists():
        return 0
    people: dict[int, Any] = {user.pk: user for role in TOLD for user in holders(role, committee.district, today)}
    days = (row.ends_on - today).days
    notify.send(
        people.values(), code="committee.ending", title=f"วาระของ {committee.short_name} จะสิ้นสุดใน {days} วัน",
        body=f"คำสั่งที่ {row.order_number} ครบวาระวันที่ {thai_date(row.ends_on)} กรุณาเตรียมคำสั่งแต่งตั้งชุดใหม่",
        url=reverse("committee:committee", args=[committee.pk]), pointer=pointer(committee),
        district_code=committee.district.code, dedupe_key=f"committee-ending-{row.pk}-{row.ends_on}", now=now,
    )  # fmt: skip
    audit.record(
        actor=audit.SYSTEM, action="committee.ending", target=pointer(committee), district_code=committee.district.code,
        data={"order": row.order_number, "days": days}, at=now,
    )  # fmt: skip
    return 1
