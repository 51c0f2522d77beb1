"""What this app tells the others when the program starts."""

from typing import Any

from core import audit, navigation
from core.approvals import register_inbox
from evidence.proofs import register_source
from meetings import blocks, inbox, provider
from meetings.models import Duty, Evaluation, Gathering, GatheringBody, GatheringKind, Participant
from meetings.proofs import GATHERINGS, LESSONS, PICTURES
from meetings.services import load_lists
from meetings.views.base import READERS
from schools.scope import people_keys, register_naming, register_path
from schools.services.lists import OfficeList, register_list
from schools.signals import register_reference_loader

ACTS = {
    "gathering.called": "นัดประชุม เชิญ {schools} โรงเรียน",
    "gathering.edited": "แก้ไขการประชุม",
    "gathering.batch": "บันทึกรุ่นที่ {number}",
    "gathering.batch_dropped": "นำรุ่นที่ {number} ออก",
    "gathering.programme": "แก้ไขกำหนดการ",
    "gathering.duty": "มอบหน้าที่ {duty}: {who}",
    "gathering.duty_dropped": "ยกเลิกหน้าที่ {duty}: {who}",
    "gathering.people": "กำหนดผู้เข้าร่วม {count} คน",
    "gathering.person_added": "เพิ่มผู้เข้าร่วม {who}",
    "gathering.ticked": "ลงเวลา {who}",
    "gathering.unticked": "ยกเลิกการลงเวลา {who}",
    "gathering.attended": "บันทึกผู้มาประชุม {came} คน",
    "gathering.absent": "บันทึกว่าไม่มา {count} คน",
    "gathering.counted": "บันทึกจำนวน {group}: มา {came} คน",
    "gathering.count_dropped": "นำจำนวน {group} ออก",
    "gathering.agreed": "ข้อตกลง: {text}",
    "gathering.dropped": "นำข้อตกลงออก: {text}",
    "gathering.lesson": "ถอดบทเรียนโดย {who}",
    "gathering.lesson_dropped": "นำบทเรียนของ {who} ออก",
    "gathering.minutes": "ส่งบันทึกการประชุม",
    "gathering.tied": "ผูกกับ {label}",
    "gathering.untied": "เลิกผูกกับ {label}",
    "gathering.form": "เลือกแบบประเมิน {form}",
    "gathering.form_dropped": "นำแบบประเมิน {form} ออก",
    "gathering.link": "เปิดลิงก์แบบประเมิน {form}",
    "gathering.link_closed": "ปิดลิงก์แบบประเมิน {form}",
    "gathering.papers": "บันทึกแบบประเมินจากกระดาษ {count} ฉบับ",
    "gathering.papers_dropped": "นำแบบประเมินจากกระดาษออก {count} ฉบับ",
    "gathering.held": "จัดประชุมแล้ว",
    "gathering.cancelled": "ยกเลิกการประชุม: {reason}",
    "gathering.rules": "กำหนดส่งบันทึกการประชุมภายใน {days} วัน",
}
_SAME_NAME = ("มีชื่อนี้อยู่แล้ว", "name")
_FIELDS = ("position", "name", "is_active")


def _writes_something(user: Any) -> bool:
    """Recorder, or with a duty, in anything that stands."""
    keys = people_keys(user)
    if not keys:
        return False
    mine = Gathering.objects.standing()
    return (
        mine.filter(recorder__in=keys).exists()
        or Duty.objects.filter(person__in=keys, gathering__in=mine.values("pk")).exists()
    )


def _lists() -> None:
    register_list(
        OfficeList("gathering-kinds", GatheringKind, "ประเภทการประชุมและกิจกรรม", "ประเภท", _FIELDS),
        {"one_gathering_kind_per_name": _SAME_NAME},
    )
    register_list(
        OfficeList("gathering-bodies", GatheringBody, "คณะและกลุ่มที่ประชุม", "คณะหรือกลุ่ม", _FIELDS),
        {"one_gathering_body_per_name": _SAME_NAME},
    )
    register_reference_loader("gathering lists", load_lists)


def register_all() -> None:
    audit.register(ACTS)
    register_path(GatheringKind, district="district", read=("reference.read",))
    register_path(GatheringBody, district="district", read=("reference.read",))
    register_path(Participant, district="batch__gathering__district")
    register_path(Evaluation, district="gathering__district")
    register_naming("meeting.write", _writes_something)
    provider.register()
    for source in (GATHERINGS, LESSONS, PICTURES):
        register_source(source)
    register_inbox("gathering_minutes", inbox.source)
    _lists()
    navigation.register(
        navigation.NavItem(
            "meetings", "การประชุมและกิจกรรม", "meetings:gatherings", "users", order=66, capabilities=READERS
        )
    )
    blocks.fill()
