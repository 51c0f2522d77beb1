"""What this app tells the others when the program starts: paths, acts, pointer, inbox, lists, navigation."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from core import audit, navigation, slots
from core.approvals import register_inbox
from core.pointers import Provider, register_provider
from core.slots import Block
from schools.scope import register_path
from schools.services.lists import OfficeList, register_list
from schools.signals import register_reference_loader
from schools.work_sources import TASK, WORK_GROUP, WorkSource, people_of_accounts, register_source
from supervision.inclusion import inbox
from supervision.inclusion.models import Coordination, DisabilityKind, InclusionYear
from supervision.inclusion.permissions import can_fill
from supervision.inclusion.queries import work_rows
from supervision.inclusion.services import load_kinds

ACTS = {
    "inclusion.opened": "เริ่มบันทึกข้อมูลเรียนรวม",
    "inclusion.written": "บันทึกจำนวน",
    "inclusion.helped": "เพิ่มความช่วยเหลือ: {text}",
    "inclusion.help_dropped": "นำความช่วยเหลือออก: {text}",
    "inclusion.submitted": "ส่งข้อมูลเรียนรวม",
    "inclusion.accepted": "รับข้อมูลเรียนรวม",
    "inclusion.returned": "ตีกลับ: {reason}",
    "coordination.written": "บันทึกการประสานงาน",
    "coordination.edited": "แก้ไขการประสานงาน",
    "coordination.cancelled": "ยกเลิกการประสานงาน: {reason}",
}
READERS = ("district.read", "school.read")


def _year(key: str) -> InclusionYear:
    return InclusionYear.objects.select_related("school__district").get(pk=int(key))


def _coordination(key: str) -> Coordination:
    return Coordination.objects.select_related("district").get(pk=int(key))


def _of_school(request: HttpRequest, school: Any) -> dict[str, Any] | None:
    rows = InclusionYear.objects.visible_to(request.user).filter(school=school)
    found = list(rows.order_by("-academic_year")[:2])
    return {"years": found} if found else None


def _pointers() -> None:
    register_provider(
        "inclusion_year",
        Provider(
            label=lambda key: str(_year(key)),
            url=lambda key: reverse("inclusion:year", args=[key]),
            may_view=lambda user, key: InclusionYear.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: can_fill(user, _year(key)),
            district_code=lambda key: _year(key).school.district.code,
        ),
    )
    register_provider(
        "coordination",
        Provider(
            label=lambda key: str(_coordination(key)),
            url=lambda key: f"{reverse('inclusion:coordination')}#c-{key}",
            may_view=lambda user, key: Coordination.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: False,
            district_code=lambda key: _coordination(key).district.code,
        ),
    )


def register_all() -> None:
    audit.register(ACTS)
    register_path(DisabilityKind, district="district", read=("reference.read",))
    register_path(InclusionYear, district="school__district", school="school")
    register_path(Coordination, district="district", school_read=())
    _pointers()
    register_inbox("inclusion", inbox.source)
    register_list(
        OfficeList("disability-kinds", DisabilityKind, "ประเภทความพิการ", "ประเภท", ("position", "name", "is_active")),
        {"one_disability_kind_per_name": ("มีชื่อนี้อยู่แล้ว", "name")},
    )
    register_reference_loader("disability kinds", load_kinds)
    register_source(
        WorkSource(
            "coordination",
            "การประสานงานการศึกษาพิเศษ",
            "ครั้ง",
            "phone",
            work_rows,
            people=people_of_accounts,
            names=(TASK, WORK_GROUP),
        )
    )
    slots.register("school.main", Block("inclusion.of_school", 46, _of_school, "inclusion/_school.html", READERS))
    navigation.register(
        navigation.NavItem(
            "inclusion", "การศึกษาพิเศษและเรียนรวม", "inclusion:index", "users-group", order=140,
            section=navigation.GROUP, capabilities=READERS,
        )
    )  # fmt: skip
