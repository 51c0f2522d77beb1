"""What is still absent before a visit can be sent; the page lists it, the service refuses on it."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from core.missing import Missing
from instruments.asked import asked_items, begun_on, breach, is_answered
from instruments.forms_kept import questions_of
from instruments.models import Item
from supervision.field.content import Parts, parts_of, slots_of
from supervision.field.models import Visit


def missing(visit: Visit, *, parts: Parts | None = None) -> list[Missing]:
    """By page and field. A sheet counts as filled in when every required item that is to be asked has an answer or
    ไม่ได้สังเกต, and no answer breaks its item's condition (it may have been right when it was given)."""

    def page(name: str, *more: object) -> str:
        return reverse(f"field:{name}", args=[visit.pk, *more])

    parts = parts or parts_of(visit)
    found = []
    if not visit.topic.strip():
        found.append(Missing("ยังไม่ได้ระบุเรื่องที่นิเทศ", "id_topic", page("edit")))
    if not visit.areas:
        found.append(Missing("ยังไม่ได้เลือกงาน 4 ด้าน อย่างน้อยหนึ่งด้าน", "id_areas", page("edit")))
    if not (visit.observed.strip() or visit.strengths.strip() or visit.to_improve.strip()):
        found.append(Missing("ยังไม่ได้เขียนสิ่งที่พบ จุดเด่น หรือสิ่งที่ควรพัฒนา", "id_observed", page("notes")))
    found.extend(_sheets(visit, parts, page))
    for finding in parts.findings:
        anchor = f"finding-{finding.pk}"
        short = finding.text[:40]
        if not finding.owner_id and not finding.owner_label:
            found.append(Missing(f"ข้อค้นพบ “{short}” ยังไม่มีผู้รับผิดชอบ", anchor, page("findings")))
        if finding.due_on is None:
            found.append(Missing(f"ข้อค้นพบ “{short}” ยังไม่มีกำหนดแล้วเสร็จ", anchor, page("findings")))
    return found


def _sheets(visit: Visit, parts: Parts, page: Callable[..., str]) -> list[Missing]:
    forms = {sheet.response_id: questions_of(sheet.response.version) for sheet in parts.sheets}
    photos: set[tuple[Any, str]] = set()
    if any(item.required and item.kind == Item.Kind.PHOTO for form in forms.values() for item in form.items.values()):
        # Announced for an item: on their way or arrived.
        photos = {(slot.response_id, slot.item_code) for slot in slots_of(visit)}
    found = []
    for sheet in parts.sheets:
        response, form = sheet.response, forms[sheet.response_id]
        answers = {row.item_id: row for row in parts.answers[response.pk]}
        asked = asked_items(form, answers, today=begun_on(response))
        left = [
            key
            for key, item in form.items.items()
            if item.required
            and item.kind != Item.Kind.NOTE
            and key in asked
            and not (key in answers and is_answered(answers[key]))
            and (response.pk, item.code) not in photos
        ]
        problems = [(key, breach(form, item, answers, asked)) for key, item in form.items.items() if item.constraint]
        told = [(f"ยังไม่ตอบ {len(left)} ข้อ", min(left))] if left else []
        told += [(problem, key) for key, problem in problems if problem]
        name = " ".join(filter(None, (response.version.instrument.name, response.classroom)))
        found += [Missing(f"{name} {text}", f"item-{key}", page("sheet", response.pk)) for text, key in told]
    return found
