"""What is still absent before a visit can be sent; the page lists it, the service refuses on it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse

from core.missing import Missing
from instruments.asked import asked_items, begun_on, breach, is_answered
from instruments.models import Item
from instruments.queries import form_of
from instruments.services import AnswerValue
from supervision.field.content import Parts, parts_of
from supervision.field.models import Visit, VisitPhoto


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
    if not parts.sheets:
        return []
    wanted: dict[int, list[tuple[int, str]]] = {}
    logical: set[int] = set()
    photos: set[tuple[Any, str]] = set()
    for version, key, code, kind, required, *conditions in Item.objects.filter(
        section__version__in={sheet.response.version_id for sheet in parts.sheets}
    ).values_list(
        "section__version_id", "pk", "code", "kind", "required", "relevant", "constraint", "section__relevant"
    ):  # fmt: skip
        if any(conditions):
            logical.add(version)
        if required and kind != Item.Kind.NOTE:
            wanted.setdefault(version, []).append((key, code))
            if kind == Item.Kind.PHOTO and not photos:
                photos = _photos(visit)
    forms = {version: form_of(version) for version in logical}
    found = []
    for sheet in parts.sheets:
        response = sheet.response
        answers = {row["item_id"]: _given(row) for row in parts.answers[response.pk]}
        form = forms.get(response.version_id)
        asked = asked_items(form, answers, today=begun_on(response)) if form else None
        left = [
            key
            for key, code in wanted.get(response.version_id, [])
            if (asked is None or key in asked)
            and not (key in answers and is_answered(answers[key]))
            and (response.pk, code) not in photos
        ]
        name = " ".join(filter(None, (response.version.instrument.name, response.classroom)))
        here = page("sheet", response.pk)
        if left:
            found.append(Missing(f"{name} ยังไม่ตอบ {len(left)} ข้อ", f"item-{min(left)}", here))
        if form is not None and asked is not None:
            problems = ((key, breach(form, item, answers, asked)) for key, item in form.items.items())
            found.extend(Missing(f"{name} {problem}", f"item-{key}", here) for key, problem in problems if problem)
    return found


def _photos(visit: Visit) -> set[tuple[Any, str]]:
    """(response, code of the item) of the pictures announced for an item, on their way or arrived."""
    rows = VisitPhoto.objects.filter(visit=visit, removed_at=None, response__isnull=False).exclude(item_code="")
    return set(rows.values_list("response_id", "item_code"))


def _given(row: Mapping[str, Any]) -> AnswerValue:
    return AnswerValue(row["number"], row["text"], row["values"], row["not_observed"])
