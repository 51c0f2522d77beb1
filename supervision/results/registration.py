"""What this app tells the others when the program starts."""

from django.db.models import Q
from django.urls import reverse

from core import audit, navigation, slots
from core.pointers import Provider, register_provider
from core.slots import Block
from schools.results import register_result
from schools.scope import register_path
from supervision.improvement.models import Participation
from supervision.improvement.working import register_working_page
from supervision.progress.models import SchoolIndicator
from supervision.progress.starting import register_finals
from supervision.results import proofs
from supervision.results.blocks import assessor_block, needing_block
from supervision.results.models import Assessor, Edition, Evaluation, SchoolResult, Sheet
from supervision.results.queries.standing import QUALITY, finals
from supervision.results.querysets import BEFORE
from supervision.results.working_pages import PAGES

ACTS = {
    "evaluation.opened": "เปิดการประเมินผล",
    "evaluation.edited": "ปรับข้อกำหนดการประเมิน",
    "evaluation.assessor": "แต่งตั้งผู้ประเมิน {person} {where}",
    "evaluation.ended": "ให้ {person} พ้นจากการเป็นผู้ประเมิน: {reason}",
    "evaluation.recorded": "บันทึกคะแนนจากแบบประเมิน {sheets} ชุด",
    "evaluation.moderated": "ตกลงคะแนน {school} ตัวชี้วัด {code} เป็น {value}: {reason}",
    "evaluation.computed": "คำนวณผลและจัดลำดับ {schools} โรงเรียน ยังไม่ครบ {missing}",
    "evaluation.published": "เผยแพร่ผลฉบับที่ {number} {reason}",
    "evaluation_sheet.saved": "บันทึกคะแนน",
    "evaluation_sheet.submitted": "ส่งผลการประเมิน",
    "evaluation_sheet.reopened": "เปิดให้แก้ไข: {reason}",
}


def _of_own_schools(keys: frozenset[int]) -> Q:
    return Q(programme__in=Participation.objects.filter(school__in=keys).values("programme"))


def _own_sheets(keys: frozenset[int]) -> Q:
    """What a school said of itself; what assessors say of it is read as results, once these are out."""
    return Q(participation__school__in=keys, person__isnull=True)


def register_all() -> None:
    proofs.register()
    navigation.register(
        navigation.NavItem(
            "colours", "กลุ่มสีคุณภาพ", "quality-results:colours", "category", order=59, capabilities=("district.read",)
        )
    )
    audit.register(ACTS)
    register_path(Evaluation, district="programme__district", school=_of_own_schools, named=("assessors__person",))
    register_path(Assessor, district="evaluation__programme__district", named=("person",))
    register_path(
        Sheet, district="participation__programme__district", school=_own_sheets, read=BEFORE, named=("person",)
    )
    register_path(Edition, district="evaluation__programme__district")
    register_path(SchoolResult, district="edition__evaluation__programme__district")
    # Whoever judges a school reads its values and the evidence beside them, whatever their role.
    register_path(
        SchoolIndicator, district="participation__programme__district", school="participation__school",
        named=("participation__evaluation_sheets__person",),
    )  # fmt: skip
    for page in PAGES:
        register_working_page(page)
    register_result(QUALITY)
    register_finals(finals)
    register_provider(
        "evaluation",
        Provider(
            label=lambda key: str(_evaluation(key)),
            url=lambda key: reverse("quality-results:evaluation", args=[_evaluation(key).programme_id]),
            may_view=lambda user, key: Evaluation.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: False,
            district_code=lambda key: _evaluation(key).programme.district.code,
        ),
    )
    register_provider(
        "evaluation_sheet",
        Provider(
            label=lambda key: str(_sheet(key)),
            url=lambda key: reverse("quality-results:sheet", args=[key]),
            may_view=lambda user, key: Sheet.objects.visible_to(user).filter(public_id=key).exists(),
            may_change=lambda user, key: False,
            district_code=lambda key: _sheet(key).evaluation.programme.district.code,
        ),
    )
    slots.register("home.main", Block("results.assessor", 35, assessor_block, "results/_home_assessor.html"))
    slots.register(
        "home.main", Block("results.needing", 45, needing_block, "results/_home_needing.html", ("ranking.read",))
    )


def _evaluation(key: str) -> Evaluation:
    return Evaluation.objects.select_related("programme__district").get(pk=int(key))


def _sheet(key: str) -> Sheet:
    rows = Sheet.objects.select_related("evaluation__programme__district", "participation__school", "person")
    return rows.get(public_id=key)
