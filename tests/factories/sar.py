"""SARs through the services: a call, a school's SAR begun, written whole, sent, returned, accepted."""

from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from core.files import store
from core.pointers import Pointer
from evidence import services as evidence
from qa.sar import services
from qa.sar.models import Sar, SarCall, SarItem
from qa.sar.proofs import KIND, item_of
from qa.sar.queries.content import filled
from qa.standards.models import StandardSet
from qa.standards.services.reference import load_standard_sets
from schools.models import School, SchoolYearCount

YEAR = 2567
DAY = date(2025, 4, 1)
WORDS = {
    "how": "จัดกิจกรรมอ่านทุกวันและประเมินรายบุคคล", "result": "นักเรียนอ่านออกร้อยละ 92", "strengths": "ครูรู้จักนักเรียนรายคน",
    "to_improve": "การคิดวิเคราะห์",
}  # fmt: skip
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def at(day: date = DAY, hour: int = 10) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))


def sets(district: Any) -> dict[str, StandardSet]:
    """The national sets of 2561 by level."""
    load_standard_sets(district)
    codes = {"basic": "basic-2561", "early": "early-2561"}
    return {level: StandardSet.objects.get(district=district, code=code) for level, code in codes.items()}


def teaches(school: School, *, early: bool = False, year: int = YEAR) -> School:
    """Say what a school teaches and count its pupils."""
    School.objects.filter(pk=school.pk).update(level_from="อ.2" if early else "ป.1", level_to="ป.6")
    SchoolYearCount.objects.update_or_create(
        school=school, academic_year=year,
        defaults={"pre_primary": 12 if early else 0, "primary": 48, "teachers": 6},
    )  # fmt: skip
    school.refresh_from_db()
    return school


def call(director: Any, district: Any, *, year: int = YEAR, early: bool = False, **values: Any) -> SarCall:
    """A draft call for the basic level, and the early one when asked for; by the national sets unless told."""
    given = sets(district)
    chosen = {"basic_set": given["basic"], "early_set": given["early"] if early else None}
    return services.create_call(
        district, actor=director, academic_year=year, now=at(), **{"ask_board": False, **chosen, **values}
    )


def opened(director: Any, district: Any, *, today: date = DAY, **values: Any) -> SarCall:
    return services.open_call(call(director, district, **values), actor=director, now=at(today), today=today)


def sar_of(call_: SarCall, school: School) -> Sar:
    return Sar.objects.select_related("call__district__settings", "school__district").get(call=call_, school=school)


def begun(call_: SarCall, school: School, by: Any, *, on: date = DAY) -> Sar:
    return services.confirm_call(sar_of(call_, school), actor=by, now=at(on))


def items(sar: Sar) -> list[SarItem]:
    """Every row that gets a level, in reading order."""
    return [item for _, _, item in filled(sar_of(sar.call, sar.school)).scored()]


def level_key(item: SarItem, value: int) -> str:
    return str(next(one.pk for one in item.part.set.scale.all() if one.value == value))


def link(sar: Sar, by: Any, number: int = 1) -> Any:
    return evidence.add_link(
        f"https://example.org/proof/{number}", district=sar.call.district, school=sar.school, actor=by,
        title=f"หลักฐานที่ {number}",
    )  # fmt: skip


def prove(item: SarItem, proof: Any, by: Any) -> Any:
    return evidence.attach(KIND, item_of(str(item.pk)), proof, actor=by)


def written(
    call_: SarCall, school: School, by: Any, *, value: int = 4, values: dict[str, int] | None = None, on: date = DAY,
    proof: bool = True,
) -> Sar:  # fmt: skip
    """Everything that sending asks for: each item `value` (or by its number), one link under every item."""
    sar = begun(call_, school, by, on=on)
    services.confirm_basic(sar, actor=by, now=at(on))
    rows = items(sar)
    levels = {item.pk: level_key(item, (values or {}).get(item.standard.number, value)) for item in rows}
    services.save_items(sar, actor=by, levels=levels, now=at(on))
    found = filled(sar_of(call_, school))
    for part, section in found.sections.values():
        services.save_standard(sar, actor=by, row=section.row, texts=WORDS, now=at(on))
        if part.judged and section.scored != (section.row,):
            key = level_key(section.row, value)
            services.save_items(
                sar, actor=by, levels={section.row.pk: key}, reasons={section.row.pk: "เห็นพ้องกัน"}, now=at(on)
            )
    for part in found.parts:
        if part.judged:
            key = str(next(one.pk for one in part.scale if one.value == value))
            services.save_level(sar, actor=by, part=part.row, overall=key, texts={"reason": "เห็นพ้องกัน"}, now=at(on))
        if found.short:
            texts = {"evidence_text": "ผลการประเมินภายใน", "plan": "พัฒนาการอ่าน"}
            services.save_level(sar, actor=by, part=part.row, texts=texts, now=at(on))
    services.save_summary(sar, actor=by, plan="พัฒนาการคิดวิเคราะห์", help_wanted="ขอวิทยากร", now=at(on))
    if proof and call_.ask_evidence:
        one = link(sar, by)
        for item in rows:
            prove(item, one, by)
    return sar_of(call_, school)


def minutes(sar: Sar, by: Any) -> None:
    """The board's minutes as a file of the SAR."""
    upload = SimpleUploadedFile("รายงานการประชุม.pdf", PDF, content_type="application/pdf")
    store(upload, owner=Pointer("sar", str(sar.pk), str(sar)), actor=by, district_code=sar.call.district.code)


def sent(call_: SarCall, school: School, principal: Any, *, on: date = DAY, **values: Any) -> Sar:
    sar = written(call_, school, principal, on=on, **values)
    return services.submit_sar(sar, actor=principal, now=at(on, 15), today=on)


def returned(call_: SarCall, school: School, principal: Any, reviewer: Any, **values: Any) -> Sar:
    sar = sent(call_, school, principal, **values)
    return services.return_sar(sar, actor=reviewer, reason="เพิ่มหลักฐานข้อ 1.1", now=at(hour=16))


def accepted(call_: SarCall, school: School, principal: Any, reviewer: Any, **values: Any) -> Sar:
    return services.accept_sar(sent(call_, school, principal, **values), actor=reviewer, now=at(hour=16))
