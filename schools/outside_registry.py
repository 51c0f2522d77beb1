"""What the outside register tells the rest of the product: names of acts, pointers, navigation."""

from typing import Any

from django.urls import reverse

from core import audit, navigation, pointers
from schools.models import OutsideBody, OutsidePerson
from schools.permissions import can_keep_outside

ACTS = {
    "outside.added": "เพิ่มในทะเบียนภายนอก",
    "outside.edited": "แก้ไขทะเบียนภายนอก",
    "outside.switched": "{state}",
    "outside.linked": "ผูกกับบัญชีของ {person}",
}


def _provider(model: Any, page: str) -> pointers.Provider:
    def found(key: str) -> Any:
        return model.objects.select_related("district").get(pk=int(key))

    return pointers.Provider(
        label=lambda key: str(found(key)),
        url=lambda key: reverse(page, args=[key]),
        may_view=lambda user, key: model.objects.visible_to(user).filter(pk=int(key)).exists(),
        may_change=lambda user, key: can_keep_outside(user, found(key).district),
        district_code=lambda key: found(key).district.code,
    )


def register() -> None:
    audit.register(ACTS)
    audit.register_reads({"outside.read": "เปิดดูข้อมูลบุคคลภายนอก"})
    pointers.register_provider("outside-person", _provider(OutsidePerson, "outside:person"))
    pointers.register_provider("outside-body", _provider(OutsideBody, "outside:body"))
    navigation.register(
        navigation.NavItem(
            "outside", "บุคคลและหน่วยงานภายนอก", "outside:people", "building-community",
            order=170, section=navigation.OFFICE,
            capabilities=("reference.read",),
        )
    )  # fmt: skip
