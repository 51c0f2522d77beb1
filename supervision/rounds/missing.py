"""What a school's row or an internal record still lacks; the page lists it and the service refuses on it."""

from collections.abc import Collection, Mapping
from typing import Any

from django.urls import reverse

from core.missing import Missing
from instruments.asked import begun_on, is_answered, shortcomings
from instruments.models import Answer, Instrument, Item, Response
from instruments.queries import form_of
from supervision.rounds.models import InternalSummary, InternalVisit, RoundSchool, RoundSheet
from supervision.rounds.pictures import pictured_items


def of_sheets(version: int, responses: Collection[Response], pictured: Mapping[Any, Collection[int]]) -> dict[Any, Any]:
    """(text, item key) of what each sheet of one version lacks, by response; a fixed number of queries. `pictured` are
    the photo items with a picture, by response."""
    form = form_of(version)
    answers: dict[Any, dict[int, Answer]] = {response.pk: {} for response in responses}
    for row in Answer.objects.filter(response__in=list(answers)):
        answers[row.response_id][row.item_id] = row
    return {
        response.pk: shortcomings(
            form, answers[response.pk], today=begun_on(response), pictured=pictured.get(response.pk, ())
        )
        for response in responses
    }


def missing_of_entry(entry: RoundSchool, sheets: list[RoundSheet] | None = None) -> list[Missing]:
    """No sheet at all, and what every sheet lacks; sheets come with their response and its person."""
    if sheets is None:
        sheets = list(entry.sheets.select_related("response__person"))
    if not sheets:
        return [Missing("ยังไม่ได้กรอกแบบ", "sheets", reverse("rounds:entry", args=[entry.pk]))]
    lacking = of_sheets(entry.round.version_id, [sheet.response for sheet in sheets], pictured_items(sheets))
    return [
        Missing(
            f"{about_of(sheet.response) or 'แบบของโรงเรียน'} {text}", f"item-{item}",
            reverse("rounds:sheet", args=[entry.pk, sheet.response_id]),
        )
        for sheet in sheets
        for text, item in lacking[sheet.response_id]
    ]  # fmt: skip


def about_of(response: Any) -> str:
    """Whom or what a sheet is about, in words; "" for the school as a whole."""
    return " · ".join(str(part) for part in (response.person, response.classroom) if part)


def missing_of_visit(visit: InternalVisit) -> list[Missing]:
    """What the observer has not written; of a picture its note is the answer, there is no place for it here."""
    page = reverse("rounds:internal-record", args=[visit.pk])
    found = []
    if visit.version.instrument.subject == Instrument.Subject.CLASSROOM and not visit.classroom:
        found.append(Missing("ยังไม่ได้ระบุชั้น/ห้อง", "id_classroom", page))
    answers = Answer.objects.filter(response=visit.response_id).select_related("item") if visit.response_id else []
    noted = [row.item_id for row in answers if row.item.kind == Item.Kind.PHOTO and row.note]
    if visit.response is None or not (noted or any(is_answered(row) for row in answers)):
        found.append(Missing("ยังไม่ได้กรอกแบบสังเกต", "sheet", page))
    else:
        lacking = of_sheets(visit.version_id, [visit.response], {visit.response.pk: noted})[visit.response.pk]
        found += [Missing(f"แบบสังเกต {text}", f"item-{item}", page) for text, item in lacking]
    if not (visit.strengths.strip() or visit.to_improve.strip() or visit.next_step.strip()):
        found.append(Missing("ยังไม่ได้เขียนจุดเด่น สิ่งที่ควรพัฒนา หรือข้อตกลง อย่างน้อยหนึ่งข้อ", "id_strengths", page))
    return found


def missing_of_summary(summary: InternalSummary) -> list[Missing]:
    page = reverse("rounds:internal-summary", args=[summary.school_id, summary.academic_year, summary.term])
    if not summary.results.strip():
        return [Missing("ยังไม่ได้เขียนผลการนิเทศภายในโดยสรุป", "id_results", page)]
    return []
