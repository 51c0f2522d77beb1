"""What a visit says when it is sent: the snapshot its revision keeps and its hash is made of. What the school adds when
it acknowledges is not part of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from core.approvals.content import content_hash, plain
from core.files import attachments_of_key
from core.models import Attachment
from instruments.forms_kept import questions_of
from instruments.models import Answer
from supervision.areas import Area
from supervision.field.held import fresh_hold, rows_in
from supervision.field.models import Finding, Visit, VisitPhoto, VisitResponse
from supervision.field.sections import FINDINGS, PEOPLE, PREVIOUS

TEXTS = {
    "observed": "สิ่งที่พบ",
    "strengths": "จุดเด่น",
    "to_improve": "สิ่งที่ควรพัฒนา",
    "reflection_supervisor": "สะท้อนคิดของผู้นิเทศ",
}
LABELS = {
    "school": "โรงเรียน",
    "visited_on": "วันที่นิเทศ",
    "time_in": "เวลามาถึง",
    "time_out": "เวลากลับ",
    "round_no": "ครั้งที่",
    "way": "รูปแบบ",
    "topic": "เรื่องที่นิเทศ",
    "areas": "งาน 4 ด้าน",
    "policy": "นโยบาย/จุดเน้น",
    "task": "งานตามกลุ่มงาน",
    "project": "โครงการ",
    "lead": "ผู้นิเทศ",
    "members": "ผู้ร่วมนิเทศ",
    "supervised": "ผู้รับการนิเทศ",
    "sheets": "เครื่องมือ",
    "checks": "การติดตามข้อค้นพบครั้งก่อน",
    "findings": "ข้อค้นพบ",
    "photos": "ภาพถ่าย",
    **TEXTS,
}


class Answered(NamedTuple):
    """One answer of a sheet, with the code and the words of its item."""

    item_id: int
    code: str
    question: str
    number: Decimal | None
    text: str
    values: Any
    not_observed: bool
    note: str


@dataclass(frozen=True)
class Parts:
    """Rows of a visit that the check before sending and the snapshot both read; answers by key of their response."""

    sheets: list[VisitResponse]
    answers: dict[UUID, list[Answered]]
    findings: list[Finding]


def parts_of(visit: Visit) -> Parts:
    """Three queries however many sheets and findings there are; a visit without sheets takes two. Of a visit made in
    this transaction only what was written to it is read, and its new sheets not at all."""
    sheets, answers = _new_sheets(visit) or _sheets(visit)
    findings = visit.findings.select_related("owner__user", "action").order_by("position", "pk")
    return Parts(sheets, answers, rows_in(visit, FINDINGS, findings))


Sheets = tuple[list[VisitResponse], dict[UUID, list[Answered]]]


def _sheets(visit: Visit) -> Sheets:
    sheets = list(visit.sheets.select_related("response__version__instrument", "response__person", "response__band"))
    answers: dict[UUID, list[Answered]] = {sheet.response_id: [] for sheet in sheets}
    if sheets:
        rows = Answer.objects.filter(response__in=list(answers)).order_by("item__section__position", "item__position")
        for response, *row in rows.values_list(
            "response_id", "item_id", "item__code", "item__text", "number", "text", "values", "not_observed", "note"
        ):
            answers[response].append(Answered._make(row))
    return sheets, answers


def _new_sheets(visit: Visit) -> Sheets | None:
    """The sheets of a visit made in this transaction, as they would be read back."""
    hold = fresh_hold(visit)
    if hold is None or hold.sheets is None:
        return None
    answers: dict[UUID, list[Answered]] = {}
    for sheet, given in hold.sheets:
        items = questions_of(sheet.response.version).items
        answers[sheet.response_id] = [
            Answered(
                key,
                item.code,
                item.text,
                one.number,
                one.text,
                one.values,
                not_observed=one.not_observed,
                note=one.note,
            )
            for key, item in items.items()
            if (one := given.get(key)) is not None
        ]
    return [sheet for sheet, _ in hold.sheets], answers


def slots_of(visit: Visit) -> list[VisitPhoto]:
    """Pictures that a phone announced and that were not taken off, arrived or not."""
    hold = fresh_hold(visit)
    if hold is None:
        return list(visit.photos.filter(removed_at=None).order_by("announced_at", "pk"))
    return sorted(hold.photos, key=lambda slot: slot.pk)


def snapshot(visit: Visit, photos: Sequence[Attachment] | None = None, *, parts: Parts | None = None) -> dict[str, Any]:
    """Everything that was sent, as plain JSON values; people by name, so that the paper can be read without us."""
    parts = parts or parts_of(visit)
    if photos is None:
        # Files are hung on a visit that is there: one made in this transaction has slots only.
        photos = [] if fresh_hold(visit) else attachments_of_key("visit", str(visit.pk))
    content = {
        "school": visit.school.name,
        "visited_on": visit.visited_on,
        "time_in": visit.time_in,
        "time_out": visit.time_out,
        "round_no": visit.round_no,
        "way": visit.get_way_display(),
        "topic": visit.topic,
        "areas": [str(Area(area).label) for area in visit.areas],
        "policy": str(visit.policy) if visit.policy else "",
        "task": str(visit.task) if visit.task else "",
        "project": str(visit.project) if visit.project else "",
        "lead": str(visit.lead),
        "members": [
            {"key": str(row.person_id), "name": str(row.person), "duty": row.duty}
            for row in rows_in(visit, PEOPLE, visit.members.select_related("person"))
        ],
        "supervised": [
            {
                "key": str(row.person_id),
                "name": str(row.person),
                "position": row.position,
                "standing": row.standing,
                "subject_group": str(row.subject_group or ""),
                "subject": row.subject,
                "subject_code": row.subject_code,
                "classroom": row.classroom,
            }
            for row in rows_in(visit, PEOPLE, visit.supervised.select_related("person", "subject_group"))
        ],
        **{name: getattr(visit, name) for name in TEXTS},
        "sheets": [
            {
                "key": str(sheet.response_id),
                "instrument": str(sheet.response.version),
                "classroom": sheet.response.classroom,
                "person": str(sheet.response.person or ""),
                "percent": sheet.response.percent,
                "level": str(sheet.response.band or ""),
                "answers": [_answer(row) for row in parts.answers[sheet.response_id]],
            }
            for sheet in parts.sheets
        ],
        "findings": [
            {
                "key": str(row.pk),
                "text": row.text,
                "recommendation": row.recommendation,
                "owner": row.owner_label,
                "due_on": row.due_on,
            }
            for row in parts.findings
        ],
        "photos": _photos(visit, photos),
    }
    checks = rows_in(visit, PREVIOUS, visit.checks.select_related("action").order_by("action"))
    if said := [
        {"key": str(row.action_id), "text": row.action.text, "verdict": row.get_verdict_display(), "note": row.note}
        for row in checks
    ]:
        # Left out when there is none, so that revisions sent before checks existed keep their hash.
        content["checks"] = said
    return dict(plain(content))


def _answer(row: Answered) -> dict[str, Any]:
    said = row.number if row.number is not None else row.text
    return {
        "key": row.code,
        "item": row.question,
        "answer": "ไม่ได้สังเกต" if row.not_observed else said,
        "values": row.values,
        "note": row.note,
    }


def _photos(visit: Visit, pictures: Sequence[Attachment]) -> list[dict[str, str]]:
    """What a phone announced is part of what was sent, though its file may come later; then pictures hung on a page."""
    slots = slots_of(visit)
    filled = {slot.attachment_id for slot in slots}
    announced = [{"key": str(row.pk), "caption": row.caption, "file": row.sha256[:16]} for row in slots]
    return announced + [
        {"key": str(row.pk), "caption": row.caption or row.name, "file": row.file.sha256[:16]}
        for row in pictures
        if row.pk not in filled
    ]


def personal_sheets(content: Mapping[str, Any]) -> list[str]:
    """Keys of the sheets in a snapshot that are about a named person."""
    return [sheet["key"] for sheet in content.get("sheets", []) if sheet.get("person")]


def without_scores(content: Mapping[str, Any], hidden: Sequence[str]) -> dict[str, Any]:
    """The snapshot for somebody who may not see the sheets `hidden`: named, without answers and scores."""
    kept = dict(content)
    kept["sheets"] = [
        sheet if sheet["key"] not in hidden else {**sheet, "percent": None, "level": "", "answers": []}
        for sheet in content.get("sheets", [])
    ]
    return kept


_PARTS = {
    "name": "ชื่อ",
    "duty": "หน้าที่",
    "position": "ตำแหน่ง",
    "standing": "วิทยฐานะ",
    "subject_group": "กลุ่มสาระ",
    "subject": "รายวิชา",
    "subject_code": "รหัสวิชา",
    "classroom": "ชั้น/ห้อง",
    "text": "ข้อความ",
    "verdict": "ผลการติดตาม",
    "recommendation": "ข้อเสนอแนะ",
    "owner": "ผู้รับผิดชอบ",
    "due_on": "กำหนด",
    "caption": "คำบรรยาย",
    "file": "ไฟล์",
    "percent": "ร้อยละ",
    "level": "ระดับ",
    "instrument": "เครื่องมือ",
    "person": "บุคคล",
    "answer": "คำตอบ",
    "note": "บันทึก",
    "item": "รายการ",
    "values": "ตัวเลือก",
    "key": "",
}


def place_name(before: Mapping[str, Any], after: Mapping[str, Any]) -> Any:
    """Thai names of the places of a diff between two snapshots."""
    items: dict[tuple[str, str], str] = {}
    names: dict[str, str] = {}
    for content in (before, after):
        for sheet in content.get("sheets", []):
            names[sheet["key"]] = " ".join(filter(None, (sheet["instrument"], sheet["classroom"], sheet["person"])))
            for number, answer in enumerate(sheet["answers"], start=1):
                items[sheet["key"], answer["key"]] = f"ข้อ {number} {answer['item']}"
        for kind in ("members", "supervised", "findings", "photos"):
            for number, row in enumerate(content.get(kind, []), start=1):
                names[row["key"]] = row.get("name") or row.get("caption") or f"ที่ {number}"

    def label(path: tuple[str, ...]) -> str:
        words = [LABELS.get(path[0], path[0])]
        if len(path) > 1:
            words.append(names.get(path[1], path[1]))
        if len(path) > 3 and path[2] == "answers":
            words.append(items.get((path[1], path[3]), path[3]))
        if len(path) > 2:
            words.append(_PARTS.get(path[-1], path[-1]))
        return " · ".join(word for word in words if word)

    return label


__all__ = [
    "Parts",
    "content_hash",
    "parts_of",
    "personal_sheets",
    "place_name",
    "slots_of",
    "snapshot",
    "without_scores",
]
