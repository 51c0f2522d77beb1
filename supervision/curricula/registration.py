"""What this app tells the others when the program starts."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from core import audit, navigation, slots
from core.approvals import register_inbox
from core.pointers import Provider, register_provider
from core.slots import Block
from instruments.querysets import register_readers
from schools.models import School
from schools.scope import people_keys, register_path
from schools.signals import register_reference_loader
from schools.work_sources import TASK, WORK_GROUP, WorkSource, register_source
from supervision.achievement.permissions import may_read_school
from supervision.curricula import inbox
from supervision.curricula.models import Curriculum, CurriculumKind, CurriculumReview
from supervision.curricula.permissions import can_edit, may_read
from supervision.curricula.queries import work
from supervision.curricula.reference import load_kinds

READERS = ("district.read", "school.read")
ACTS = {
    "curriculum.written": "บันทึกร่างหลักสูตร",
    "curriculum.edited": "แก้ไขหลักสูตร",
    "curriculum.submitted": "ส่งหลักสูตร",
    "curriculum.withdrawn": "ดึงหลักสูตรกลับ",
    "curriculum.review_begun": "เริ่มตรวจหลักสูตร",
    "curriculum.reviewed": "สรุปผลการตรวจหลักสูตร",
    "curriculum.review_reopened": "แก้ไขผลการตรวจ",
    "curriculum.review_cancelled": "ยกเลิกแบบตรวจ: {reason}",
    "curriculum.accepted": "รับหลักสูตรว่าใช้ได้",
    "curriculum.returned": "ส่งกลับให้ปรับปรุง: {reason}",
    "curriculum.cancelled": "ยกเลิกหลักสูตร: {reason}",
    "curriculum.kind_saved": "บันทึกชนิดหลักสูตร",
}


def _kinds(keys: frozenset[int]) -> Q:
    return Q(district__in=School.objects.filter(pk__in=keys).values("district"))


def _row(key: str) -> Curriculum:
    return Curriculum.objects.select_related("school__district").get(pk=int(key))


def _seen(user: Any, key: str) -> bool:
    return Curriculum.objects.visible_to(user).filter(pk=int(key)).exists() and may_read(user, _row(key))


def _kind(key: str) -> CurriculumKind:
    return CurriculumKind.objects.select_related("district").get(pk=int(key))


def _block(request: HttpRequest, school: Any) -> dict[str, Any] | None:
    """A school's curricula that are not history."""
    if not may_read_school(request.user, school):
        return None
    rows = Curriculum.objects.visible_to(request.user).filter(school=school).standing().exclude(state="superseded")
    rows = rows.select_related("kind", "school__district").order_by("kind__position", "-year_from")
    found = [row for row in rows if may_read(request.user, row)]
    return {"curricula": found} if found else None


def _providers() -> None:
    register_provider(
        "curriculum",
        Provider(
            label=lambda key: str(_row(key)),
            url=lambda key: reverse("curricula:curriculum", args=[key]),
            may_view=_seen,
            may_change=lambda user, key: can_edit(user, _row(key)),
            district_code=lambda key: _row(key).school.district.code,
            max_files=10,
        ),
    )
    register_provider(
        "curriculum_kind",
        Provider(
            label=lambda key: _kind(key).name,
            url=lambda key: reverse("curricula:kinds"),
            may_view=lambda user, key: CurriculumKind.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: False,
            district_code=lambda key: _kind(key).district.code,
        ),
    )


def register_all() -> None:
    audit.register(ACTS)
    register_path(CurriculumKind, district="district", school=_kinds)
    register_path(Curriculum, district="school__district", school="school")
    register_path(
        CurriculumReview, district="curriculum__school__district",
        school=lambda keys: Q(curriculum__school__in=keys, state="done"), named=("reviewer",),
    )  # fmt: skip
    _providers()
    register_reference_loader("curriculum kinds", load_kinds)
    register_readers(
        lambda user: Q(
            pk__in=CurriculumReview.objects.filter(reviewer__in=people_keys(user)).values("response"),
            is_internal=False,
        )
    )
    register_inbox("curricula", inbox.source)
    register_source(WorkSource("curricula", "การตรวจหลักสูตรสถานศึกษา", "ฉบับ", "book", work, names=(TASK, WORK_GROUP)))
    slots.register("school.main", Block("curricula.school", 47, _block, "curricula/_school.html"))
    navigation.register(
        navigation.NavItem(
            "curricula", "หลักสูตรสถานศึกษา", "curricula:index", "book", order=119, section=navigation.GROUP,
            capabilities=READERS,
        )
    )  # fmt: skip
