"""ประวัติการแก้ไข: every text a section of a visit had, in words, each against the one before it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.approvals.content import Change, diff
from core.thai.dates import thai_date
from instruments.models import InstrumentVersion, Item, Response
from instruments.permissions import readable
from processes.models import Action
from schools.models import Person, Project, SubjectGroup, WorkTask
from schools.scope import holds, reach
from supervision.areas import Area
from supervision.field.models import FindingCheck, SectionText, Visit, VisitSignature
from supervision.field.models.visit import WAY_WORDS
from supervision.field.permissions import is_named
from supervision.field.sections import FIXED, LABELS, sheet_of
from supervision.planning.models import PolicyItem

NAMES = {
    "text": "ข้อความ", "visited_on": "วันที่นิเทศ", "time_in": "เวลามาถึง", "time_out": "เวลากลับ", "round_no": "ครั้งที่",
    "way": "รูปแบบ", "topic": "เรื่องที่นิเทศ", "areas": "งาน 4 ด้าน", "policy": "นโยบาย/จุดเน้น", "task": "งานตามกลุ่มงาน",
    "project": "โครงการ", "place": "ตำแหน่ง", "members": "ผู้ร่วมนิเทศ", "supervised": "ผู้รับการนิเทศ", "classroom": "ชั้น/ห้อง",
    "person": "บุคคล", "version": "เครื่องมือ", "rows": "", "answers": "", "removed": "นำแบบประเมินออก",
}  # fmt: skip
MOST = 400


@dataclass(frozen=True)
class Text:
    """One saved text; `changes` against the one that stood before it, `phone_at` what the phone's clock said."""

    number: int
    taken: bool
    by: str
    at: datetime
    phone_at: datetime | None
    changes: list[Change]


@dataclass(frozen=True)
class SectionHistory:
    name: str
    label: str
    texts: list[Text]


@dataclass(frozen=True)
class History:
    """Newest texts first in each section; `people` are the named persons whose sheets are among them."""

    sections: list[SectionHistory]
    people: list[str]


def history_of(visit: Visit, user: Any) -> History:
    """What this person may read of it. A school reads what was sent to it, from the first sending on; sheets about a
    named person are for those who may read their scores. A fixed number of queries."""
    rows = list(SectionText.objects.filter(visit=visit).select_related("saved_by").order_by("-number", "-pk")[:MOST])[
        ::-1
    ]
    whole = holds(user, "district.read", district=visit.district_id) or is_named(user, visit)
    if not whole:
        rows = _as_sent(visit, rows)
    rows, people = _without_scores(visit, user, rows)
    words = _Words(rows)
    by_section: dict[str, list[SectionText]] = {}
    for row in rows:
        by_section.setdefault(row.section, []).append(row)
    order = {name: place for place, name in enumerate(FIXED)}
    names = sorted(by_section, key=lambda name: (order.get(name, len(order)), name))
    return History([_section(name, by_section[name], words) for name in names], [words.person(key) for key in people])


def _as_sent(visit: Visit, rows: list[SectionText]) -> list[SectionText]:
    first = visit.revisions.order_by("number").values_list("made_at", flat=True).first()
    kept = [row for row in rows if row.outcome == SectionText.Outcome.KEPT]
    if first is None:
        return []
    standing = {row.section: row.pk for row in kept if row.saved_at <= first}
    return [row for row in kept if row.saved_at > first or standing.get(row.section) == row.pk]


def _without_scores(visit: Visit, user: Any, rows: list[SectionText]) -> tuple[list[SectionText], list[int]]:
    about = {
        row.section: person
        for row in rows
        if sheet_of(row.section) and (person := row.content.get("person")) is not None
    }
    if not about:
        return rows, []
    if not is_named(user, visit) and visit.district_id not in reach(user, "score.person.read").districts:
        keys = {key: name for name in about if (key := sheet_of(name))}
        seen = set(Response.objects.filter(readable(user), pk__in=keys).values_list("pk", flat=True))
        hidden = {name for key, name in keys.items() if key not in seen}
        rows = [row for row in rows if row.section not in hidden]
        about = {name: person for name, person in about.items() if name not in hidden}
    return rows, sorted(set(about.values()))


def _section(name: str, rows: Iterable[SectionText], words: "_Words") -> SectionHistory:
    found: list[Text] = []
    before: Any = {}
    for row in rows:
        now = words.of(row)
        taken = row.outcome == SectionText.Outcome.KEPT
        changes = diff(before, now, lambda path: " · ".join(words.place(part) for part in path if words.place(part)))
        found.append(Text(row.number, taken, str(row.saved_by), row.saved_at, row.phone_at, changes))
        if taken:
            before = now
    return SectionHistory(name, words.section(name), found[::-1])


class _Words:
    """Keys of rows as the names people know them by, read once for all texts."""

    def __init__(self, rows: Iterable[SectionText]) -> None:
        texts = list(rows)
        self.about: dict[str, str] = {}
        people, versions, actions = set(), set(), set()
        lists: dict[str, set[int]] = {"policy": set(), "task": set(), "project": set(), "subject_group": set()}
        for row in texts:
            content = row.content
            for name, keys in lists.items():
                keys |= {one[name] for one in [content, *content.get("supervised", [])] if one.get(name)}
            people |= {one["person"] for kind in ("members", "supervised") for one in content.get(kind, [])}
            people |= {one["owner"] for one in content.get("rows", []) if one.get("owner")}
            people |= {content["person"]} if content.get("person") else set()
            actions |= {one["action"] for one in content.get("rows", []) if "action" in one}
            if "version" in content:
                versions.add(content["version"])
        self.names: dict[tuple[str, int], str] = {}
        models: dict[str, tuple[Any, set[int]]] = {
            "person": (Person, people), "version": (InstrumentVersion, versions), "action": (Action, actions),
            "policy": (PolicyItem, lists["policy"]), "task": (WorkTask, lists["task"]),
            "project": (Project, lists["project"]), "subject_group": (SubjectGroup, lists["subject_group"]),
        }  # fmt: skip
        for kind, (model, keys) in models.items():
            found = model.objects.filter(pk__in=keys) if keys else []
            if kind == "version" and keys:
                found = found.select_related("instrument")
            self.names |= {(kind, one.pk): str(one) for one in found}
        items = Item.objects.filter(section__version__in=versions).values_list("code", "text") if versions else []
        self.items = dict(items)
        for row in texts:
            if "version" in row.content:
                self.about[row.section] = " ".join(
                    filter(None, (self.name("version", row.content["version"]), row.content.get("classroom", ""),
                                  self.person(row.content.get("person")))),
                )  # fmt: skip

    def name(self, kind: str, key: Any) -> str:
        return self.names.get((kind, key), "") if key else ""

    def person(self, key: Any) -> str:
        return self.name("person", key)

    def section(self, name: str) -> str:
        return LABELS.get(name) or self.about.get(name) or "แบบประเมิน"

    def place(self, part: str) -> str:
        return NAMES.get(part, self.items.get(part, part))

    def of(self, row: SectionText) -> Any:
        """The content with names for keys, in a shape whose differences read as sentences."""
        content = row.content
        if content.get("removed"):
            return {"removed": "ใช่"}
        if "visited_on" in content:
            return self._general(content)
        if "members" in content:
            return {kind: ", ".join(self._came(one) for one in content[kind]) for kind in ("members", "supervised")}
        if "answers" in content:
            head = {"version": self.name("version", content["version"]), "classroom": content["classroom"],
                    "person": self.person(content["person"])}  # fmt: skip
            return {**head, "answers": {code: _answer(given) for code, given in content["answers"].items()}}
        if "rows" in content:
            return {"rows": [self._row(place, one) for place, one in enumerate(content["rows"], start=1)]}
        return content

    def _general(self, content: Mapping[str, Any]) -> dict[str, Any]:
        place = content.get("place")
        day = date.fromisoformat(content["visited_on"])
        return {
            **content,
            "visited_on": thai_date(day, "short") if day else content["visited_on"],
            "way": WAY_WORDS.get(content["way"], content["way"]),
            "areas": ", ".join(str(Area(area).label) for area in content["areas"] if area in Area.values),
            **{kind: self.name(kind, content.get(kind)) for kind in ("policy", "task", "project")},
            "place": f"{place['lat']}, {place['lon']} (± {place['accuracy'] or '–'} ม.)" if place else "",
        }

    def _came(self, one: Mapping[str, Any]) -> str:
        facts = (self.person(one["person"]), one.get("duty"), self.name("subject_group", one.get("subject_group")),
                 one.get("subject"), one.get("subject_code"), one.get("classroom"))  # fmt: skip
        return " ".join(filter(None, facts))

    def _row(self, place: int, one: Mapping[str, Any]) -> dict[str, Any]:
        if "verdict" in one:
            words = str(FindingCheck.Verdict(one["verdict"]).label)
            said = f"{self.name('action', one['action'])}: {words} {one['note']}"
            return {"key": f"เรื่องที่ {place}", "text": said.strip()}
        if "side" in one:
            side = str(VisitSignature.Side(one["side"]).label)
            return {"key": f"ลายมือชื่อที่ {place}", "text": f"{side} {one['name']} {one['position']}".strip()}
        due = date.fromisoformat(one["due_on"]) if one.get("due_on") else None
        parts = (one["text"], one["recommendation"], one["owner_label"] or self.person(one["owner"]),
                 f"กำหนด {thai_date(due, 'short')}" if due else "")  # fmt: skip
        return {"key": f"ข้อที่ {place}", "text": " — ".join(filter(None, parts))}


def _answer(given: Mapping[str, Any]) -> str:
    shown = "ไม่ได้สังเกต" if given.get("not_observed") else given.get("number", given.get("text", ""))
    if "values" in given:
        values = given["values"]
        shown = ", ".join(str(one) for one in (values.values() if isinstance(values, dict) else values))
    return " ".join(filter(None, (str(shown), given.get("note", ""))))
