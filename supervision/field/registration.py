"""What this app tells the others when the program starts: scope, acts, pointers, inbox, answers to planning, blocks."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from core import audit, navigation, slots
from core.approvals import register_inbox
from core.pointers import Provider, register_provider
from evidence.proofs import register_source
from instruments.comparing import Occasion, register_occasions
from instruments.querysets import register_readers
from schools import extensions, signals
from schools.models import Project
from schools.scope import people_keys, register_naming, register_path
from supervision.field import blocks, inbox, project_proofs, records, results, school_changes, trips
from supervision.field.answers import FieldAnswers
from supervision.field.models import Advice, Finding, Visit, VisitMember, VisitResponse, VisitSignature
from supervision.field.permissions import can_write
from supervision.field.proofs import FINDINGS, VISITS
from supervision.field.queries import latest_period
from supervision.field.services.advice_reference import load_advice
from supervision.planning import fieldwork

ACTS = {
    "visit.started": "เริ่มบันทึกการนิเทศ",
    "visit.member_added": "เพิ่ม {person} เป็นผู้ร่วมนิเทศ",
    "visit.member_removed": "นำ {person} ออกจากผู้ร่วมนิเทศ",
    "visit.teacher_added": "เพิ่มครู {person} ของโรงเรียน",
    "visit.submitted": "ส่งบันทึก ฉบับที่ {revision}",
    "visit.brought": "นำเข้าจากไฟล์ที่ {person} บันทึกในโทรศัพท์",
    "visit.corrected": "แก้ไขก่อนโรงเรียนรับทราบ ส่งเป็นฉบับที่ {revision}",
    "visit.acknowledged": "โรงเรียนรับทราบ {comment}",
    "visit.returned": "ตีกลับ: {reason}",
    "visit.closed": "ปิดเรื่อง ฉบับที่ {revision}",
    "visit.closed_unseen": "ปิดเรื่องโดยโรงเรียนไม่ได้รับทราบ ฉบับที่ {revision}",
    "visit.amended": "เปิดแก้ไขหลังรับทราบหรือปิดเรื่อง: {reason}",
    "visit.cancelled": "ยกเลิกบันทึก: {reason}",
    "visit.signed": "ลงนามบนจอ: {person}",
    "visit.unsigned": "ยกเลิกลายมือชื่อ {person}: {reason}",
    "advice.saved": "บันทึกข้อเสนอแนะของเครื่องมือ",
    "advice.switched": "เปลี่ยนการใช้ข้อเสนอแนะ: {state}",
}
READS = {"score.read": "เปิดดูคะแนนรายบุคคล {person}", "score.exported": "ส่งออกคะแนนรายบุคคล {count} แผ่น"}


def _visit(key: str) -> Visit:
    return Visit.objects.select_related("district", "school", "lead").get(pk=int(key))


def _signature(key: str) -> VisitSignature:
    return VisitSignature.objects.select_related("visit__district").get(pk=key)


def _project(key: str) -> Project:
    return Project.objects.select_related("district").get(pk=int(key))


def _may_view(user: Any, key: str) -> bool:
    return Visit.objects.visible_to(user).filter(pk=int(key)).exists()


def _sheets_of_my_visits(user: Any) -> Q:
    keys = people_keys(user)
    if not keys:
        return Q(pk__in=())
    return Q(visit_sheet__visit__lead__in=keys) | Q(
        visit_sheet__visit__in=VisitMember.objects.filter(person__in=keys).values("visit")
    )


def _occasions(responses: Collection[Any]) -> dict[Any, Occasion]:
    """The term of the visit a sheet belongs to; sheets of drafts have none."""
    rows = VisitResponse.objects.filter(response__in=list(responses), visit__in=Visit.objects.made()).values_list(
        "response_id", "visit__academic_year", "visit__term"
    )
    return {key: Occasion((year, term), f"{term}/{year}") for key, year, term in rows}


def _visits_this_term(district: Any, people: Any, on: date) -> dict[int, int]:
    """Visits each person led in the latest term with data."""
    period = latest_period(district, on)
    rows = (
        period.visits(Visit.objects.of_district(district).made())
        .filter(lead__in=[person.pk for person in people])
        .order_by()
        .values("lead")
        .annotate(n=Count("pk"))
        .values_list("lead", "n")
    )
    return dict(rows)


def _named_on_open_visits(user: Any) -> bool:
    keys = people_keys(user)
    return bool(keys) and VisitMember.objects.filter(person__in=keys).exists()


def _left_behind(move: extensions.Move) -> list[str]:
    drafts = Visit.objects.filter(
        lead=move.giver, school__in=move.schools, state__in=(Visit.State.DRAFT, Visit.State.RETURNED)
    ).count()
    found = []
    if drafts:
        found.append(f"บันทึกการนิเทศที่ยังไม่ส่ง {drafts} ฉบับอยู่กับ {move.giver} ตามเดิม ผู้รับโอนเห็นได้ในหน้าโรงเรียน")
    open_findings = Finding.objects.unfinished().filter(visit__school__in=move.schools).count()
    if open_findings:
        found.append(f"ข้อค้นพบที่ยังไม่ปิด {open_findings} เรื่องติดตามต่อที่โรงเรียนเดิม")
    return found


def register_all() -> None:
    register_path(Visit, district="district", school="school", named=("lead", "members__person"))
    register_path(Finding, district="visit__district", school="visit__school")
    register_path(Advice, district="district")
    signals.register_reference_loader("advice", load_advice)
    audit.register(ACTS)
    audit.register_reads(READS)
    results.register()
    register_provider(
        "visit",
        Provider(
            label=lambda key: str(_visit(key)),
            url=lambda key: reverse("field:visit", args=[key]),
            may_view=_may_view,
            may_change=lambda user, key: can_write(user, _visit(key)),
            district_code=lambda key: _visit(key).district.code,
            printed=lambda key: ("visit-record", {"visit": key}),
            allow=("image",),
            max_files=20,
            thai="บันทึกการนิเทศ",
            search=records.search,
            snapshot=records.snapshot,
        ),
    )
    register_provider(
        "visit-signature",
        Provider(
            label=lambda key: f"ลายมือชื่อ {_signature(key).name}",
            url=lambda key: reverse("field:feedback", args=[_signature(key).visit_id]),
            may_view=lambda user, key: Visit.objects.visible_to(user).filter(signatures=key).exists(),
            may_change=lambda user, key: False,
            district_code=lambda key: _signature(key).visit.district.code,
            allow=("image",),
            max_files=1,
        ),
    )
    register_provider(
        project_proofs.KIND,
        Provider(
            label=lambda key: str(_project(key)),
            url=project_proofs.url,
            may_view=lambda user, key: Project.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: False,
            district_code=lambda key: _project(key).district.code,
        ),
    )
    register_inbox("visit", inbox.source)
    register_source(VISITS)
    register_source(FINDINGS)
    register_source(project_proofs.PROJECTS)
    school_changes.register()
    trips.register()
    register_readers(_sheets_of_my_visits)
    register_occasions(_occasions)
    register_naming("district.read", _named_on_open_visits)
    fieldwork.register(FieldAnswers())
    extensions.register_load("นิเทศแล้วภาคเรียนล่าสุด (ครั้ง)", _visits_this_term)
    extensions.register_handover_impact(
        extensions.HandoverImpact(preview=_left_behind, apply=lambda actor, move: _left_behind(move))
    )
    navigation.register(
        navigation.NavItem(
            "visits", "บันทึกการนิเทศ", "field:visits", "clipboard-check", order=40, tab=3, tab_label="บันทึก",
            capabilities=("district.read", "school.read"),
        ),
        navigation.NavItem(
            "coverage", "ความครอบคลุม", "field:coverage", "layout-grid", order=60, capabilities=("district.read",)
        ),
        navigation.NavItem(
            "advice", "คลังข้อเสนอแนะ", "field:advice-library", "bulb", order=112, section=navigation.GROUP,
            capabilities=("district.read",),
        ),
    )  # fmt: skip
    slots.register("home.main", *blocks.HOME_MAIN)
    slots.register("home.aside", *blocks.HOME_ASIDE)
    slots.register("school.main", *blocks.SCHOOL_MAIN)
    slots.register("action.main", *blocks.ACTION_MAIN)
