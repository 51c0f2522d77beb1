"""What media put into the one inbox: works to review, to decide on, to set right."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, F, Q
from django.urls import reverse

from core.approvals import InboxItem
from core.thai.dates import thai_date
from schools.scope import people_keys, reach
from supervision.media.models import Medium, Review
from supervision.media.permissions import may_decide

_MOST = 50
_KIND = "สื่อและนวัตกรรม"


def source(user: Any, district: Any) -> Iterable[InboxItem]:
    keys = people_keys(user)
    if keys:
        asked = Review.objects.filter(medium__district=district).awaiting_of(keys)
        for row in asked.select_related("medium__school", "asked_by").order_by("asked_at")[:_MOST]:
            yield InboxItem(
                "medium_review", _KIND, str(row.pk), row.medium.title, row.medium.place,
                reverse("media:review", args=[row.pk]), row.asked_at, str(row.asked_by), "reviewing", "รอประเมิน",
                act_label="ประเมิน", deadline_note=f"ภายใน {thai_date(row.due, 'short')}" if row.due else "",
            )  # fmt: skip
    if may_decide(user, district):
        yield from _to_decide(user, district)
    own = reach(user, "school.register.write").schools
    if own:
        back = Medium.objects.filter(school__in=own, district=district, state="returned").order_by("updated_at")
        for row in back.select_related("school")[:_MOST]:
            yield InboxItem(
                "medium_returned", _KIND, str(row.pk), row.title, f"“{row.reason}”", _page(row), row.updated_at,
                "สำนักงานเขต", "returned", "ตีกลับ", act_label="แก้ไขและส่ง",
            )  # fmt: skip


def _to_decide(user: Any, district: Any) -> Iterable[InboxItem]:
    """Those not sent by oneself that nobody was asked about, or that everybody asked has answered."""
    now = Q(reviews__round=F("round"))
    rows = (
        Medium.objects.awaiting()
        .of_district(district)
        .exclude(Q(submitted_by=user) | Q(created_by=user))
        .filter(Q(owner=None) | ~Q(owner__in=people_keys(user)))
        .annotate(waiting=Count("reviews", filter=now & Q(reviews__done_at=None)))
        .annotate(done=Count("reviews", filter=now & Q(reviews__done_at__isnull=False)))
        .filter(waiting=0)
        .select_related("school", "submitted_by")
    )
    for row in rows.order_by("submitted_at")[:_MOST]:
        yield InboxItem(
            "medium", _KIND, str(row.pk), row.title, f"ประเมินแล้ว {row.done} คน" if row.done else "ยังไม่มีผู้ประเมิน",
            _page(row), row.submitted_at or row.updated_at, row.place,
            act_label="ขึ้นทะเบียนหรือตีกลับ" if row.done else "เลือกผู้ประเมิน",
        )  # fmt: skip


def _page(row: Medium) -> str:
    return reverse("media:medium", args=[row.pk])
