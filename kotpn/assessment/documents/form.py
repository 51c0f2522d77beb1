"""`office-standard`: the self-assessment in the manual's form, of one indicator or of a whole set."""

from typing import Any, ClassVar

from django import forms

from kotpn.assessment.documents.base import Asked, AssessmentDocument, AssessmentForm
from kotpn.assessment.documents.read import paper_of
from kotpn.assessment.documents.shapes import AssessmentPaper
from kotpn.assessment.queries.whole import Whole, whole_set
from kotpn.assessment.result_tables import result_tables
from reports.base import Block, Book, BuildContext


class WithTables(AssessmentForm):
    tables = forms.BooleanField(label="แนบตารางผลการดำเนินงานเป็นภาคผนวก", required=False, initial=True)
    field_order: ClassVar[Any] = ("assessment", "set", "year", "tables", "digits")


class OfficeStandardForm(AssessmentDocument):
    key = "office-standard"
    title = "แบบประเมินมาตรฐานสำนักงานเขตพื้นที่การศึกษา"
    description = "ระดับคุณภาพ คำอธิบาย วิธีและผลการดำเนินงาน ความเห็น และหลักฐานอ้างอิงรายประเด็น ตามแบบของมาตรฐาน"
    form_class = WithTables

    def pdf(self, context: BuildContext) -> Book:
        asked = self.asked(context)
        if asked.whole is None:
            blocks = [self._form(context, paper_of(asked.assessments[0]))]
        else:
            blocks = self._whole(context, asked, whole_set(asked.whole, asked.year))
        if context.params.get("tables"):
            blocks += self._tables(context, asked)
        return Book(f"{self.title} {asked.name}", blocks, digits=self.digits(context))

    def _tables(self, context: BuildContext, asked: Asked) -> list[Block]:
        """The annex of result tables; none where the year has no results."""
        tables = result_tables(self.district(context), asked.year)
        if not (tables.teams.teams or tables.levels or tables.projects):
            return []
        frozen = [one for one in asked.assessments if not one.is_open]
        data = {
            "heading": "ภาคผนวก ตารางผลการดำเนินงาน", "subheading": f"ปีงบประมาณ {asked.year}", "tables": tables,
            "frozen": bool(frozen),
        }  # fmt: skip
        pages = 2 + 2 * len(tables.levels)
        return [context.block("documents/kotpn/office_standard_tables.html", data, title="ภาคผนวก", pages=pages)]

    def _whole(self, context: BuildContext, asked: Asked, whole: Whole) -> list[Block]:
        """A page of results first, then the forms that the reader may see."""
        seen = {one.pk for one in asked.assessments}
        standings = [
            row.standing
            for part in whole.standards
            for row in part.indicators
            if row.standing is not None and row.standing.assessment.pk in seen
        ]
        papers = [paper_of(standing.assessment, standing) for standing in standings]
        data = {
            "whole": whole, "district": self.district(context), "seen": seen,
            "heading": f"ผลการประเมินตนเองตาม{whole.set}", "subheading": f"ปีงบประมาณ {whole.fiscal_year}",
        }  # fmt: skip
        mark = "draft" if any(paper.draft for paper in papers) else ""
        first = context.block("documents/kotpn/office_standard_set.html", data, title="สรุปผลทั้งชุด", mark=mark)
        return [first, *(self._form(context, paper) for paper in papers)]

    def _form(self, context: BuildContext, paper: AssessmentPaper) -> Block:
        return context.block(
            "documents/kotpn/office_standard.html",
            {**heads_of(paper), "paper": paper, "district": self.district(context)},
            title=str(paper.assessment.indicator),
            key=f"assessment-{paper.assessment.pk}",
            foot=paper.foot,
            mark="draft" if paper.draft else "",
            wide=True,
            pages=paper.pages,
        )


def heads_of(paper: AssessmentPaper) -> dict[str, Any]:
    """The set, the standard and the indicator the head of a paper names."""
    indicator = paper.assessment.indicator
    return {"set": indicator.standard.set, "standard": indicator.standard, "indicator": indicator}
