"""What a SAR still lacks before it may be sent, by page and field; the page lists it and the service refuses on it."""

from django.urls import reverse
from django.utils import timezone

from core import files
from core.missing import Missing
from evidence.models import EvidenceUse
from qa.sar.models import Sar, SarItem
from qa.sar.queries.content import TEXTS, Filled, Part, Section, filled
from qa.sar.queries.scope import basic_data

_RETURNED = EvidenceUse.State.RETURNED


def missing_of_sar(sar: Sar, found: Filled | None = None) -> list[Missing]:
    """In the order of the pages."""
    found = found or filled(sar)
    gaps = list(_basic(sar))
    for part in found.parts:
        for section in part.sections:
            gaps += _section(section, found)
        gaps += _overall(part, found)
    return gaps + _whole(sar, found)


def section_url(sar: Sar, section: Section, *, short: bool) -> str:
    """Where a standard is filled in."""
    if short:
        return reverse("sar:level", args=[sar.pk, section.row.part_id])
    return reverse("sar:standard", args=[sar.pk, section.row.pk])


def _basic(sar: Sar) -> list[Missing]:
    page = reverse("sar:basic", args=[sar.pk])
    if sar.basic_confirmed_at is None:
        return [Missing("ข้อมูลพื้นฐาน ยังไม่ยืนยัน", "confirm", page)]
    if sar.basic.get("rows") != basic_data(sar.school, sar.call.academic_year, timezone.localdate()):
        return [Missing("ข้อมูลพื้นฐาน เปลี่ยนไปหลังยืนยัน กรุณาดูและยืนยันอีกครั้ง", "confirm", page)]
    return []


def _section(section: Section, found: Filled) -> list[Missing]:
    page = section_url(found.sar, section, short=found.short)
    gaps: list[Missing] = []
    number = f"มาตรฐานที่ {section.row.standard.number}"
    for item in section.scored:
        gaps += _item(item, found, page, number if item == section.row else item.standard.number)
    if not found.short:
        for name, label in TEXTS:
            if not getattr(section.row, name).strip():
                gaps.append(Missing(f"{number} ยังไม่ได้เขียน{label}", f"id_{name}", page))
    if section.verdict.stated and section.scored != (section.row,):
        if not section.row.is_answered:
            gaps.append(Missing(f"{number} ยังไม่ได้ตัดสินระดับคุณภาพ", f"item-{section.row.pk}", page))
        elif not section.row.reason.strip():
            gaps.append(Missing(f"{number} ยังไม่ได้เขียนเหตุผลของระดับ", f"item-{section.row.pk}", page))
    return gaps


def _item(item: SarItem, found: Filled, page: str, number: str) -> list[Missing]:
    title = f"{number} {_short(item.standard.title)}"
    proofs = [use for use in found.proofs.get(item.pk, ()) if not use.item.is_withdrawn]
    returned = [use for use in proofs if use.state == _RETURNED]
    if not item.is_answered:
        gaps = [Missing(f"{title}: ยังไม่เลือกระดับคุณภาพ", f"item-{item.pk}", page)]
    elif item.not_assessed:
        gaps = [] if item.reason.strip() else [Missing(f"{title}: ยังไม่บอกเหตุที่ไม่ประเมิน", f"item-{item.pk}", page)]
    elif found.sar.call.ask_evidence and len(proofs) == len(returned) == 0:
        gaps = [Missing(f"{title}: ยังไม่มีหลักฐาน", f"item-{item.pk}", page)]
    else:
        gaps = []
    if returned:
        reason = _short(returned[0].reason)
        gaps.append(Missing(f"{title}: หลักฐาน {len(returned)} รายการถูกตีกลับ “{reason}”", f"item-{item.pk}", page))
    return gaps


def _overall(part: Part, found: Filled) -> list[Missing]:
    page = reverse("sar:level", args=[found.sar.pk, part.row.pk])
    name = f"ระดับ{part.row.get_level_display()}"
    gaps = []
    if found.short:
        if not part.row.evidence_text.strip():
            gaps.append(Missing(f"{name} ยังไม่ได้ตอบคำถามที่ 2 หลักฐาน", "id_evidence_text", page))
        if not part.row.plan.strip():
            gaps.append(Missing(f"{name} ยังไม่ได้ตอบคำถามที่ 3 แผนพัฒนา", "id_plan", page))
    if part.judged:
        if not part.overall.complete:
            gaps.append(Missing(f"{name} ยังไม่ได้ตัดสินระดับโดยรวม", "overall", page))
        elif not part.row.reason.strip():
            gaps.append(Missing(f"{name} ยังไม่ได้เขียนเหตุผลของระดับโดยรวม", "id_reason", page))
    return gaps


def _whole(sar: Sar, found: Filled) -> list[Missing]:
    page = reverse("sar:summary", args=[sar.pk])
    gaps = []
    if not found.short and not sar.plan.strip():
        gaps.append(Missing("ยังไม่ได้เขียนแผนพัฒนาในปีการศึกษาต่อไป", "id_plan", page))
    if sar.call.ask_board:
        if sar.board_on is None:
            gaps.append(Missing("ยังไม่ระบุวันที่คณะกรรมการสถานศึกษาให้ความเห็นชอบ", "id_board_on", page))
        if not files.attachments_of_key("sar", str(sar.pk)):
            gaps.append(Missing("ความเห็นชอบของคณะกรรมการสถานศึกษา: ยังไม่แนบรายงานการประชุม", "files", page))
    return gaps


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:59]}…"
