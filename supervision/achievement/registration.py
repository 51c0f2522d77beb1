"""What this app tells the others when the program starts."""

from typing import Any

from django.db.models import Q

from core import audit, navigation, slots
from instruments.querysets import register_readers
from schools.models import School
from schools.scope import SchoolRule, people_keys, register_path
from schools.signals import register_reference_loader
from schools.work_sources import WorkSource, people_of_accounts, register_source
from supervision.achievement import pointing, results
from supervision.achievement.blocks import HOME_ASIDE, SCHOOL_MAIN
from supervision.achievement.models import (
    AssessmentCheck,
    BankItem,
    BankUse,
    Exam,
    ExamResult,
    Paper,
    ResultImport,
    WarningRule,
)
from supervision.achievement.queries.gathered import work
from supervision.achievement.services import load_exams

READERS = ("district.read", "school.read")
ACTS = {
    "exam.saved": "บันทึกชนิดการทดสอบ",
    "exam.paper_saved": "บันทึกวิชา {paper}",
    "exam.rule_saved": "กำหนดเกณฑ์เฝ้าระวัง",
    "exam_result.recorded": "บันทึกผลการทดสอบ {what}: {new}",
    "exam_result.corrected": "แก้ไขผลการทดสอบ {what}: {old} เป็น {new}",
    "exam_result.removed": "ลบผลการทดสอบ {what}: {reason}",
    "exam_result.imported": "นำเข้าผลการทดสอบ {rows} รายการ",
    "bank.added": "เพิ่มเข้าคลังข้อสอบ",
    "bank.edited": "แก้ไขชุดข้อสอบ",
    "bank.withdrawn": "เลิกใช้ชุดข้อสอบ: {reason}",
    "bank.restored": "นำชุดข้อสอบกลับมาใช้",
    "bank.used": "ใช้ข้อสอบ {where}: {purpose}",
    "assessment_check.begun": "เริ่มตรวจการวัดและประเมินผล",
    "assessment_check.done": "ส่งผลการตรวจการวัดและประเมินผล",
    "assessment_check.reopened": "แก้ไขผลการตรวจ",
    "assessment_check.cancelled": "ยกเลิกการตรวจ: {reason}",
}


def _of_own_office(path: str, **more: Any) -> SchoolRule:
    """What every school of the office reads too."""
    return lambda keys: Q(**{f"{path}__in": School.objects.filter(pk__in=keys).values("district")}, **more)


def _results(keys: frozenset[int]) -> Q:
    """A school reads its own, and the means announced for its district and the country."""
    own_office = School.objects.filter(pk__in=keys).values("district")
    return Q(school__in=keys) | Q(school=None, paper__exam__district__in=own_office)


def _paths() -> None:
    register_path(Exam, district="district", school=_of_own_office("district"))
    register_path(Paper, district="exam__district", school=_of_own_office("exam__district"))
    register_path(ExamResult, district="paper__exam__district", school=_results)
    register_path(ResultImport, district="district", read=("register.write",))
    register_path(WarningRule, district="district", school=_of_own_office("district"))
    register_path(
        BankItem, district="district",
        school=_of_own_office("district", for_schools=True, state="in_use"),
    )  # fmt: skip
    register_path(BankUse, district="item__district", school="school")
    register_path(
        AssessmentCheck, district="school__district", school=lambda keys: Q(school__in=keys, state="done"),
        named=("reviewer",),
    )  # fmt: skip


def register_all() -> None:
    audit.register(ACTS)
    _paths()
    pointing.register()
    results.register()
    register_reference_loader("exams", load_exams)
    register_readers(
        lambda user: Q(
            pk__in=AssessmentCheck.objects.filter(reviewer__in=people_keys(user)).values("response"), is_internal=False
        )
    )
    register_source(WorkSource("achievement", "การวัดและประเมินผล", "เรื่อง", "chart-bar", work, people=people_of_accounts))
    slots.register("school.main", *SCHOOL_MAIN)
    slots.register("home.aside", *HOME_ASIDE)
    navigation.register(
        navigation.NavItem(
            "achievement", "ผลการทดสอบ", "achievement:index", "chart-bar", order=120, section=navigation.GROUP,
            capabilities=READERS,
        ),
        navigation.NavItem(
            "assessment-checks", "การวัดผลของสถานศึกษา", "achievement:checks", "clipboard-check", order=121,
            section=navigation.GROUP, capabilities=READERS,
        ),
        navigation.NavItem(
            "bank", "คลังข้อสอบ", "achievement:bank", "clipboard-list", order=122, section=navigation.GROUP,
            capabilities=READERS,
        ),
    )  # fmt: skip
