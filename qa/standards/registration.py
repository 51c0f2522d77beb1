"""What this app tells the others when the program starts."""

from typing import Any

from django.urls import reverse

from core import audit, navigation
from core.approvals import register_inbox
from core.pointers import Provider, register_provider
from office.orders.services import Proposal, Proposer, register_proposer
from office.orders.signals import order_issued
from qa.standards import inbox
from qa.standards.models import DistrictPaper, SchoolStandards, Standard, StandardSet
from qa.standards.permissions import can_change_paper_files, can_write_paper
from qa.standards.services.district import (
    KIND,
    SOURCE,
    announcement_issued,
    announcement_of,
    paper_pointer,
)
from qa.standards.services.reference import load_standard_sets
from qa.standards.services.school import KIND as SCHOOL_KIND
from schools.scope import holds, register_path
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

PAPER_ACTIONS = {
    "district_standards.send": "เสนอ {body} พิจารณา",
    "district_standards.withdraw": "ถอนคืนจากองค์คณะ",
    "district_standards.endorse": "{body} เห็นชอบ ในการประชุมครั้งที่ {meeting}",
    "district_standards.return": "ส่งกลับให้แก้ไข: {reason}",
    "district_standards.announce": "ประกาศมาตรฐานของเขต {years}",
    "district_standards.tied": "ผูกกับ{order}ในทะเบียน",
    "quality_settings.saved": "กำหนดองค์คณะที่ให้ความเห็นชอบมาตรฐานเป็น {body}",
}

SCHOOL_ACTIONS = {
    "school_standards.started": "เริ่มจัดทำจาก {set}",
    "school_standards.saved": "บันทึกค่าเป้าหมาย {count} ข้อ",
    "school_standards.item_saved": "บันทึกข้อของโรงเรียน {number}",
    "school_standards.item_removed": "นำข้อของโรงเรียน {number} ออก",
    "school_standards.declared": "ประกาศมาตรฐานและค่าเป้าหมาย",
    "school_standards.revised": "เปิดแก้ไขหลังประกาศ: {reason}",
    "school_standards.deleted": "ลบร่างมาตรฐานและค่าเป้าหมาย",
}


def _paper(key: str) -> SchoolStandards:
    return SchoolStandards.objects.select_related("school__district").get(pk=key)


def _set(key: str) -> StandardSet:
    return StandardSet.objects.select_related("district", "paper").get(pk=key)


def _drafts(user: Any, district: Any) -> list[tuple[str, str]]:
    """Sets of the office whose announcement may be drafted: endorsed, and not tied to one yet."""
    rows = DistrictPaper.objects.visible_to(user).filter(set__district=district, announcement=None)
    ready = rows.filter(state__in=(DistrictPaper.State.ENDORSED, DistrictPaper.State.ANNOUNCED))
    return [(str(row.set_id), row.set.name) for row in ready.select_related("set").order_by("-pk")]


def _announcement(user: Any, district: Any, key: str) -> Proposal | None:
    rows = DistrictPaper.objects.visible_to(user).filter(set__district=district).select_related("set__district")
    paper = rows.filter(set=int(key)).first() if key.isdecimal() else None
    return announcement_of(paper) if paper else None


def _issued(sender: Any, order: Any, actor: Any, **more: Any) -> None:
    announcement_issued(order, actor)


def register_all() -> None:
    register_proposer(Proposer(SOURCE, "มาตรฐานการศึกษาของเขต", "announcement", "standards", _drafts, _announcement))
    order_issued.connect(_issued, dispatch_uid="qa.standards.announcement")
    register_path(Standard, district="set__district")
    register_reference_loader("standard sets", load_standard_sets)
    register_path(DistrictPaper, district="set__district")
    audit.register({**SET_ACTIONS, **PAPER_ACTIONS, **SCHOOL_ACTIONS})
    register_path(SchoolStandards, district="school__district", school="school")
    register_inbox("district_standards", inbox.source)
    register_inbox("school_standards", inbox.school_source)
    register_provider(
        SCHOOL_KIND,
        Provider(
            label=lambda key: str(_paper(key)),
            url=lambda key: reverse("standards:school-paper", args=[key]),
            may_view=lambda user, key: SchoolStandards.objects.visible_to(user).filter(pk=key).exists(),
            may_change=lambda user, key: can_write_paper(user, _paper(key)),
            district_code=lambda key: _paper(key).school.district.code,
            max_files=10,
        ),
    )
    register_provider(
        KIND,
        Provider(
            label=lambda key: paper_pointer(_set(key)).label,
            url=lambda key: reverse("standards:paper", args=[key]),
            # The resolution is the office's; schools read what was announced.
            may_view=lambda user, key: holds(user, "district.read", district=_set(key).district_id),
            may_change=lambda user, key: can_change_paper_files(user, _set(key)),
            district_code=lambda key: _set(key).district.code,
        ),
    )
    navigation.register(
        navigation.NavItem(
            "standards", "มาตรฐานการศึกษา", "standards:sets", "award", order=67, section=navigation.QUALITY,
            capabilities=("district.read", "school.read"),
        ),
        navigation.NavItem(
            "school-standards-board", "มาตรฐานของโรงเรียน", "standards:board", "target", order=68,
            section=navigation.QUALITY,
            capabilities=("district.read",),
        ),
        navigation.NavItem(
            "school-standards", "มาตรฐานและค่าเป้าหมาย", "standards:school-papers", "target", order=68,
            section=navigation.QUALITY,
            capabilities=("school.read",),
        ),
    )  # fmt: skip
    register_provider(
        "standard_set",
        Provider(
            label=lambda key: StandardSet.objects.get(pk=key).name,
            url=lambda key: reverse("standards:set", args=[key]),
            may_view=lambda user, key: StandardSet.objects.visible_to(user).filter(pk=key).exists(),
            may_change=lambda user, key: False,
            district_code=lambda key: StandardSet.objects.select_related("district").get(pk=key).district.code,
            printed=lambda key: ("district-standards", {"set": key}),
        ),
    )
