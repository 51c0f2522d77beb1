"""What this app tells the others when the program starts: paths, acts, pointers, inbox, step pages, publishing."""

from django.db.models import Q
from django.urls import reverse

from core import audit, navigation, notify, slots
from core.approvals import register_inbox
from schools.models import School
from schools.published import PublishedKind, register_published
from schools.scope import NamedRule, register_path
from schools.services.lists import OfficeList, register_list
from schools.signals import register_reference_loader
from schools.work_sources import SUBJECT_GROUP, TASK, WorkSource, register_source
from supervision.networks import blocks, inbox, mails, pointing
from supervision.networks.models import FollowUp, Network, NetworkKind, NetworkYear, Survey
from supervision.networks.queries import leads_of, work_rows
from supervision.networks.services import load_kinds
from supervision.networks.services.surveys import MAIL

ACTS = {
    "network.started": "ตั้งเครือข่าย",
    "network.edited": "แก้ไขเครือข่าย",
    "network.closed": "ยุติเครือข่าย: {reason}",
    "network.reopened": "เปิดเครือข่ายอีกครั้ง",
    "network.joined": "เพิ่มสมาชิก {count} ราย",
    "network.left": "{who} ออกจากเครือข่าย",
    "network.paired": "จับคู่ {pair}",
    "network.parted": "สิ้นสุดคู่ {pair}",
    "network.year_opened": "เปิดปีงบประมาณ {year}",
    "network.year_written": "แก้ไขข้อความของปีงบประมาณ {year}",
    "network.planned": "บันทึกแผน: {title}",
    "network.unplanned": "นำแผนออก: {title}",
    "network.called": "เรียกประชุม: {title}",
    "network.done": "บันทึกกิจกรรม: {title}",
    "network.undone": "นำกิจกรรมออก: {title}",
    "network.surveyed": "เปิดแบบสำรวจความต้องการ ลิงก์ใหม่ {count} ราย",
    "network.survey_reminded": "เตือนผู้ที่ยังไม่ตอบ {count} ราย",
    "network.survey_closed": "ปิดแบบสำรวจความต้องการ",
    "network.followed_up": "ติดตามและประเมินผล ปีงบประมาณ {year}",
    "network.follow_up_dropped": "นำการติดตามออก ปีงบประมาณ {year}",
    "network.reported": "ส่งรายงานปีงบประมาณ {year}",
    "network.year_reopened": "เปิดแก้ไขรายงาน: {reason}",
    "network.published": "เผยแพร่รายงานปีงบประมาณ {year}",
    "network.taken_back": "เลิกเผยแพร่รายงานปีงบประมาณ {year}",
}
READERS = ("district.read", "school.read")


def _mine(keys: frozenset[int]) -> Q:
    return Q(pk__in=Network.objects.with_school(keys).values("pk"))


def _mine_or_published(keys: frozenset[int]) -> Q:
    """Years of networks the school is in, and reports opened to the schools of its office."""
    mine = Q(network__in=Network.objects.with_school(keys).values("pk"))
    districts = School.objects.filter(pk__in=keys).values("district")
    return mine | (NetworkYear.open_to_schools() & Q(network__district__in=districts))


def _belonging(path: str) -> NamedRule:
    """Rows whose network the person is a member of now: who left reads it no more."""
    return lambda people: Q(**{f"{path}members__person__in": people, f"{path}members__left_on": None})


def _paths() -> None:
    register_path(NetworkKind, district="district", read=("reference.read",))
    register_path(Network, district="district", school=_mine, named=("leads", _belonging("")))
    register_path(
        NetworkYear, district="network__district", school=_mine_or_published,
        named=("network__leads", _belonging("network__")),
    )  # fmt: skip
    register_path(Survey, district="year__network__district", school_read=())
    register_path(FollowUp, district="year__network__district", school_read=())


def _lists() -> None:
    register_list(
        OfficeList("network-kinds", NetworkKind, "ชนิดของเครือข่ายการนิเทศ", "ชนิด", ("position", "name", "is_active")),
        {"one_network_kind_per_name": ("มีชื่อนี้อยู่แล้ว", "name")},
    )
    register_reference_loader("network kinds", load_kinds)


def register_all() -> None:
    audit.register(ACTS)
    _paths()
    _lists()
    pointing.register()
    register_inbox("network_survey", inbox.source)
    notify.register_mail(MAIL, mails.write)
    blocks.register_steps()
    slots.register("school.main", blocks.SCHOOL_MAIN)
    register_source(
        WorkSource(
            "networks", "เครือข่ายการนิเทศ", "ครั้ง", "sitemap", work_rows, people=leads_of, names=(TASK, SUBJECT_GROUP)
        )
    )
    register_published(
        PublishedKind(
            key="network", thai="รายงานเครือข่ายการนิเทศ",
            rows=lambda: NetworkYear.objects.select_related("network__district"), label=str,
            path="network__district", page=lambda row: reverse("networks:year", args=[row.pk]),
            document=lambda row: ("network-report", {"year": row.pk, "copy": "published"}),
        )
    )  # fmt: skip
    navigation.register(
        navigation.NavItem(
            "networks", "เครือข่ายการนิเทศ", "networks:index", "sitemap", order=106, section=navigation.GROUP,
            capabilities=READERS,
        )
    )  # fmt: skip
