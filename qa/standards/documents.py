"""`district-standards` ประกาศสำนักงานเขต with the standards annexed (ระเบียบงานสารบรรณ, form of a ประกาศ)."""

from typing import Any

from django import forms

from core.thai.dates import MONTHS, be_year
from qa.standards.models import StandardSet
from qa.standards.permissions import paper_of
from qa.standards.queries import outline
from reports.base import Book, BuildContext
from reports.forms import DigitsField
from reports.registry import register
from schools.printing import DistrictDocument, DistrictForm, memo_head


class StandardsForm(DistrictForm):
    """`set`: one of the office's own, the newest announced unless told."""

    set = forms.ModelChoiceField(label="ชุดมาตรฐานของเขต", queryset=StandardSet.objects.none())
    digits = DigitsField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.reader.visible(StandardSet.objects).filter(
            district=self.district, family=StandardSet.Family.DISTRICT
        )
        field: Any = self.fields["set"]
        field.queryset = rows
        announced = rows.filter(state=StandardSet.State.PUBLISHED).order_by("-year_from", "-pk").first()
        newest = announced or rows.order_by("-pk").first()
        field.initial = newest.pk if newest else None


class DistrictStandards(DistrictDocument):
    key = "district-standards"
    title = "ประกาศมาตรฐานการศึกษาของเขต"
    description = "ประกาศสำนักงานเขตพื้นที่การศึกษา เรื่อง มาตรฐานการศึกษา พร้อมมาตรฐานแนบท้าย ร่างที่ยังไม่ประกาศพิมพ์คำว่าร่าง"
    formats = ("pdf",)
    form_class = StandardsForm
    school_capability = "report.school.run"

    def pdf(self, context: BuildContext) -> Book:
        row = context.params["set"]
        district = self.district(context)
        paper = paper_of(row)
        data = {
            "set": row,
            "paper": paper,
            "district": district,
            "garuda": memo_head(district, subject="", to="")["garuda"],
            "lines": outline(row),
            "scale": list(row.scale.all()),
            "announced": _long_day(paper.announced_on),
            "own": row.standards.filter(is_own=True).exists(),
        }
        mark = "" if paper.announced_on else "draft"
        title = f"ประกาศ{row.name}"
        return Book(
            title,
            (
                context.block("documents/qa/standards/notice.html", data, title=title, mark=mark),
                context.block("documents/qa/standards/annex.html", data, title="มาตรฐานแนบท้ายประกาศ", mark=mark),
            ),
            digits=self.digits(context),
        )


def _long_day(day: Any) -> str:
    """15 พฤษภาคม พ.ศ. 2568, as a ประกาศ writes it; dots to fill in by hand before the day is known."""
    if day is None:
        return "........ .................... พ.ศ. ............"
    return f"{day.day} {MONTHS[day.month - 1]} พ.ศ. {be_year(day)}"


register(DistrictStandards())
