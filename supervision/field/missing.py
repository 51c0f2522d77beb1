"""What is still absent before a visit can be sent; the page lists it, the service refuses on it."""

from collections.abc import Callable

from django.urls import reverse

from core.missing import Missing
from instruments.models import Item
from supervision.field.content import Parts, parts_of
from supervision.field.models import Visit


def missing(visit: Visit, *, parts: Parts | None = None) -> list[Missing]:
    """By page and field. A sheet counts as filled in when every required item has an answer or ไม่ได้สังเกต."""

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
    found.extend(_sheets(parts, page))
    for finding in parts.findings:
        anchor = f"finding-{finding.pk}"
        short = finding.text[:40]
        if not finding.owner_id and not finding.owner_label:
            found.append(Missing(f"ข้อค้นพบ “{short}” ยังไม่มีผู้รับผิดชอบ", anchor, page("findings")))
        if finding.due_on is None:
            found.append(Missing(f"ข้อค้นพบ “{short}” ยังไม่มีกำหนดแล้วเสร็จ", anchor, page("findings")))
    return found


def _sheets(parts: Parts, page: Callable[..., str]) -> list[Missing]:
    if not parts.sheets:
        return []
    required: dict[int, set[int]] = {}
    for version, item in Item.objects.filter(
        section__version__in={sheet.response.version_id for sheet in parts.sheets}, required=True
    ).values_list("section__version_id", "pk"):
        required.setdefault(version, set()).add(item)
    found = []
    for sheet in parts.sheets:
        answered = {row["item_id"] for row in parts.answers[sheet.response_id]}
        left = required.get(sheet.response.version_id, set()) - answered
        if left:
            name = sheet.response.version.instrument.name
            about = sheet.response.classroom or ""
            found.append(
                Missing(
                    f"{name} {about} ยังไม่ตอบ {len(left)} ข้อ".replace("  ", " "),
                    f"item-{min(left)}",
                    page("sheet", sheet.response_id),
                )
            )
    return found
