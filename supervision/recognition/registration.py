"""What this app tells the others when the program starts: paths, acts, pointers, inbox, working pages, proof."""

from django.db.models import Q
from django.urls import reverse

from core import audit, navigation
from core.approvals import register_inbox
from evidence.proofs import register_source
from schools.models import School
from schools.scope import SchoolRule, register_path
from supervision.improvement.working import WorkingPage, register_working_page
from supervision.recognition import inbox, pointing, standing
from supervision.recognition.models import Award, BestPractice, Certificate, Nomination, Poll, Recipient, SharingEvent
from supervision.recognition.proofs import HONOURS

ACTS = {
    "award.created": "ร่างรางวัล",
    "award.edited": "แก้ไขรางวัล",
    "award.nominating": "เปิดรับการเสนอชื่อ",
    "award.ruled": "คัดเลือกตามเกณฑ์ {count} โรงเรียน",
    "award.recipient_added": "ให้ {who} ได้รับ: {why}",
    "award.recipient_removed": "นำ {who} ออก",
    "award.announced": "ประกาศผู้ได้รับ {count} ราย",
    "award.revoked": "เพิกถอน {who}: {reason}",
    "award.cancelled": "ยกเลิกรางวัล: {reason}",
    "award.certificates": "ออกเกียรติบัตร {count} ฉบับ เลขที่ {first} ถึง {last}",
    "nomination.submitted": "เสนอชื่อ",
    "nomination.accepted": "รับการเสนอชื่อ {reason}",
    "nomination.declined": "ไม่รับการเสนอชื่อ: {reason}",
    "nomination.withdrawn": "ถอนการเสนอชื่อ",
    "poll.called": "เปิดประชามติ ผู้มีสิทธิ {electors} คน",
    "poll.closed": "ปิดประชามติ ออกเสียง {voted} จาก {electors} คน",
    "poll.cancelled": "ยกเลิกประชามติ: {reason}",
    "certificate.cancelled": "ยกเลิกเกียรติบัตร: {reason}",
    "practice.written": "เขียนแนวปฏิบัติที่ดี",
    "practice.edited": "แก้ไขแนวปฏิบัติที่ดี",
    "practice.submitted": "ส่งแนวปฏิบัติที่ดี",
    "practice.shown": "เผยแพร่แนวปฏิบัติที่ดี",
    "practice.returned": "ตีกลับ: {reason}",
    "practice.withdrawn": "เลิกเผยแพร่: {reason}",
}
READERS = ("district.read", "school.read")


def _of_schools(district: str, states: tuple[str, ...]) -> SchoolRule:
    """Rows in these states are read by every school of the office."""
    return lambda keys: Q(
        **{f"{district}__in": School.objects.filter(pk__in=keys).values("district"), "state__in": states}
    )


def _practices(keys: frozenset[int]) -> Q:
    """A school reads its own, and what is shown of its office."""
    return Q(school__in=keys) | Q(
        state="shown", school__district__in=School.objects.filter(pk__in=keys).values("district")
    )


def _paths() -> None:
    choosing = ("honour.write", "ranking.read")
    named = ("polls__electors__person",)
    register_path(Award, district="district", school=_of_schools("district", ("nominating", "announced")), named=named)
    register_path(
        Nomination, district="award__district", read=choosing, school_read=(), named=("nominated_by__people",)
    )
    register_path(Recipient, district="award__district", read=choosing, school_read=(), named=("person",))
    register_path(Poll, district="award__district", school_read=(), named=("electors__person",))
    register_path(Certificate, district="district", school="recipient__school", named=("recipient__person",))
    register_path(BestPractice, district="school__district", school=_practices)
    register_path(SharingEvent, district="programme__district")


def _working_pages() -> None:
    register_working_page(
        WorkingPage(
            "honours", "ยกย่องเชิดชูเกียรติ",
            office=lambda programme: reverse("recognition:honours", args=[programme.pk]),
            school=lambda participation: reverse("recognition:school-honours", args=[participation.pk]),
            standing=standing.honours, school_standing=standing.school_honours,
        )
    )  # fmt: skip
    register_working_page(
        WorkingPage(
            "sharing", "แลกเปลี่ยนเรียนรู้",
            office=lambda programme: reverse("recognition:sharing", args=[programme.pk]),
            school=lambda participation: reverse("recognition:school-sharing", args=[participation.pk]),
            standing=standing.sharing, school_standing=standing.school_sharing,
        )
    )  # fmt: skip


def register_all() -> None:
    audit.register(ACTS)
    _paths()
    pointing.register()
    register_source(HONOURS)
    register_inbox("recognition", inbox.source)
    _working_pages()
    navigation.register(
        navigation.NavItem(
            "recognition", "ยกย่องเชิดชูเกียรติ", "recognition:index", "award", order=68, capabilities=READERS
        )
    )
