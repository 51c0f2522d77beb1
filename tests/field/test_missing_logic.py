"""What is still absent from a sheet, when the form asks some things only under a condition."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from instruments.models import Item, Section
from instruments.services import AnswerValue
from supervision.field import services
from supervision.field.missing import missing
from supervision.field.models import VisitPhoto
from tests.factories import field

pytestmark = pytest.mark.django_db


def _words(visit: Any) -> str:
    return " · ".join(row.text for row in missing(visit))


def test_counts_only_what_is_asked_and_names_what_breaks_its_condition(cast: Any) -> None:
    visit = field.draft(cast.supervisor, cast.school)
    version = field.version(cast.district)
    items = list(Item.objects.filter(section__version=version).order_by("position"))
    Item.objects.filter(pk=items[1].pk).update(relevant="${q01} < 3")
    Item.objects.filter(pk=items[2].pk).update(constraint=". >= ${q01}", constraint_message="ข้อ 3 ไม่ต่ำกว่าข้อ 1")
    sheet = services.add_sheet(visit, actor=cast.supervisor, version=version, classroom="ป.1/1")
    assert "ยังไม่ตอบ 11 ข้อ" in _words(visit)  # an unanswered q01 is not below 3

    def answer(**numbers: Any) -> None:
        values = {items[int(code[1:]) - 1].pk: AnswerValue(number=Decimal(n)) for code, n in numbers.items()}
        services.save_sheet(visit, actor=cast.supervisor, response=sheet.response, answers=values)

    answer(q01=2, q03=2)
    assert "ยังไม่ตอบ 10 ข้อ" in _words(visit)
    answer(q01=4)
    assert "ยังไม่ตอบ 9 ข้อ" in _words(visit)
    assert "ข้อ 3 ไม่ต่ำกว่าข้อ 1" in _words(visit)


def test_a_note_is_no_answer_a_picture_is_one_and_an_explanation_needs_none(cast: Any) -> None:
    visit = field.draft(cast.supervisor, cast.school)
    version = field.version(cast.district)
    part = Section.objects.get(version=version)
    part.items.exclude(code="q01").delete()
    Item.objects.create(section=part, position=20, code="photo", kind="photo", text="ภาพ", required=True)
    Item.objects.create(section=part, position=21, code="words", kind="note", text="อ่านก่อน", required=True)
    sheet = services.add_sheet(visit, actor=cast.supervisor, version=version, classroom="ป.1/1")
    first = part.items.get(code="q01")
    answers = {first.pk: AnswerValue(note="ยังดูไม่ทั่ว")}
    services.save_sheet(visit, actor=cast.supervisor, response=sheet.response, answers=answers)
    assert "ยังไม่ตอบ 2 ข้อ" in _words(visit)
    VisitPhoto.objects.create(
        id=uuid4(), visit=visit, sha256="0" * 64, size=1, response=sheet.response, item_code="photo",
        announced_by=cast.supervisor, announced_at=timezone.now(),
    )  # fmt: skip
    assert "ยังไม่ตอบ 1 ข้อ" in _words(visit)
