"""What this app tells the others when the program starts."""

from core import audit
from kotpn.meetings import awaiting, held

ACTS = {
    "committee_meeting.called": "นัดประชุม{occasion}",
    "committee_meeting.opened": "เปิดประชุมเวลา {at}: {quorum}",
    "committee_meeting.not_opened": "เปิดประชุมไม่ได้: {quorum}",
    "committee_meeting.closed": "เลิกประชุมเวลา {at}",
    "committee_meeting.presence": "บันทึกการมาประชุม: {who} {how} {reason}",
    "committee_meeting.arrived": "{who} เข้าประชุมเวลา {at}",
    "committee_meeting.left": "{who} กลับเวลา {at}",
    "committee_meeting.times": "แก้เวลาของ {who}: {arrived} ถึง {left}",
    "committee_meeting.taken_back": "ยกเลิกการบันทึกล่าสุดของ {who}",
    "committee_meeting.other": "ผู้เข้าร่วมประชุม: {who}",
    "committee_meeting.other_dropped": "นำออกจากผู้เข้าร่วมประชุม: {who}",
    "committee_meeting.conflict": "{who} มีส่วนได้เสียในเรื่อง {item}",
    "committee_meeting.conflict_withdrawn": "{who} ไม่มีส่วนได้เสียในเรื่อง {item}",
    "committee_meeting.item_added": "เพิ่มระเบียบวาระ: {title}",
}


def register_all() -> None:
    audit.register(ACTS)
    awaiting.register()
    held.register()
