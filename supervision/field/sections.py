"""Sections of a visit: the unit that is stamped, kept in history, and merged or chosen when two people wrote.

Their contents are plain JSON in the words phones and the server exchange (docs/developing.md, "Sync").
"""

from collections.abc import Callable, Collection, Iterable
from typing import Any
from uuid import UUID

from core.approvals.content import content_hash, plain
from instruments.models import Answer
from supervision.field.models import FindingCheck, Visit, VisitSignature

GENERAL, PEOPLE, FINDINGS, PREVIOUS, SIGNATURES = "general", "people", "findings", "previous", "signatures"
NOTE_FIELDS = ("observed", "strengths", "to_improve", "reflection_supervisor", "reflection_school")
# The page of all five notes; each of them is a section of its own.
NOTES = "notes"
FIXED = (GENERAL, PEOPLE, *NOTE_FIELDS, PREVIOUS, FINDINGS, SIGNATURES)
LABELS = {
    GENERAL: "ทั่วไป",
    PEOPLE: "ผู้เกี่ยวข้อง",
    "observed": "สิ่งที่พบ",
    "strengths": "จุดเด่น",
    "to_improve": "สิ่งที่ควรพัฒนา",
    "reflection_supervisor": "สะท้อนคิดของผู้นิเทศ",
    "reflection_school": "สะท้อนคิดของผู้รับการนิเทศ",
    PREVIOUS: "ติดตามข้อค้นพบเดิม",
    FINDINGS: "ข้อค้นพบ",
    SIGNATURES: "ลายมือชื่อ",
}
_SHEET = "sheet:"

Contents = dict[str, Any]


def sheet_section(response: UUID | str) -> str:
    return f"{_SHEET}{response}"


def sheet_of(section: str) -> UUID | None:
    """The answer sheet a section is about; None for every other section and for what is no key."""
    if not section.startswith(_SHEET):
        return None
    try:
        key = UUID(section.removeprefix(_SHEET))
    except ValueError:
        return None
    return key if sheet_section(key) == section else None


def digest(content: Any) -> str:
    """Equal texts have equal digests, whatever order their parts came in."""
    return content_hash(content)


def every_section(visit: Visit) -> list[str]:
    """All sections of a visit, its sheets included; one query."""
    sheets = visit.sheets.values_list("response_id", flat=True)
    return [GENERAL, PEOPLE, *NOTE_FIELDS, *(sheet_section(key) for key in sheets), PREVIOUS, FINDINGS, SIGNATURES]


def contents(visit: Visit, sections: Collection[str]) -> dict[str, Contents | None]:
    """What stands in each of `sections` now; None for a sheet that is not there. At most two queries for each kind."""
    found: dict[str, Contents | None] = {}
    for section in sections:
        if section in NOTE_FIELDS:
            found[section] = {"text": getattr(visit, section)}
        elif section in _READERS:
            found[section] = _READERS[section](visit)
    wanted = [key for section in sections if (key := sheet_of(section)) is not None]
    if wanted:
        found |= _sheets(visit, wanted)
    return plain(found) if found else {}


def place_of(row: Any) -> dict[str, Any] | None:
    """Latitude and longitude as numbers, accuracy in metres; None where nothing is known."""
    if row.latitude is None or row.longitude is None:
        return None
    return {"lat": float(row.latitude), "lon": float(row.longitude), "accuracy": row.place_accuracy}


def _general(visit: Visit) -> Contents:
    return {
        "visited_on": visit.visited_on,
        "time_in": _minutes(visit.time_in),
        "time_out": _minutes(visit.time_out),
        "round_no": visit.round_no,
        "way": str(visit.way),
        "topic": visit.topic,
        "areas": [str(area) for area in visit.areas],
        "policy": visit.policy_id,
        "task": visit.task_id,
        "project": visit.project_id,
        "place": place_of(visit),
    }


def _minutes(value: Any) -> str | None:
    return value.strftime("%H:%M") if value is not None else None


def _people(visit: Visit) -> Contents:
    return {
        "members": [{"person": row.person_id, "duty": row.duty} for row in visit.members.order_by("pk")],
        "supervised": [
            {
                "person": row.person_id,
                "subject_group": row.subject_group_id,
                "subject": row.subject,
                "subject_code": row.subject_code,
                "classroom": row.classroom,
            }
            for row in visit.supervised.order_by("pk")
        ],
    }


def _findings(visit: Visit) -> Contents:
    return {
        "rows": [
            {
                "id": row.public_id,
                "text": row.text,
                "recommendation": row.recommendation,
                "owner": row.owner_id,
                "owner_label": row.owner_label,
                "due_on": row.due_on,
            }
            for row in visit.findings.order_by("position", "pk")
        ]
    }


def _previous(visit: Visit) -> Contents:
    rows = FindingCheck.objects.filter(visit=visit).order_by("action_id")
    return {"rows": [{"action": row.action_id, "verdict": str(row.verdict), "note": row.note} for row in rows]}


def _signatures(visit: Visit) -> Contents:
    """Without the pictures: a signature is known by its hash."""
    rows = VisitSignature.objects.filter(visit=visit, withdrawn_at=None).order_by("signed_at", "pk")
    return {
        "rows": [
            {
                "id": row.pk,
                "side": str(row.side),
                "name": row.name,
                "position": row.position,
                "phone_at": row.phone_at,
                "sha256": row.sha256,
            }
            for row in rows
        ]
    }


_READERS: dict[str, Callable[[Visit], Contents]] = {
    GENERAL: _general,
    PEOPLE: _people,
    FINDINGS: _findings,
    PREVIOUS: _previous,
    SIGNATURES: _signatures,
}


def _sheets(visit: Visit, keys: Iterable[UUID]) -> dict[str, Contents | None]:
    wanted = list(keys)
    found: dict[str, Contents | None] = {sheet_section(key): None for key in wanted}
    for response, version, classroom, person in visit.sheets.filter(response__in=wanted).values_list(
        "response_id", "response__version_id", "response__classroom", "response__person_id"
    ):
        found[sheet_section(response)] = {
            "version": version,
            "classroom": classroom,
            "person": person,
            "answers": {},
        }
    rows = Answer.objects.filter(response__in=wanted, response__visit_sheet__visit=visit).values_list(
        "response_id", "item__code", "number", "text", "values", "not_observed", "note"
    )
    for response, code, number, text, values, not_observed, note in rows:
        sheet = found[sheet_section(response)]
        if sheet is not None:
            sheet["answers"][code] = answer_content(number, text, values, not_observed=not_observed, note=note)
    return found


def answer_content(number: Any, text: str, values: Any, *, not_observed: bool, note: str) -> Contents:
    """One answer: only what was given; 4 and 4.0 are one answer."""
    given: Contents = {}
    if not_observed:
        given["not_observed"] = True
    elif number is not None:
        given["number"] = int(number) if number == int(number) else float(number)
    if text:
        given["text"] = text
    if values not in (None, "", [], {}):
        given["values"] = values
    if note:
        given["note"] = note
    return given
