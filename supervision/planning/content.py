"""A plan's content as it is submitted: the snapshot, its hash, and what changed between two of them in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from core.approvals import Segment, content_hash, diff, plain
from core.thai.dates import thai_date
from supervision.areas import Area, Way
from supervision.planning.models import Plan, PlanActivity, PlannedVisit

_BASES = dict(PlanActivity._meta.get_field("result_basis").flatchoices)
_REFERENCES = ("policy", "task", "project", "team")
# Names of referred rows are kept so that an old revision can be read; a later renaming is not a change of the plan.
_NAMES_ONLY = frozenset({"policy", "task", "project", "team", "instruments", "school", "round_label"})


def snapshot(plan: Plan) -> dict[str, Any]:
    """Everything the approval is about, ready for JSON; four queries however many visits are planned."""
    visits: dict[int, list[dict[str, Any]]] = {}
    rows = (
        PlannedVisit.objects.filter(activity__plan=plan)
        .order_by("academic_year", "term", "round_no", "school__name_sort", "school_id")
        .values_list(
            "activity_id",
            "school_id",
            "school__name",
            "academic_year",
            "term",
            "round_no",
            "planned_on",
            "month",
            "cancelled_reason",
        )
    )
    for activity, school_id, school, year, term, round_no, on, month, cancelled in rows:
        visits.setdefault(activity, []).append(
            {
                "school_id": school_id,
                "school": school,
                "year": year,
                "term": term,
                "round": round_no,
                "on": on.isoformat() if on else None,
                "month": month.isoformat(),
                "cancelled": cancelled,
            }
        )
    activities = plan.activities.select_related(*_REFERENCES).prefetch_related("instruments").order_by("position", "pk")
    made: dict[str, Any] = plain(
        {
            "title": plan.title,
            "kind": plan.kind,
            "fiscal_year": plan.fiscal_year,
            "sections": [
                {"code": row.code, "heading": row.heading, "body": row.body}
                for row in plan.sections.order_by("position")
            ],
            "activities": [_activity(row, visits.get(row.pk, [])) for row in activities],
        }
    )
    return made


def _activity(row: PlanActivity, visits: list[dict[str, Any]]) -> dict[str, Any]:
    instruments = sorted(row.instruments.all(), key=lambda one: one.pk)
    return {
        "key": row.pk,
        "topic": row.topic,
        "objective": row.objective,
        "method": row.method,
        "way": row.way,
        "areas": sorted(row.areas),
        **{f"{name}_id": getattr(row, f"{name}_id") for name in _REFERENCES},
        **{name: str(getattr(row, name) or "") for name in _REFERENCES},
        "instrument_ids": [one.pk for one in instruments],
        "instruments": [one.name for one in instruments],
        "indicator": row.indicator,
        "target": row.target if row.target is None else Decimal(row.target).normalize(),
        "target_unit": row.target_unit,
        "result_basis": row.result_basis,
        "cancelled": row.cancelled_reason,
        "visits": visits,
    }


def hash_of(content: Mapping[str, Any]) -> str:
    """The hash of a snapshot, without the names of what it refers to and without row keys."""
    bare = {
        **content,
        "activities": [
            {
                **{name: value for name, value in activity.items() if name not in _NAMES_ONLY and name != "key"},
                "visits": [
                    [v["school_id"], v["year"], v["term"], v["round"], v["on"], v["month"], v["cancelled"]]
                    for v in activity["visits"]
                ],
            }
            for activity in content["activities"]
        ],
    }
    return content_hash(bare)


@dataclass(frozen=True)
class PlanChange:
    """One place that differs: its heading, what kind of change, and the texts before and after cut into segments."""

    heading: str
    note: str
    before: tuple[Segment, ...]
    after: tuple[Segment, ...]


_FIELDS = {
    "topic": "เรื่องที่นิเทศ",
    "objective": "วัตถุประสงค์",
    "method": "วิธีการนิเทศ",
    "way": "รูปแบบ",
    "areas": "งาน 4 ด้าน",
    "policy": "นโยบาย",
    "task": "งานตามภารกิจ",
    "project": "โครงการ",
    "team": "ทีม",
    "instruments": "เครื่องมือ",
    "indicator": "ตัวชี้วัด",
    "target": "เป้าหมาย",
    "target_unit": "หน่วยของเป้าหมาย",
    "result_basis": "นับผลจาก",
    "cancelled": "การยกเลิกกิจกรรม",
}
_WORDS = {"added": "เพิ่ม", "removed": "ตัดออก", "changed": "ข้อความเปลี่ยน"}
_MANY = 12


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[PlanChange]:
    """What differs between two snapshots, in the order of the later one, for people to read."""
    found: list[PlanChange] = []
    if before["title"] != after["title"]:
        found += _texts("ชื่อแผน", before["title"], after["title"])
    found += _section_changes(before["sections"], after["sections"])
    old = {row["key"]: row for row in before["activities"]}
    new = {row["key"]: row for row in after["activities"]}
    for number, row in enumerate(after["activities"], start=1):
        name = f"กิจกรรมที่ {number} {row['topic']}"
        if row["key"] not in old:
            text = f"{row['topic']} · {len(row['visits'])} ครั้ง"
            found.append(PlanChange(name, "เพิ่มกิจกรรม", (), (Segment(text, True),)))
            continue
        found += _activity_changes(name, old[row["key"]], row)
    for row in before["activities"]:
        if row["key"] not in new:
            found.append(PlanChange(row["topic"], "ตัดกิจกรรมออก", (Segment(row["topic"], True),), ()))
    kept_before = [key for key in old if key in new]
    kept_after = [key for key in new if key in old]
    if kept_before != kept_after:
        found += _texts(
            "ลำดับกิจกรรม",
            " → ".join(old[key]["topic"] for key in kept_before),
            " → ".join(new[key]["topic"] for key in kept_after),
        )
    return found


def _section_changes(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[PlanChange]:
    old = {row["code"]: row for row in before}
    new = {row["code"]: row for row in after}
    found = []
    for code in [*new, *(code for code in old if code not in new)]:
        row = new.get(code) or old[code]
        found += _texts(row["heading"], old.get(code, {}).get("body", ""), new.get(code, {}).get("body", ""))
    return found


def _activity_changes(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[PlanChange]:
    found = []
    for field, label in _FIELDS.items():
        by = f"{field}_id" if f"{field}_id" in new else "instrument_ids" if field == "instruments" else field
        if old.get(by) != new.get(by):
            found += _texts(f"{name} · {label}", _shown(field, old.get(field)), _shown(field, new.get(field)))
    return found + _visit_changes(name, old["visits"], new["visits"])


def _shown(field: str, value: Any) -> str:
    if value is None:
        return ""
    if field == "way":
        return str(Way(value).label)
    if field == "areas":
        return ", ".join(str(Area(code).label) for code in value)
    if field == "result_basis":
        return str(_BASES.get(value, value))
    return ", ".join(value) if isinstance(value, list) else str(value)


def _texts(heading: str, before: str, after: str) -> list[PlanChange]:
    return [
        PlanChange(heading, _WORDS[row.act], row.before_parts, row.after_parts)
        for row in diff({"text": before}, {"text": after})
    ]


def _visit_changes(name: str, before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[PlanChange]:
    """Added, removed, moved and cancelled visits of one activity; long lists are counted past a dozen."""

    def identity(row: Mapping[str, Any]) -> tuple[Any, ...]:
        return row["school_id"], row["year"], row["term"], row["round"]

    old, new = {identity(row): row for row in before}, {identity(row): row for row in after}
    added = [new[key] for key in new if key not in old]
    removed = [old[key] for key in old if key not in new]
    both = [(old[key], new[key]) for key in new if key in old]
    moved = [(a, b) for a, b in both if (a["on"], a["month"]) != (b["on"], b["month"])]
    cancelled = [b for a, b in both if not a["cancelled"] and b["cancelled"]]
    found = []
    if added:
        found.append(PlanChange(f"{name} · โรงเรียน", f"เพิ่ม {len(added)} ครั้ง", (), (Segment(_named(added), True),)))
    if removed:
        found.append(
            PlanChange(f"{name} · โรงเรียน", f"ตัดออก {len(removed)} ครั้ง", (Segment(_named(removed), True),), ())
        )
    if moved:
        found.append(
            PlanChange(
                f"{name} · วันที่วางแผน",
                f"ย้าย {len(moved)} ครั้ง",
                (Segment(_named([a for a, _ in moved]), True),),
                (Segment(_named([b for _, b in moved]), True),),
            )
        )
    if cancelled:
        text = _listed([f"{row['school']} {when(row)} ({row['cancelled']})" for row in cancelled])
        found.append(PlanChange(f"{name} · โรงเรียน", f"ยกเลิก {len(cancelled)} ครั้ง", (), (Segment(text, True),)))
    return found


def _named(rows: list[dict[str, Any]]) -> str:
    return _listed([f"{row['school']} {when(row)}" for row in rows])


def _listed(names: list[str]) -> str:
    more = f" และอีก {len(names) - _MANY} ครั้ง" if len(names) > _MANY else ""
    return " · ".join(names[:_MANY]) + more


def when(row: Mapping[str, Any]) -> str:
    """A visit's day, or its month, from a snapshot row."""
    if row["on"]:
        return thai_date(date.fromisoformat(row["on"]), "short")
    return thai_date(date.fromisoformat(row["month"]), "month_short")
