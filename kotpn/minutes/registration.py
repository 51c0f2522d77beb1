"""What this app tells the others when the program starts."""

from typing import Any

from core import audit, navigation, slots
from core.approvals import register_inbox
from evidence.proofs import register_source
from kotpn.meetings.locks import register_lock
from kotpn.meetings.signals import meeting_closed
from kotpn.minutes import blocks, inbox, lane, proof, provider, sources
from kotpn.minutes.models import Minutes, Resolution
from kotpn.minutes.services.adoption import adopt_when_changed, adopt_when_resolved, put_back_when_withdrawn
from kotpn.minutes.services.minutes import begin_when_closed, lock_of
from kotpn.minutes.signals import resolution_changed, resolution_recorded, resolution_withdrawn
from kotpn.minutes.yearly_proofs import MINUTES, RESOLUTIONS
from schools.scope import people_keys, register_naming

ACTS: dict[str, str] = {
    "minutes.entry_saved": "จดรายงานการประชุม: {item}",
    "minutes.resolved": "{reference}: {text} ({quorum})",
    "minutes.resolution_changed": "แก้{reference}: {text} ({quorum})",
    "minutes.resolution_withdrawn": "ยกเลิก{reference}: {reason}",
    "minutes.begun": "เริ่มจดรายงานการประชุม",
    "minutes.named": "กำหนดผู้จด {recorder} ผู้ตรวจ {checker}",
    "minutes.sent": "ส่งตรวจ ฉบับที่ {revision}",
    "minutes.remarked": "แจ้งข้อแก้ไข: {text}",
    "minutes.settled": "ตอบข้อแก้ไข “{text}”: {answer}",
    "minutes.returned": "ส่งกลับให้แก้ไข: {reason}",
    "minutes.circulated": "ผ่านการตรวจ แจ้งเวียนกรรมการ {people} คน",
    "minutes.amended": "ที่ประชุมแก้ไขเป็น: {after}",
    "minutes.amendment_dropped": "ยกเลิกรายการแก้ไข: {after}",
    "minutes.put_back": "ที่ประชุม{occasion} ยกเลิกมติรับรองรายงาน",
    "minutes.adopted": "ที่ประชุม{occasion} รับรองรายงาน แก้ไข {amendments} แห่ง",
    "resolution.assigned": "มอบหมาย {owner}",
    "resolution.noted": "ความก้าวหน้า: {text}",
    "resolution.done": "แจ้งว่าเสร็จแล้ว: {reason}",
    "resolution.closed": "ตรวจแล้ว ปิดมติ",
    "resolution.returned": "ส่งกลับให้ดำเนินการต่อ: {reason}",
    "resolution.reopened": "เปิดใหม่: {reason}",
    "resolution.stopped": "เลิกติดตาม: {reason}",
    "resolution.settled": "ที่ประชุม {reason} รับว่าเสร็จแล้ว",
    "resolution.opened_work": "เปิดงานติดตาม: {label}",
    "resolution.corrected": "แก้ไข{earlier}",
}


def _named(user: Any) -> bool:
    """Owner of a resolution, recorder or checker of minutes: they come in whatever their role."""
    keys = people_keys(user)
    return bool(keys) and (
        Resolution.objects.filter(owner__in=keys).exists()
        or Minutes.objects.filter(recorder__in=keys).exists()
        or Minutes.objects.filter(checker__in=keys).exists()
    )


def register_all() -> None:
    audit.register(ACTS)
    lane.register()
    provider.register()
    proof.register()
    sources.register()
    register_source(MINUTES)
    register_source(RESOLUTIONS)
    register_lock(lock_of)
    meeting_closed.connect(begin_when_closed, dispatch_uid="kotpn.minutes.begin")
    resolution_recorded.connect(adopt_when_resolved, dispatch_uid="kotpn.minutes.adopt")
    resolution_changed.connect(adopt_when_changed, dispatch_uid="kotpn.minutes.adopt")
    resolution_withdrawn.connect(put_back_when_withdrawn, dispatch_uid="kotpn.minutes.put_back")
    register_naming("paper.read", _named)
    register_inbox("minutes", inbox.minutes_source)
    register_inbox("resolution", inbox.resolution_source)
    slots.register("home.main", *blocks.HOME_MAIN)
    slots.register("committee.aside", blocks.COMMITTEE)
    slots.register("committee-meeting.aside", blocks.MEETING)
    navigation.register(
        navigation.NavItem(
            "resolutions", "ทะเบียนมติ", "minutes:resolutions", "gavel", order=20, section=navigation.KOTPN,
            capabilities=("district.read", "paper.read"),
        ),
        navigation.NavItem(
            "minutes", "รายงานการประชุม", "minutes:index", "notes", order=15, section=navigation.KOTPN,
            capabilities=("district.read", "paper.read"),
        ),
    )  # fmt: skip
