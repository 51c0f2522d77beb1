"""What a review by instrument still lacks before its result is told."""

from core.missing import Missing
from instruments.asked import begun_on, is_answered, shortcomings
from instruments.models import Answer
from instruments.queries import form_of
from supervision.achievement.models import InstrumentCheck


def missing_of(row: InstrumentCheck, *, page: str) -> list[Missing]:
    """`page` is the address where the sheet is filled in."""
    answers = {one.item_id: one for one in Answer.objects.filter(response=row.response_id)} if row.response_id else {}
    if row.response is None or not any(is_answered(one) for one in answers.values()):
        return [Missing("ยังไม่ได้กรอกแบบ", "sheet", page)]
    lacking = shortcomings(form_of(row.version_id), answers, today=begun_on(row.response))
    return [Missing(text, f"item-{item}", page) for text, item in lacking]
