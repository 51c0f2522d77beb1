"""What this app tells the others when the program starts."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from core import audit, navigation
from core.pointers import Pointer, Provider, register_provider
from schools.models import School
from schools.published import PublishedKind, register_published
from schools.scope import holds, register_path
from schools.work_sources import register_source
from supervision.research.models import Study
from supervision.research.permissions import can_write
from supervision.research.services import pointer_of
from supervision.research.work import STUDIES

ACTS = {
    "study.added": "เพิ่มงานวิจัยในทะเบียน",
    "study.edited": "แก้ไขงานวิจัย",
    "study.moved": "บันทึกขั้น{stage} {note}",
    "study.cancelled": "ยกเลิกงานวิจัย: {reason}",
    "study.published": "เผยแพร่งานวิจัยถึง{to}",
    "study.taken_back": "เลิกเผยแพร่งานวิจัย",
}


def _of_schools(keys: frozenset[int]) -> Q:
    """What is published to the schools of their office."""
    return Study.open_to_schools() & Q(district__in=School.objects.filter(pk__in=keys).values("district"))


def _study(key: str) -> Study:
    return Study.objects.select_related("district").get(pk=int(key))


def _search(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    """The office's own; studies are of no school."""
    if school is not None:
        return []
    rows = Study.objects.visible_to(user).of_district(district).standing().filter(title__icontains=text)
    return [pointer_of(row) for row in rows[:limit]]


def register_all() -> None:
    """Paths, acts, pointers, published reports, navigation."""
    audit.register(ACTS)
    register_path(Study, district="district", school=_of_schools)
    register_provider(
        "study",
        Provider(
            label=lambda key: str(_study(key)),
            url=lambda key: reverse("research:study", args=[key]),
            may_view=lambda user, key: Study.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: can_write(user, _study(key)),
            district_code=lambda key: _study(key).district.code,
            may_trace=lambda user, key: holds(user, "district.read", district=_study(key).district_id),
            printed=lambda key: ("research-summary", {"study": key}),
            thai="งานวิจัย",
            search=_search,
            snapshot=lambda key: pointer_of(_study(key)),
        ),
    )
    register_published(
        PublishedKind(
            key="study",
            thai="รายงานการวิจัย",
            rows=lambda: Study.objects.select_related("district"),
            label=str,
            page=lambda row: reverse("research:study", args=[row.pk]),
            document=lambda row: ("research-summary", {"study": row.pk}),
        )
    )
    register_source(STUDIES)
    navigation.register(
        navigation.NavItem(
            "research",
            "งานวิจัย",
            "research:studies",
            "file-search",
            order=130,
            section=navigation.GROUP,
            capabilities=("district.read", "school.read"),
        )
    )
