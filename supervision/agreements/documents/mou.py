"""`mou`: บันทึกข้อตกลง of one school or of many in one file, each with its own page numbers, ready to be signed."""

from typing import Any

from django import forms
from django.utils import timezone

from core.errors import DomainError
from reports.base import Block, Book, BuildContext
from reports.forms import DigitsField
from reports.registry import register
from reports.rows import RowField, words_in
from schools.models import Cluster
from schools.printing import DistrictDocument, DistrictForm, memo_head
from supervision.agreements.documents.paper import Paper, draft_paper, issued_paper
from supervision.agreements.models import Agreement
from supervision.agreements.queries import drafts_for, signing_day
from supervision.improvement.models import Participation, Programme

# A page of text holds the clauses, the next one about twenty targets and the signatures.
_ROWS_A_PAGE = 22


def name_of(row: Agreement) -> str:
    gone = "" if row.is_standing else " (ยกเลิก)"
    return f"{row.participation.school.name} {row.reference}{gone}"


class AgreementForm(DistrictForm):
    """All standing agreements of a programme, one of them, or a draft of what is not issued to a school yet."""

    programme = forms.ModelChoiceField(label="ปีการขับเคลื่อน", queryset=Programme.objects.none(), empty_label=None)
    cluster = forms.ModelChoiceField(
        label="กลุ่มโรงเรียน", queryset=Cluster.objects.none(), required=False, empty_label="ทุกกลุ่มโรงเรียน"
    )
    agreement = RowField(
        label="เฉพาะฉบับ", queryset=Agreement.objects.none(), named=name_of,
        find=words_in("participation__school__name"), asks="ชื่อโรงเรียน", gone="ไม่พบบันทึกข้อตกลงฉบับนี้",
        required=False, empty_label="ทุกฉบับในไฟล์เดียว",
    )  # fmt: skip
    preview = RowField(
        label="พิมพ์ร่างของโรงเรียนที่ยังไม่ออกฉบับ", queryset=Participation.objects.none(), find=words_in("school__name"),
        asks="ชื่อโรงเรียน", gone="ไม่พบโรงเรียนนี้ในการขับเคลื่อน", required=False, empty_label="ไม่พิมพ์ร่าง", newest=False,
    )  # fmt: skip
    digits = DigitsField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programmes = self.reader.visible(Programme.objects).filter(district=self.district).standing()
        field: Any = self.fields["programme"]
        field.queryset = programmes
        field.initial = programmes.values_list("pk", flat=True).first()
        clusters: Any = self.fields["cluster"]
        clusters.queryset = self.reader.visible(Cluster.objects).filter(district=self.district)
        agreement: Any = self.fields["agreement"]
        agreement.queryset = self.reader.visible(Agreement.objects).of_district(self.district).whole()
        agreement.queryset = agreement.queryset.order_by("-issued_at", "-pk")
        parts = self.reader.visible(Participation.objects).filter(programme__district=self.district)
        preview: Any = self.fields["preview"]
        preview.queryset = parts.select_related("school", "programme__model", "programme__district__settings").order_by(
            "-programme__year", "school__name_sort", "pk"
        )


class AgreementPaper(DistrictDocument):
    key = "mou"
    title = "บันทึกข้อตกลง (MOU)"
    description = "บันทึกข้อตกลงของสำนักงานกับโรงเรียนพร้อมค่าเป้าหมายและช่องลงนามสองฝ่าย พิมพ์ฉบับเดียวหรือทุกฉบับในไฟล์เดียว"
    formats = ("pdf",)
    form_class = AgreementForm
    school_capability = "report.school.run"

    def file_name(self, context: BuildContext) -> str:
        one: Agreement | None = context.params.get("agreement")
        part: Participation | None = context.params.get("preview")
        if one:
            return f"บันทึกข้อตกลง {one.wording['school']} {one.number}-{one.wording['year']}"[:120]
        return f"ร่างบันทึกข้อตกลง {part.school.name}"[:120] if part else f"บันทึกข้อตกลง {context.params['programme']}"[:120]

    def pdf(self, context: BuildContext) -> Book:
        garuda = memo_head(self.district(context), subject="", to="")["garuda"]
        blocks = self._preview(context, garuda) if context.params.get("preview") else self._issued(context, garuda)
        title = blocks[0].title if len(blocks) == 1 else f"บันทึกข้อตกลง {context.params['programme']}"
        return Book(title, tuple(blocks), digits=self.digits(context), restart=True)

    def _issued(self, context: BuildContext, garuda: str) -> list[Block]:
        one: Agreement | None = context.params.get("agreement")
        rows = [one] if one else self._all(context)
        if not rows:
            raise DomainError("ยังไม่มีบันทึกข้อตกลงที่ออกแล้ว", field="programme")
        return [_block(context, issued_paper(row, garuda=garuda), str(row), foot=_foot(row)) for row in rows]

    def _all(self, context: BuildContext) -> list[Agreement]:
        rows = context.visible(Agreement.objects).filter(participation__programme=context.params["programme"])
        if cluster := context.params.get("cluster"):
            rows = rows.filter(participation__school__cluster=cluster)
        return list(rows.standing().whole().order_by("number", "pk"))

    def _preview(self, context: BuildContext, garuda: str) -> list[Block]:
        part: Participation = context.params["preview"]
        day = signing_day(part.programme, timezone.localdate())
        [draft] = drafts_for(part.programme, [part], on=day, use_office=True)
        return [_block(context, draft_paper(draft, garuda=garuda), f"ร่าง {part.school.name}", mark="draft")]


def _block(context: BuildContext, paper: Paper, title: str, **more: Any) -> Block:
    rows = sum(len(area.rows) + 1 for area in paper.areas)
    pages = 2 + max(0, rows - 6) // _ROWS_A_PAGE
    return context.block("documents/agreements/agreement.html", {"a": paper}, title=title, pages=pages, **more)


def _foot(row: Agreement) -> str:
    """What tells a paper in hand from a later one."""
    return f"บันทึกข้อตกลงเลขที่ {row.number}/{row.wording['year']} · ฉบับที่ {row.edition} · รหัส {row.content_hash[:12]}"


register(AgreementPaper())
