"""What differs between two revisions of a SAR, in words: levels that changed first, then every place that differs."""

from collections.abc import Mapping
from typing import Any

from core.approvals.content import Change, diff

_NAMES = {
    "title": "ชื่อ", "basic": "ข้อมูลพื้นฐาน", "plan": "แผนพัฒนาในปีการศึกษาต่อไป", "help_wanted": "ความต้องการช่วยเหลือ",
    "board_on": "วันที่คณะกรรมการสถานศึกษาให้ความเห็นชอบ", "files": "ไฟล์แนบ", "how": "วิธีดำเนินการ", "result": "ผลที่เกิดขึ้น",
    "strengths": "จุดเด่น", "to_improve": "จุดที่ควรพัฒนา", "word": "ระดับคุณภาพ", "reason": "เหตุผล", "evidence": "หลักฐาน",
    "evidence_text": "คำถามที่ 2 หลักฐาน", "set": "ชุดมาตรฐาน", "method": "วิธีตัดสินระดับ", "year": "ปีการศึกษา", "form": "แบบ",
}  # fmt: skip
# Worked out from the levels, told by the level's own word.
_DERIVED = {"value", "mean", "working", "item"}


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """`changes` in reading order, and `verdicts`: (what, before, after) of levels and means worked out anew."""
    titles = _titles(before) | _titles(after)
    found = diff(before, after, lambda path: _label(path, titles))
    return {
        "changes": [change for change in found if _told(change)],
        "verdicts": _verdicts(before, after),
    }


def _told(change: Change) -> bool:
    """Leave out what only follows: means, and the labels and kinds that stand beside a value."""
    path = change.path
    if path[-1] in _DERIVED:
        return False
    if path[0] == "basic":
        return path[-1] == "value"
    if "evidence" in path or path[0] == "files":
        return path[-1] in ("title", "name")
    return True


def _titles(content: Mapping[str, Any]) -> dict[tuple[str, ...], str]:
    """(level, standard[, item]) → its words."""
    found: dict[tuple[str, ...], str] = {}
    for level in content.get("levels", []):
        found[level["key"],] = level["name"]
        for standard in level.get("standards", []):
            key = (level["key"], standard["key"])
            found[key] = f"มาตรฐานที่ {standard['key']} {standard['title']}"
            for item in standard.get("items", []):
                found[(*key, item["key"])] = f"{item['key']} {item['title']}"
    for row in content.get("basic", []):
        found["basic", row["key"]] = row["label"]
    return found


def _label(path: tuple[str, ...], titles: Mapping[tuple[str, ...], str]) -> str:
    if path[0] == "basic":
        return f"ข้อมูลพื้นฐาน: {titles.get(('basic', path[1]), path[1])}"
    if path[0] != "levels":
        return _NAMES.get(path[0], path[0])
    keys = [path[1]]
    for place, part in enumerate(path):
        if part in ("standards", "items") and place + 1 < len(path):
            keys.append(path[place + 1])
    level, what = titles.get((keys[0],), keys[0]), titles.get(tuple(keys), "")
    name = _NAMES["evidence"] if "evidence" in path else _NAMES.get(path[-1], path[-1])
    if len(keys) == 1:
        return f"ระดับ{level}: {name}"
    return f"{level} {what}: {name}"


def _verdicts(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    was = {level["key"]: level for level in before.get("levels", [])}
    rows = []
    for level in after.get("levels", []):
        old = was.get(level["key"])
        if old is None:
            continue
        earlier = {row["key"]: row for row in old["standards"]}
        pairs = [(f"ระดับ{level['name']} โดยรวม", old, level)]
        pairs += [
            (f"{level['name']} มาตรฐานที่ {row['key']}", earlier[row["key"]], row)
            for row in level["standards"]
            if row["key"] in earlier
        ]
        for label, one, other in pairs:
            if (one["word"], one["mean"]) != (other["word"], other["mean"]):
                rows.append((label, _said(one), _said(other)))
    return rows


def _said(row: Mapping[str, Any]) -> str:
    return f"{row['word']} ({row['mean']})" if row["mean"] and row["word"] else row["word"] or "ยังไม่มีระดับ"
