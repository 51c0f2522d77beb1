"""What this app tells the others when the program starts."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from core import audit, navigation, slots
from core.approvals import register_inbox
from core.pointers import Pointer, Provider, register_provider
from schools.models import School
from schools.scope import holds, register_path
from schools.work_sources import register_source
from supervision.media import blocks, inbox
from supervision.media.models import Medium
from supervision.media.permissions import can_edit, may_read
from supervision.media.services import pointer_of
from supervision.media.work import MEDIA, REVIEWS

ACTS = {
    "medium.written": "บันทึกผลงาน",
    "medium.edited": "แก้ไขผลงาน",
    "medium.submitted": "ส่งผลงาน",
    "medium.removed": "ลบร่าง",
    "medium.asked": "ขอให้ประเมิน: {who}",
    "medium.reviewed": "ประเมิน ระดับ{level}",
    "medium.listed": "ขึ้นทะเบียน {to}",
    "medium.shared": "เปลี่ยนเป็น{to}",
    "medium.returned": "ตีกลับ: {reason}",
    "medium.withdrawn": "เลิกใช้: {reason}",
    "medium.used": "บันทึกการใช้ {where}",
}


def _schools(keys: frozenset[int]) -> Q:
    """A school reads its own, and what is shared of its office."""
    return Q(school__in=keys) | Q(
        for_schools=True, state="listed", district__in=School.objects.filter(pk__in=keys).values("district")
    )


def _medium(key: str) -> Medium:
    return Medium.objects.select_related("district", "school__district").get(pk=int(key))


def _seen(user: Any, key: str) -> bool:
    return Medium.objects.visible_to(user).filter(pk=int(key)).exists() and may_read(user, _medium(key))


def _search(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    rows = Medium.objects.visible_to(user).of_district(district).listed().filter(title__icontains=text)
    rows = rows.filter(school=school) if school is not None else rows
    return [pointer_of(row) for row in rows[:limit]]


def register_all() -> None:
    """Paths, acts, pointers, inbox, work sources, navigation."""
    audit.register(ACTS)
    register_path(Medium, district="district", school=_schools)
    register_provider(
        "learning_medium",
        Provider(
            label=lambda key: str(_medium(key)),
            url=lambda key: reverse("media:medium", args=[key]),
            may_view=_seen,
            may_change=lambda user, key: can_edit(user, _medium(key)),
            district_code=lambda key: _medium(key).district.code,
            # It names the reviewers and the level each gave.
            may_trace=lambda user, key: holds(user, "district.read", district=_medium(key).district_id),
            allow=("image", "pdf", "office", "media"),
            thai="สื่อและนวัตกรรม",
            search=_search,
            snapshot=lambda key: pointer_of(_medium(key)),
        ),
    )
    register_inbox("media", inbox.source)
    slots.register("school.main", blocks.SCHOOL)
    register_source(MEDIA)
    register_source(REVIEWS)
    navigation.register(
        navigation.NavItem(
            "media", "สื่อและนวัตกรรม", "media:media", "bulb", order=134, section=navigation.GROUP,
            capabilities=("district.read", "school.read"),
        )
    )  # fmt: skip
