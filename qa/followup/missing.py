"""What a follow-up still lacks before it goes to the school."""

from django.urls import reverse

from core.missing import Missing
from instruments.asked import begun_on, is_answered, shortcomings
from instruments.models import Answer
from instruments.queries import form_of
from qa.followup.models import FollowUp


def missing_of(found: FollowUp) -> list[Missing]:
    page = reverse("followup:record", args=[found.pk])
    answers = {row.item_id: row for row in Answer.objects.filter(response=found.response_id)} if found.response else {}
    if found.response is None or not any(is_answered(row) for row in answers.values()):
        return [Missing("ยังไม่ได้กรอกแบบ", "sheet", page)]
    lacking = shortcomings(form_of(found.version_id), answers, today=begun_on(found.response), pictured=())
    wanted = [Missing(text, f"item-{item}", page) for text, item in lacking]
    if found.exemplary and not found.exemplary_in.strip():
        wanted.append(Missing("ยังไม่ได้ระบุว่าเป็นแบบอย่างในเรื่องใด", "id_exemplary_in", page))
    return wanted
