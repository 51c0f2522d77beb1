"""What a school's row or an internal record still lacks; the page lists it and the service refuses on it."""

from typing import Any

from django.urls import reverse

from core.missing import Missing
from instruments.models import Answer, Item
from supervision.rounds.models import InternalSummary, InternalVisit, RoundSchool, RoundSheet


def unanswered_required(version: int, responses: list[Any]) -> dict[Any, list[int]]:
    """Required items without an answer, by response; two queries for all of them."""
    needed = list(
        Item.objects.filter(section__version=version, required=True)
        .order_by("section__position", "position")
        .values_list("pk", flat=True)
    )
    held: dict[Any, set[int]] = {key: set() for key in responses}
    for key, item in Answer.objects.filter(response__in=responses, item__in=needed).values_list("response", "item"):
        held[key].add(item)
    return {key: [item for item in needed if item not in answered] for key, answered in held.items()}


def missing_of_entry(entry: RoundSchool, sheets: list[RoundSheet] | None = None) -> list[Missing]:
    """No sheet at all, and every sheet with required items left; sheets come with their response and its person."""
    if sheets is None:
        sheets = list(entry.sheets.select_related("response__person"))
    page = reverse("rounds:entry", args=[entry.pk])
    if not sheets:
        return [Missing("ยังไม่ได้กรอกแบบ", "sheets", page)]
    left = unanswered_required(entry.round.version_id, [sheet.response_id for sheet in sheets])
    found = []
    for sheet in sheets:
        items = left[sheet.response_id]
        if items:
            about = about_of(sheet.response) or "แบบของโรงเรียน"
            found.append(
                Missing(
                    f"{about} ยังไม่ตอบ {len(items)} ข้อ",
                    f"item-{items[0]}",
                    reverse("rounds:sheet", args=[entry.pk, sheet.response_id]),
                )
            )
    return found


def about_of(response: Any) -> str:
    """Whom or what a sheet is about, in words; "" for the school as a whole."""
    return " · ".join(str(part) for part in (response.person, response.classroom) if part)


def missing_of_visit(visit: InternalVisit) -> list[Missing]:
    page = reverse("rounds:internal-record", args=[visit.pk])
    found = []
    if visit.response_id is None:
        found.append(Missing("ยังไม่ได้กรอกแบบสังเกต", "sheet", page))
    else:
        items = unanswered_required(visit.version_id, [visit.response_id])[visit.response_id]
        if items:
            found.append(Missing(f"แบบสังเกตยังไม่ตอบ {len(items)} ข้อ", f"item-{items[0]}", page))
    if not (visit.strengths.strip() or visit.to_improve.strip() or visit.next_step.strip()):
        found.append(Missing("ยังไม่ได้เขียนจุดเด่น สิ่งที่ควรพัฒนา หรือข้อตกลง อย่างน้อยหนึ่งข้อ", "id_strengths", page))
    return found


def missing_of_summary(summary: InternalSummary) -> list[Missing]:
    page = reverse("rounds:internal-summary", args=[summary.school_id, summary.academic_year, summary.term])
    if not summary.results.strip():
        return [Missing("ยังไม่ได้เขียนผลการนิเทศภายในโดยสรุป", "id_results", page)]
    return []
