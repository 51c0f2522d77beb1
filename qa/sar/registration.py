"""What this app tells the others when the program starts: acts, pointers, inbox, evidence, blocks, pages."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from core import audit, navigation, slots
from core.approvals import register_inbox
from core.pointers import Provider, register_provider
from evidence.proofs import register_source
from evidence.uses import register_use
from qa.levels.texts import register_texts
from qa.sar import blocks, inbox, permissions, proofs
from qa.sar.models import Sar, SarCall
from qa.sar.texts import texts
from qa.sar.yearly_proofs import SARS

ACTS = {
    "sar_call.created": "ร่างประกาศเรียก SAR",
    "sar_call.edited": "แก้ไขร่างประกาศเรียก SAR",
    "sar_call.opened": "เรียก SAR จาก {schools} โรงเรียน",
    "sar_call.extended": "เลื่อนกำหนดส่ง SAR จาก {before} เป็น {after}: {reason}",
    "sar_call.reminded": "เตือน {schools} โรงเรียนที่ยังไม่ส่ง SAR",
    "sar_call.closed": "ปิดรับ SAR",
    "sar_call.cancelled": "ยกเลิกประกาศเรียก SAR: {reason}",
    "sar_call.deleted": "ลบร่างประกาศเรียก SAR",
    "sar.confirmed": "โรงเรียนรับทราบประกาศเรียก SAR",
    "sar.basic": "ยืนยันข้อมูลพื้นฐาน",
    "sar.handed": "เขียน SAR เสร็จ ส่งให้ ผอ.โรงเรียน",
    "sar.submitted": "ส่ง SAR ฉบับที่ {revision}",
    "sar.accepted": "รับ SAR ฉบับที่ {revision}",
    "sar.returned": "ตีกลับ SAR ฉบับที่ {revision}: {reason}",
    "sar.extended": "ขยายกำหนดส่งของโรงเรียนเป็น {after}: {reason}",
}


def _call(key: str) -> SarCall:
    return SarCall.objects.select_related("district").get(pk=int(key))


def _sar(key: str) -> Sar:
    return Sar.objects.select_related("call__district", "school__district").get(pk=int(key))


def _printed(key: str) -> tuple[str, dict[str, Any]]:
    sar = _sar(key)
    return "sar", {"school": sar.school_id, "year": sar.call.academic_year}


def _providers() -> None:
    register_provider(
        "sar_call",
        Provider(
            label=lambda key: str(_call(key)),
            url=lambda key: reverse("sar:call", args=[key]),
            may_view=lambda user, key: SarCall.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: permissions.may_call(user, _call(key).district),
            district_code=lambda key: _call(key).district.code,
            max_files=5,
        ),
    )
    register_provider(
        "sar",
        Provider(
            label=lambda key: str(_sar(key)),
            url=lambda key: reverse("sar:sar", args=[key]),
            may_view=lambda user, key: permissions.may_see_live(user, _sar(key)),
            may_change=lambda user, key: permissions.can_write(user, _sar(key), timezone.localdate()),
            district_code=lambda key: _sar(key).call.district.code,
            printed=_printed,
            max_files=10,
        ),
    )


def register_all() -> None:
    audit.register(ACTS)
    _providers()
    register_use(proofs.USE)
    register_source(SARS)
    register_texts(texts)
    register_inbox("sar", inbox.source)
    navigation.register(
        navigation.NavItem(
            "sar",
            "SAR",
            "sar:index",
            "report-analytics",
            order=64,
            section=navigation.QUALITY,
            capabilities=("district.read", "school.read"),
        ),
    )
    slots.register("home.main", *blocks.HOME_MAIN)
    slots.register("school.main", *blocks.SCHOOL_MAIN)
