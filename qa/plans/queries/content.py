"""What is approved: the plan's content as one value, and the Thai name of each place in it. Results are not in it."""

from collections.abc import Callable, Mapping
from typing import Any

from core.approvals import plain
from qa.plans.models import QualityPlan
from qa.plans.queries.tree import tree_of

_WORDS = {
    "title": "ชื่อ", "aim": "เป้าประสงค์", "years": "ปีของแผน", "text": "ข้อความ", "origin": "ที่มา", "source": "แหล่งข้อมูล",
    "year": "ปี", "objective": "วัตถุประสงค์", "answers": "แก้สิ่งที่พบ", "unit": "หน่วย", "baseline": "ค่าฐาน",
    "better": "ทิศทาง", "targets": "ค่าเป้าหมาย", "name": "ชื่อ", "project": "โครงการในทะเบียน", "responsible": "ผู้รับผิดชอบ",
    "budgets": "งบประมาณ",
}  # fmt: skip
_ROWS = {
    "findings": "สิ่งที่พบ", "strategies": "กลยุทธ์", "measures": "มาตรการ", "indicators": "ตัวชี้วัด", "projects": "โครงการ",
}  # fmt: skip


def snapshot(plan: QualityPlan) -> dict[str, Any]:
    """Everything the approval is about, JSON-ready; rows carry `key` so that two revisions can be compared."""
    tree = tree_of(plan)
    made: dict[str, Any] = plain(
        {
            "title": plan.title,
            "years": plan.years_label,
            "aim": plan.aim,
            "findings": [
                {"key": row.pk, "text": row.text, "origin": row.get_origin_display(), "year": row.academic_year,
                 "source": row.source}
                for row in tree.findings
            ],
            "strategies": [
                {
                    "key": part.row.pk,
                    "title": part.row.title,
                    "objective": part.row.objective,
                    "answers": [row.text for row in part.findings],
                    "measures": [{"key": row.pk, "text": row.text} for row in part.measures],
                    "indicators": [
                        {
                            "key": line.row.pk, "title": line.row.title, "unit": line.row.unit,
                            "baseline": line.row.baseline,
                            "better": "ยิ่งมากยิ่งดี" if line.row.higher_is_better else "ยิ่งน้อยยิ่งดี",
                            "targets": {str(cell.year): cell.target for cell in line.cells},
                        }
                        for line in part.indicators
                    ],
                    "projects": [
                        {
                            "key": line.row.pk, "name": line.row.name, "responsible": line.row.responsible,
                            "project": line.row.project.name if line.row.project else "",
                            "budgets": dict(zip(map(str, tree.years), line.budgets, strict=True)),
                        }
                        for line in part.projects
                    ],
                }
                for part in tree.strategies
            ],
        }
    )  # fmt: skip
    return made


def place_names(*contents: Mapping[str, Any]) -> Callable[[tuple[str, ...]], str]:
    """Names for `core.approvals.diff`: กลยุทธ์ “…” · ตัวชี้วัด “…” · ค่าเป้าหมาย 2568. Later contents win."""
    names: dict[tuple[str, ...], str] = {}

    def learn(content: Mapping[str, Any], path: tuple[str, ...]) -> None:
        for kind in _ROWS:
            for row in content.get(kind, ()):
                here = (*path, kind, str(row["key"]))
                names[here] = str(row.get("title") or row.get("name") or row.get("text") or "")
                learn(row, here)

    for content in contents:
        learn(content, ())

    def name(path: tuple[str, ...]) -> str:
        words, at = [], 0
        while at < len(path):
            part = path[at]
            if part in _ROWS and at + 1 < len(path):
                words.append(f"{_ROWS[part]} “{names.get(path[: at + 2], '')}”")
                at += 2
                continue
            words.append(_WORDS.get(part, part))
            at += 1
        return " · ".join(words)

    return name
