"""The document of a visit as a phone sends it: shapes only, before any row is asked.

What cannot be read is a `Wrong` or an entry of `errors` with a Thai sentence, never a crash; whose row a key names is
the business of the services.
"""

import base64
import binascii
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from supervision.capture.values import (
    LONGEST,
    MOST,
    Place,
    Wrong,
    choice,
    clock,
    day,
    line,
    mapping,
    moment,
    number,
    optional,
    place_,
    row_key,
    rows,
    text,
    uuid,
    whole,
)
from supervision.field.sections import (
    FINDINGS,
    GENERAL,
    LABELS,
    NOTE_FIELDS,
    PEOPLE,
    PREVIOUS,
    SIGNATURES,
    sheet_of,
)

FORMAT = 1
MOST_BYTES = 3 * 1024 * 1024
MOST_DEPTH = 12
SIDES, VERDICTS = ("supervisor", "receiver"), ("fixed", "partly", "not_yet")
MOST_PNG = 400 * 1024


@dataclass(frozen=True)
class Photo:
    """A picture the phone has: `sheet` and `item` say which answer it belongs to."""

    id: UUID
    sha256: str
    size: int
    caption: str
    taken_at: datetime | None
    place: Place | None
    sheet: UUID | None
    item: str
    removed: bool


@dataclass(frozen=True)
class Refusal:
    """One entry of an answer's `errors`."""

    section: str
    field: str
    message: str


@dataclass
class Document:
    """A visit as a phone sent it. `sections` holds what was read of each, None for a sheet taken off; what could not be
    read stands in `errors`."""

    id: UUID
    school: int
    planned: int | None
    began_at: datetime | None
    phone_now: datetime | None
    submit: bool
    device: str
    reason: str
    base: dict[str, int]
    sections: dict[str, dict[str, Any] | None] = field(default_factory=dict)
    photos: list[Photo] = field(default_factory=list)
    errors: list[Refusal] = field(default_factory=list)


def parse(body: bytes) -> Any:
    """JSON of a body; Wrong for what is none, too deep, or holds numbers no column could."""
    if len(body) > MOST_BYTES:
        raise Wrong("ข้อมูลที่ส่งมาใหญ่เกินกำหนด")
    try:
        found = json.loads(body.decode("utf-8"), parse_constant=_no_constant)
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise Wrong("ข้อมูลที่ส่งมาอ่านไม่ได้ กรุณาปรับรุ่นของแอปแล้วลองใหม่") from None
    if _too_deep(found):
        raise Wrong("ข้อมูลที่ส่งมาซ้อนกันลึกเกินไป")
    return found


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _too_deep(value: Any) -> bool:
    """Walks level by level: a value deep enough to exhaust the stack must not be met by a recursion."""
    level = [value]
    for _ in range(MOST_DEPTH):
        level = [
            inner
            for outer in level
            if isinstance(outer, (dict, list))
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, (dict, list))
        ]
        if not level:
            return False
    return True


def read(raw: Any, key: UUID) -> Document:
    """The document of one visit; Wrong when its head cannot be read, `errors` for sections and pictures."""
    if not isinstance(raw, dict):
        raise Wrong("ข้อมูลที่ส่งมาอ่านไม่ได้ กรุณาปรับรุ่นของแอปแล้วลองใหม่")
    if raw.get("format") != FORMAT or isinstance(raw.get("format"), bool):
        raise Wrong("แอปในเครื่องเป็นรุ่นที่ระบบไม่รู้จัก กรุณาเปิดแอปใหม่เพื่อปรับรุ่น", "format")
    if uuid(raw.get("id"), "id") != key:
        raise Wrong("รหัสบันทึกไม่ตรงกับที่อยู่ที่ส่งมา", "id")
    found = Document(
        id=key,
        school=row_key(raw.get("school"), "school"),
        planned=optional(row_key, raw.get("planned"), "planned"),
        began_at=optional(moment, raw.get("began_at"), "began_at"),
        phone_now=optional(moment, raw.get("phone_now"), "phone_now"),
        submit=raw.get("submit") is True,
        device=line(raw.get("device") or "", "device", 60) or "phone",
        reason=text(raw.get("reason") or "", "reason", 2_000),
        base=_base(raw.get("base")),
    )
    sections = raw.get("sections", {})
    if not isinstance(sections, dict):
        raise Wrong("ตอนของบันทึกอ่านไม่ได้", "sections")
    if sum(1 for name in sections if sheet_of(name)) > MOST["sheets"]:
        raise Wrong(f"หนึ่งบันทึกมีแบบประเมินได้ไม่เกิน {MOST['sheets']} แผ่น", "sections")
    for name, content in sections.items():
        try:
            found.sections[name] = section(name, content)
        except Wrong as wrong:
            found.errors.append(Refusal(name[:60], wrong.field, wrong.message))
    try:
        found.photos = [_photo(row, place) for row, place in rows(raw.get("photos", []), "photos")]
        if len({photo.id for photo in found.photos}) != len(found.photos):
            raise Wrong("รหัสภาพซ้ำกัน", "photos")
    except Wrong as wrong:
        found.photos = []
        found.errors.append(Refusal("photos", wrong.field, wrong.message))
    return found


def section(name: str, content: Any) -> dict[str, Any] | None:
    """One section as the services take it."""
    reader = _READERS.get(name) or (_sheet if sheet_of(name) else None)
    if reader is None:
        raise Wrong("ระบบไม่รู้จักตอนนี้ กรุณาปรับรุ่นของแอป")
    if content is None and reader is _sheet:
        return None
    return reader(mapping(content, name))


def _base(raw: Any) -> dict[str, int]:
    found = mapping({} if raw is None else raw, "base")
    return {str(name)[:60]: whole(number, "base", 0, 2**31 - 1) for name, number in found.items() if len(name) <= 60}


def _general(raw: Mapping[str, Any]) -> dict[str, Any]:
    areas = raw.get("areas", [])
    if not isinstance(areas, list) or len(areas) > 10 or not all(isinstance(area, str) for area in areas):
        raise Wrong("งาน 4 ด้านไม่ถูกต้อง", "areas")
    return {
        "visited_on": day(raw.get("visited_on"), "visited_on"),
        "time_in": optional(clock, raw.get("time_in"), "time_in"),
        "time_out": optional(clock, raw.get("time_out"), "time_out"),
        "round_no": optional(lambda value, name: whole(value, name, 1, 99), raw.get("round_no"), "round_no"),
        "way": line(raw.get("way") or "", "way", 8),
        "topic": line(raw.get("topic") or "", "topic", 300),
        "areas": list(dict.fromkeys(areas)),
        **{name: optional(row_key, raw.get(name), name) for name in ("policy", "task", "project")},
        "place": optional(place_, raw.get("place"), "place"),
    }


def _people(raw: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "members": [
            {"person": row_key(row.get("person"), f"{at}.person"), "duty": line(row.get("duty") or "", at, 100)}
            for row, at in rows(raw.get("members", []), "members")
        ],
        "supervised": [
            {
                "person": row_key(row.get("person"), f"{at}.person"),
                "subject_group": optional(row_key, row.get("subject_group"), f"{at}.subject_group"),
                "subject": line(row.get("subject") or "", f"{at}.subject", 150),
                "subject_code": line(row.get("subject_code") or "", f"{at}.subject_code", 20),
                "classroom": line(row.get("classroom") or "", f"{at}.classroom", 40),
            }
            for row, at in rows(raw.get("supervised", []), "supervised")
        ],
    }
    for name, listed in found.items():
        if len({row["person"] for row in listed}) != len(listed):
            raise Wrong("มีชื่อซ้ำกัน", name)
    return found


def _note(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {"text": text(raw.get("text", ""), "text", LONGEST["note"])}


def _findings(raw: Mapping[str, Any]) -> dict[str, Any]:
    found = [
        {
            "id": uuid(row.get("id"), f"{at}.id"),
            "text": text(row.get("text", ""), f"{at}.text", LONGEST["finding"]),
            "recommendation": text(row.get("recommendation") or "", f"{at}.recommendation", LONGEST["finding"]),
            "owner": optional(row_key, row.get("owner"), f"{at}.owner"),
            "owner_label": line(row.get("owner_label") or "", f"{at}.owner_label", 200),
            "due_on": optional(day, row.get("due_on"), f"{at}.due_on"),
        }
        for row, at in _listed(raw, "findings")
    ]
    return {"rows": _each_once(found, "id")}


def _previous(raw: Mapping[str, Any]) -> dict[str, Any]:
    found = [
        {
            "action": row_key(row.get("action"), f"{at}.action"),
            "verdict": choice(row.get("verdict"), f"{at}.verdict", VERDICTS),
            "note": text(row.get("note") or "", f"{at}.note", LONGEST["finding"]),
        }
        for row, at in _listed(raw, "previous")
        if row.get("verdict") is not None
    ]
    return {"rows": sorted(_each_once(found, "action"), key=lambda row: row["action"])}


def _signatures(raw: Mapping[str, Any]) -> dict[str, Any]:
    found = [
        {
            "id": uuid(row.get("id"), f"{at}.id"),
            "side": choice(row.get("side"), f"{at}.side", SIDES),
            "name": line(row.get("name") or "", f"{at}.name", 200),
            "position": line(row.get("position") or "", f"{at}.position", 200),
            "phone_at": optional(moment, row.get("phone_at"), f"{at}.phone_at"),
            "png": _png(row.get("png"), f"{at}.png"),
        }
        for row, at in _listed(raw, "signatures")
    ]
    return {"rows": _each_once(found, "id")}


def _png(raw: Any, name: str) -> bytes | None:
    """The picture of a signature; None where the server has it already and only its row is named."""
    if raw is None or raw == "":
        return None
    if not isinstance(raw, str) or len(raw) > MOST_PNG * 4 // 3 + 4:
        raise Wrong("ภาพลายมือชื่อใหญ่เกินไป", name)
    try:
        found = base64.b64decode(raw.removeprefix("data:image/png;base64,"), validate=True)
    except (binascii.Error, ValueError):
        raise Wrong("ภาพลายมือชื่ออ่านไม่ได้", name) from None
    if not found.startswith(b"\x89PNG\r\n\x1a\n"):
        raise Wrong("ภาพลายมือชื่ออ่านไม่ได้", name)
    return found


def _listed(raw: Mapping[str, Any], name: str) -> list[tuple[dict[str, Any], str]]:
    listed = raw.get("rows", [])
    return [(row, at.replace(name, "rows", 1)) for row, at in rows(listed, name)]


def _each_once(found: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    if len({row[key] for row in found}) != len(found):
        raise Wrong("มีรายการซ้ำกัน", "rows")
    return found


def _sheet(raw: Mapping[str, Any]) -> dict[str, Any]:
    answers = mapping(raw.get("answers", {}), "answers")
    if len(answers) > 1000 or not all(code.isprintable() and len(code) <= 60 for code in answers):
        raise Wrong("คำตอบมากเกินไป หรือมีรหัสข้อที่อ่านไม่ได้", "answers")
    return {
        "version": row_key(raw.get("version"), "version"),
        "classroom": line(raw.get("classroom") or "", "classroom", 40),
        "person": optional(row_key, raw.get("person"), "person"),
        "answers": {code: _answer(answer, f"answers.{code[:60]}") for code, answer in answers.items()},
    }


def _answer(raw: Any, name: str) -> dict[str, Any]:
    given = mapping(raw, name)
    return {
        "number": optional(number, given.get("number"), name),
        "text": text(given.get("text") or "", name, LONGEST["answer"]),
        "values": _values(given.get("values"), name),
        "not_observed": given.get("not_observed") is True,
        "note": text(given.get("note") or "", name, LONGEST["answer"]),
    }


def _values(raw: Any, name: str) -> Any:
    """Many choices as whole numbers or their codes, or a place."""
    if raw is None or raw in ([], {}):
        return None
    if isinstance(raw, dict):
        found = place_(raw, name)
        return {"lat": float(found.lat), "lon": float(found.lon), "accuracy": found.accuracy}
    if not isinstance(raw, list) or len(raw) > 100:
        raise Wrong("คำตอบไม่ถูกต้อง", name)
    return [whole(value, name, -32768, 32767) if isinstance(value, int) else line(value, name, 60) for value in raw]


_READERS: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    GENERAL: _general,
    PEOPLE: _people,
    **dict.fromkeys(NOTE_FIELDS, _note),
    FINDINGS: _findings,
    PREVIOUS: _previous,
    SIGNATURES: _signatures,
}


def _photo(raw: dict[str, Any], name: str) -> Photo:
    digest = raw.get("sha256")
    if not isinstance(digest, str) or not re.fullmatch(r"[0-9a-f]{64}", digest):
        raise Wrong("ค่าแฮชของภาพไม่ถูกต้อง", f"{name}.sha256")
    return Photo(
        id=uuid(raw.get("id"), f"{name}.id"),
        sha256=digest,
        size=whole(raw.get("size"), f"{name}.size", 1, 2**40),
        caption=line(raw.get("caption") or "", f"{name}.caption", 300),
        taken_at=optional(moment, raw.get("taken_at"), f"{name}.taken_at"),
        place=optional(place_, raw.get("place"), f"{name}.place"),
        sheet=optional(uuid, raw.get("sheet"), f"{name}.sheet"),
        item=line(raw.get("item") or "", f"{name}.item", 60),
        removed=raw.get("removed") is True,
    )


def label_of(section: str) -> str:
    """How a section is named to people."""
    return LABELS.get(section, "ภาพถ่าย" if section == "photos" else "แบบประเมิน")
