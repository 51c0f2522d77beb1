"""What this app tells the others when the program starts: acts, pointers, inbox, readers of sheets, blocks, pages."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q
from django.urls import reverse

from core import audit, navigation, slots
from core.approvals import register_inbox
from core.pointers import Provider, register_provider
from evidence.proofs import register_source
from instruments.comparing import Occasion, register_occasions
from instruments.models import Response
from instruments.permissions import readable
from instruments.querysets import register_readers
from schools.models import District
from schools.scope import holds, reach
from supervision.rounds import blocks, inbox, internal_blocks, records
from supervision.rounds.models import CollectionRound, InternalSummary, InternalVisit, RoundSchool, RoundSheet
from supervision.rounds.models.round import ANSWERED
from supervision.rounds.permissions import may_submit
from supervision.rounds.pictures import KIND, MOST
from supervision.rounds.proofs import ANSWERS, INSTRUMENTS, INTERNAL, INTERNAL_TERM, SUMMARIES

ACTS = {
    "round.created": "ร่างรอบเก็บข้อมูล",
    "round.edited": "แก้ไขร่างรอบ",
    "round.opened": "เปิดรอบ ส่งถึง {schools} โรงเรียน",
    "round.extended": "ขยายกำหนดส่งจาก {before} เป็น {after}: {reason}",
    "round.reminded": "เตือน {schools} โรงเรียน",
    "round.closed": "ปิดรอบ",
    "round.cancelled": "ยกเลิกรอบ: {reason}",
    "round.deleted": "ลบร่างรอบ",
    "round_school.applied": "โรงเรียนสมัครเข้าร่วม",
    "round_school.handed": "กรอกเสร็จ ส่งให้ ผอ.โรงเรียน",
    "round_school.submitted": "ส่งแบบ ฉบับที่ {revision}",
    "round_school.accepted": "รับแบบ ฉบับที่ {revision}",
    "round_school.returned": "ตีกลับ: {reason}",
    "round_school.excused": "ยกเว้น: {reason}",
    "round_school.unexcused": "เลิกยกเว้น",
    "internal.planned": "วางแผนนิเทศภายใน",
    "internal.moved": "เปลี่ยนนัดนิเทศภายใน",
    "internal.recorded": "ส่งบันทึกให้ครูรับทราบ",
    "internal.reopened": "แก้ไขบันทึกนิเทศภายใน",
    "internal.acknowledged": "ครูรับทราบนิเทศภายใน",
    "internal.cancelled": "ยกเลิกนัดนิเทศภายใน",
    "internal_summary.submitted": "ส่งสรุปนิเทศภายใน ฉบับที่ {revision}",
}
READS = {
    "round_school.score_read": "เปิดดูคะแนนรายบุคคล {person}",
    "internal.read": "ผอ.โรงเรียนเปิดดูบันทึกนิเทศภายใน",
}


def _entry(key: str) -> RoundSchool:
    return RoundSchool.objects.select_related("round__district", "school").get(pk=int(key))


def _round(key: str) -> CollectionRound:
    return CollectionRound.objects.select_related("district").get(pk=int(key))


def _sheet(key: str) -> RoundSheet:
    """The sheet of a picture's key, sheet-item."""
    rows = RoundSheet.objects.select_related("entry__round__district", "entry__school")
    return rows.get(pk=int(key.partition("-")[0]))


def _may_see_picture(user: Any, key: str) -> bool:
    """Whoever may read the sheet it answers."""
    mine = RoundSchool.objects.visible_to(user).values("pk")
    read = Response.objects.filter(readable(user)).values("pk")
    sheets = RoundSheet.objects.filter(pk=int(key.partition("-")[0]))
    return bool(sheets.filter(entry__in=mine, response__in=read).exists())


def _internal(key: str) -> InternalVisit:
    return InternalVisit.objects.select_related("school__district").get(pk=int(key))


def _summary(key: str) -> InternalSummary:
    return InternalSummary.objects.select_related("school__district").get(pk=int(key))


def _term(key: str) -> tuple[District, str, str]:
    """Whose summary of schools' own supervision it is, and of which term, from a key such as 3-1-2568."""
    district, term, year = key.split("-")
    return District.objects.get(pk=int(district)), term, year


def _term_label(key: str) -> str:
    _, term, year = _term(key)
    return f"สรุปผลการนิเทศภายในของสถานศึกษา ภาคเรียนที่ {term}/{year}"


def _sheets_of_own_supervision(user: Any) -> Q:
    """Sheets of a school's own supervision: whoever writes them, and the teacher once one was recorded for them."""
    if not reach(user, "school.read").schools:
        return Q(pk__in=())
    return Q(internal_visit__in=InternalVisit.objects.record_readable_by(user))


def _occasions(responses: Collection[Any]) -> dict[Any, Occasion]:
    """Each round is its own column, named as the office named it, beside the visits of its term."""
    rows = RoundSheet.objects.filter(response__in=list(responses), entry__state__in=ANSWERED)
    rows = rows.exclude(entry__round__state=CollectionRound.State.CANCELLED).select_related("entry__round")
    return {
        row.response_id: Occasion(
            (round_.academic_year, round_.term, round_.due_on.toordinal(), round_.pk),
            f"{round_.label or round_.title} {round_.term}/{round_.academic_year}",
        )
        for row in rows
        for round_ in (row.entry.round,)
    }


def _providers() -> None:
    register_provider(
        "collection_round",
        Provider(
            label=lambda key: str(_round(key)),
            url=lambda key: reverse("rounds:round", args=[key]),
            may_view=lambda user, key: CollectionRound.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: False,
            district_code=lambda key: _round(key).district.code,
            printed=lambda key: ("instrument-results", {"round": key}),
        ),
    )
    register_provider(
        "round_school",
        Provider(
            label=lambda key: str(_entry(key)),
            url=lambda key: reverse("rounds:entry", args=[key]),
            may_view=lambda user, key: RoundSchool.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: _entry(key).is_editable and may_submit(user, _entry(key)),
            district_code=lambda key: _entry(key).round.district.code,
            max_files=10,
            thai="คำตอบแบบเก็บข้อมูล",
            search=records.search_entries,
            snapshot=records.entry,
        ),
    )
    register_provider(
        KIND,
        Provider(
            label=lambda key: f"ภาพในแบบของ{_sheet(key).entry.school.name}",
            url=lambda key: reverse("rounds:entry", args=[_sheet(key).entry_id]),
            may_view=_may_see_picture,
            may_change=lambda user, key: False,
            district_code=lambda key: _sheet(key).entry.round.district.code,
            allow=("image",),
            max_files=MOST,
        ),
    )
    register_provider(
        INTERNAL_TERM,
        Provider(
            label=_term_label,
            url=lambda key: f"{reverse('rounds:internal-office')}?term={key.partition('-')[2]}",
            may_view=lambda user, key: holds(user, "district.read", district=_term(key)[0]),
            may_change=lambda user, key: False,
            district_code=lambda key: _term(key)[0].code,
        ),
    )
    register_provider(
        "internal_visit",
        Provider(
            label=lambda key: f"นิเทศภายใน {_internal(key).school.name}",
            url=lambda key: reverse("rounds:internal-visit", args=[key]),
            may_view=lambda user, key: InternalVisit.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: False,
            district_code=lambda key: _internal(key).school.district.code,
        ),
    )
    register_provider(
        "internal_summary",
        Provider(
            label=lambda key: str(_summary(key)),
            url=lambda key: reverse("rounds:internal-office-summary", args=[key]),
            may_view=lambda user, key: InternalSummary.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: False,
            district_code=lambda key: _summary(key).school.district.code,
            thai="สรุปผลนิเทศภายใน",
            search=records.search_summaries,
            snapshot=records.summary,
        ),
    )


def register_all() -> None:
    audit.register(ACTS)
    audit.register_reads(READS)
    _providers()
    for source in (INSTRUMENTS, ANSWERS, SUMMARIES, INTERNAL):
        register_source(source)
    register_readers(_sheets_of_own_supervision)
    register_occasions(_occasions)
    register_inbox("collection_round", inbox.source)
    register_inbox("internal_visit", inbox.internal_source)
    navigation.register(
        navigation.NavItem(
            "rounds", "รอบเก็บข้อมูล", "rounds:rounds", "forms", order=62, capabilities=("district.read", "school.read")
        ),
        navigation.NavItem(
            "internal", "นิเทศภายใน", "rounds:internal", "users", order=63, capabilities=("district.read", "school.read")
        ),
    )
    slots.register("home.main", *blocks.HOME_MAIN, internal_blocks.HOME)
    slots.register("school.main", *blocks.SCHOOL_MAIN, internal_blocks.SCHOOL)
