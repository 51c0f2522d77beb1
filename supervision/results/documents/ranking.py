"""`ranking` ผลจัดลำดับ of one published edition: by fair group with the stated rule, who is not ranked and why."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django import forms

from reports.base import Book, BuildContext, Sheet
from reports.charts import WIDTH
from reports.forms import DigitsField
from reports.xlsx import Column
from schools.printing import DistrictDocument
from supervision.indicators.models import ColourBand
from supervision.results.documents.forms import PrintedEditionForm, edition_line, shown_of
from supervision.results.models import Evaluation, SchoolResult
from supervision.results.queries.pictures import Lines, frame_of_edition, heat_of, spread_of
from supervision.results.queries.shown import Shown


class RankingForm(PrintedEditionForm):
    heat = forms.BooleanField(label="แนบตารางร้อยละรายตัวชี้วัดของทุกโรงเรียน", required=False, initial=True)
    digits = DigitsField()
    field_order = ("programme", "edition", "heat", "digits")


class Ranking(DistrictDocument):
    key = "ranking"
    title = "ผลการจัดลำดับคุณภาพโรงเรียน"
    description = "ลำดับในกลุ่มที่เทียบกันได้ กฎที่ใช้ การกระจายตามกลุ่มสี โรงเรียนที่ยังไม่ครบ และตารางรายตัวชี้วัด"
    formats = ("pdf", "xlsx")
    form_class = RankingForm
    capability = "report.run"
    school_capability = "report.school.run"

    def file_name(self, context: BuildContext) -> str:
        return f"{self.title} {context.params['programme'].year}"

    def pdf(self, context: BuildContext) -> Book:
        found = shown_of(context)
        rows = _rows(found)
        data = {
            "heading": self.title, "subheading": f"{found.edition.evaluation.programme} {edition_line(found)}",
            "found": found, "groups": _groups(rows), "rules": rules_told(found.edition.evaluation, found.edition.rules),
            "spread": spread_of(found.edition, width=WIDTH), "unranked": [row for row in rows if row.rank is None],
            "reason": found.edition.reason, "part": not found.whole and not found.announced,
        }  # fmt: skip
        mark: Any = "draft" if found.is_draft else ""
        blocks = [context.block("documents/results/ranking.html", data, mark=mark, pages=1 + len(rows) // 30)]
        if context.params["heat"] and found.whole and rows:
            frames = frame_of_edition(found.edition)
            lines = [Lines(row, lead=(_figure(row.percent),)) for row in rows]
            heat = heat_of(found.edition, lines, frames, title="ร้อยละรายตัวชี้วัดของทุกโรงเรียน", lead=("รวม",))
            held = {"heading": heat.title, "subheading": data["subheading"], "heat": heat, "frames": frames}
            blocks.append(
                context.block(
                    "documents/results/heat.html",
                    held,
                    title=heat.title,
                    wide=True,
                    mark=mark,
                    pages=1 + len(rows) // 35,
                )
            )
        return Book(self.title, blocks, digits=self.digits(context))

    def xlsx(self, context: BuildContext) -> list[Sheet]:
        found = shown_of(context)
        rows = _rows(found)
        heading = (
            f"{self.title} {found.edition.evaluation.programme}", edition_line(found),
            *rules_told(found.edition.evaluation, found.edition.rules),
        )  # fmt: skip
        columns = (
            Column("กลุ่มจัดลำดับ", 26), Column("ลำดับที่", 9, "number"), Column("จาก", 8, "number"), Column("รหัส", 13),
            Column("โรงเรียน", 36), Column("กลุ่มโรงเรียน", 24), Column("ร้อยละ", 10, "score"),
            Column("ข้อมูลฐาน", 10, "score"), Column("พัฒนาการ", 10, "score"), Column("กลุ่มสี", 10),
            Column("ต่ำกว่าขีดจำกัดล่าง", 12), Column("หมายเหตุ", 30),
        )  # fmt: skip
        return [Sheet("ลำดับ", columns, (_cells(row) for row in rows), heading)]


def _rows(found: Shown) -> list[SchoolResult]:
    """By group and place, equal ones by name; who has no place last."""
    rows = list(found.rows.order_by("participation__school__name_sort", "pk"))
    return sorted(rows, key=lambda row: (row.rank is None, row.group, row.rank or 0))


def _groups(rows: Sequence[SchoolResult]) -> list[tuple[str, list[tuple[SchoolResult, str]]]]:
    """The ranked ones by their group, each with the word of its colour."""
    held: dict[str, list[tuple[SchoolResult, str]]] = defaultdict(list)
    for row in rows:
        if row.rank is not None:
            held[row.group].append((row, colour_word(row)))
    return list(held.items())


def _figure(value: Any) -> str:
    return "–" if value is None else f"{value:.2f}"


def colour_word(row: SchoolResult) -> str:
    return str(ColourBand.Colour(row.colour).label) if row.colour else ""


def _cells(row: SchoolResult) -> tuple[Any, ...]:
    school = row.participation.school
    note = "" if row.is_complete else f"ยังประเมินไม่ครบ ขาด {row.missing} ตัวชี้วัด"
    return (
        row.group, row.rank, row.of if row.rank else None, school.code10, school.name,
        school.cluster.name if school.cluster else "", row.percent, row.baseline_percent, row.gain, colour_word(row),
        "ใช่" if row.below_limit else "", note,
    )  # fmt: skip


def rules_told(evaluation: Evaluation, rules: dict[str, Any]) -> list[str]:
    """How the edition was worked out, from what it kept."""
    by = Evaluation.RankBy(rules.get("rank_by", evaluation.rank_by)).label
    tie = rules.get("tie_by", "")
    named = {row["code"]: row["name"] for row in rules.get("areas", [])}
    second = "พัฒนาการ" if tie == "gain" else f"ด้าน {named.get(tie.partition(':')[2], '')}"
    told = [
        f"จัดลำดับ{by} โรงเรียนที่ประเมินไม่ครบไม่จัดลำดับ",
        f"คะแนนเท่ากันเรียงตาม{second} ถ้ายังเท่ากันได้ลำดับเดียวกัน" if tie else "คะแนนเท่ากันได้ลำดับเดียวกัน (1, 2, 2, 4)",
        "น้ำหนักด้าน: " + ", ".join(f"{row['code']} {float(row['weight']):g}" for row in rules.get("areas", [])),
    ]
    colours = rules.get("colours", [])
    if colours:
        cuts = ", ".join(f"{ColourBand.Colour(one['colour']).label} ตั้งแต่ {float(one['lower']):g}" for one in colours)
        limit = rules.get("lower_limit")
        told.append(f"กลุ่มสี: {cuts}" + (f" คะแนนขีดจำกัดล่าง {float(limit):g}" if limit else ""))
    return told
