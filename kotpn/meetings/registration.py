"""What this app tells the others when the program starts."""

from django.urls import reverse

from core import audit, navigation, notify, slots
from core.pointers import Provider, register_provider
from kotpn.meetings import awaiting, blocks, held, mails, work
from kotpn.meetings.addresses import MAIL
from kotpn.meetings.models import AgendaTemplate, Meeting, MeetingSeries, Paper
from kotpn.meetings.papers import KIND as PAPER
from kotpn.meetings.services.base import KIND
from kotpn.meetings.services.templates import load_templates
from schools.scope import register_path
from schools.signals import register_reference_loader

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
    "committee_meeting.changed": "แก้ไขการประชุม เป็น {day}",
    "committee_meeting.cancelled": "ยกเลิกการประชุม: {reason}",
    "committee_meeting.agenda": "ระเบียบวาระ: {text}",
    "committee_meeting.item_added": "เพิ่มระเบียบวาระ: {title}",
    "committee_meeting.papers": "เอกสารประกอบ: {text}",
    "committee_meeting.guest": "เพิ่มผู้ที่จะเชิญ: {name}",
    "committee_meeting.invited": "ส่งหนังสือเชิญ {count} คน",
    "committee_meeting.invited_again": "ส่งหนังสือเชิญอีกครั้งถึง {name}",
    "committee_meeting.uninvited": "ถอนคำเชิญ {name}",
    "committee_meeting.replied": "{name} ตอบรับ: {reply}",
    "committee_meeting.commented": "แสดงความเห็นต่อเรื่อง {title}",
    "committee_meeting.uncommented": "ลบความเห็นต่อเรื่อง {title}",
    "agenda_template.saved": "แก้ไขแบบระเบียบวาระ {name}",
}


def _meeting(key: str) -> Meeting:
    return Meeting.objects.select_related("committee__district").get(pk=int(key))


def _paper(key: str) -> Paper:
    return Paper.objects.select_related("item__section__meeting__committee__district").get(pk=int(key))


def register_all() -> None:
    audit.register(ACTS)
    awaiting.register()
    held.register()
    work.register()
    audit.register_reads({"committee_meeting.files_taken": "ดาวน์โหลดไฟล์ประกอบการประชุม {count} ไฟล์"})
    register_path(MeetingSeries, district="committee__district")
    register_path(AgendaTemplate, district="district")
    notify.register_mail(MAIL, mails.write)
    register_reference_loader("agenda templates", load_templates)
    register_provider(
        KIND,
        Provider(
            label=lambda key: str(_meeting(key)),
            url=lambda key: reverse("committee-meetings:meeting", args=[key]),
            may_view=lambda user, key: Meeting.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: False,
            district_code=lambda key: _meeting(key).committee.district.code,
        ),
    )
    register_provider(
        PAPER,
        Provider(
            label=lambda key: _paper(key).title,
            url=lambda key: reverse("committee-meetings:meeting", args=[_paper(key).item.section.meeting_id]),
            may_view=lambda user, key: Paper.objects.visible_to(user).filter(pk=int(key)).exists(),
            # Files come and go with their papers, never by themselves.
            may_change=lambda user, key: False,
            district_code=lambda key: _paper(key).item.section.meeting.committee.district.code,
            max_files=1,
        ),
    )
    slots.register("home.main", blocks.HOME)
    navigation.register(
        navigation.NavItem(
            "committee-meetings", "การประชุม", "committee-meetings:meetings", "gavel", order=110,
            section=navigation.KOTPN, capabilities=("paper.read",),
        )
    )  # fmt: skip
