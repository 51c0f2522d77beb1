"""What this app tells the others when the program starts."""

from typing import Any

from django.urls import reverse

from core import audit, navigation
from core.pointers import Provider, register_provider
from kotpn.standards.models import Indicator, Issue, LevelRule, OfficeStandard, OfficeStandardSet, ProofLine
from kotpn.standards.services.reference import load_office_sets
from schools.scope import register_path
from schools.signals import register_reference_loader

ACTS = {
    "office_standard_set.made": "สร้างชุดมาตรฐานสำนักงาน",
    "office_standard_set.copied": "ทำสำเนาจาก {source}",
    "office_standard_set.written": "แก้ไขร่างชุดมาตรฐานสำนักงาน",
    "office_standard_set.published": "ประกาศใช้ {years}",
    "office_standard_set.ended": "กำหนดปีที่ใช้เป็น {years}",
    "office_standard_set.retired": "เลิกใช้ชุดมาตรฐานสำนักงาน",
    "office_standard_set.deleted": "ลบร่างชุดมาตรฐานสำนักงาน",
}


def _set(key: str) -> OfficeStandardSet:
    found: OfficeStandardSet = OfficeStandardSet.objects.select_related("district").get(pk=int(key))
    return found


def _may_view(user: Any, key: str) -> bool:
    return bool(OfficeStandardSet.objects.visible_to(user).filter(pk=int(key)).exists())


def register_all() -> None:
    register_path(OfficeStandardSet, district="district")
    register_path(OfficeStandard, district="set__district")
    register_path(Indicator, district="standard__set__district")
    register_path(LevelRule, district="indicator__standard__set__district")
    register_path(Issue, district="indicator__standard__set__district")
    register_path(ProofLine, district="issue__indicator__standard__set__district")
    register_reference_loader("office standard sets", load_office_sets)
    audit.register(ACTS)
    register_provider(
        "office_standard_set",
        Provider(
            label=lambda key: _set(key).name,
            url=lambda key: reverse("office-standards:set", args=[key]),
            may_view=_may_view,
            may_change=lambda user, key: False,
            district_code=lambda key: _set(key).district.code,
        ),
    )
    navigation.register(
        navigation.NavItem(
            "office-standards", "ชุดมาตรฐานสำนักงาน", "office-standards:sets", "award", order=160,
            section=navigation.KOTPN, capabilities=("standard.write",),
        )
    )  # fmt: skip
