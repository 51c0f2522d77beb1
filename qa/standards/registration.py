"""What this app tells the others when the program starts."""

from django.urls import reverse

from core import audit, navigation
from core.pointers import Provider, register_provider
from qa.standards.models import Standard, StandardSet
from qa.standards.services.reference import load_standard_sets
from schools.scope import register_path
from schools.signals import register_reference_loader

SET_ACTIONS = {
    "standard_set.made": "สร้างชุดมาตรฐาน",
    "standard_set.written": "แก้ไขร่างชุดมาตรฐาน",
    "standard_set.tied": "ผูกข้อ {number} กับชุดอื่น {count} ข้อ",
    "standard_set.published": "ประกาศใช้ {years}",
    "standard_set.ended": "กำหนดปีที่ใช้เป็น {years}",
    "standard_set.retired": "เลิกใช้ชุดมาตรฐาน",
    "standard_set.deleted": "ลบร่างชุดมาตรฐาน",
}


def register_all() -> None:
    register_path(Standard, district="set__district")
    register_reference_loader("standard sets", load_standard_sets)
    audit.register(SET_ACTIONS)
    navigation.register(
        navigation.NavItem(
            "standards", "มาตรฐานการศึกษา", "standards:sets", "award", order=67,
            capabilities=("district.read", "school.read"),
        )
    )  # fmt: skip
    register_provider(
        "standard_set",
        Provider(
            label=lambda key: StandardSet.objects.get(pk=key).name,
            url=lambda key: reverse("standards:set", args=[key]),
            may_view=lambda user, key: StandardSet.objects.visible_to(user).filter(pk=key).exists(),
            may_change=lambda user, key: False,
            district_code=lambda key: StandardSet.objects.select_related("district").get(pk=key).district.code,
        ),
    )
