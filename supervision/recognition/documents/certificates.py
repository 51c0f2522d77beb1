"""`certificate` เกียรติบัตร: one, or all of an award as one file, each with the QR code of its public page."""

from typing import Any

from django import forms

from core.errors import DomainError
from core.qr import qr_svg
from reports.base import Book, BuildContext
from reports.rows import RowField, words_in
from schools.printing import DistrictDocument, PrintedForm, memo_head
from supervision.recognition.models import Award, Certificate
from supervision.recognition.queries import verify_url


class CertificateForm(PrintedForm):
    award = forms.ModelChoiceField(
        label="รางวัล (ทุกฉบับรวมเป็นไฟล์เดียว)", queryset=Award.objects.none(), required=False, empty_label="เลือกรางวัล"
    )
    certificate = RowField(
        label="เฉพาะฉบับ", queryset=Certificate.objects.none(), required=False, empty_label="ทุกฉบับของรางวัล",
        named=lambda row: f"{row.number_label} {row.content['name']}", asks="ผู้ได้รับหรือรางวัล",
        find=words_in("recipient__name", "recipient__award__name"), gone="ไม่พบเกียรติบัตรฉบับนี้",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        issued = self.reader.visible(Certificate.objects).filter(district=self.district, state="issued")
        one: Any = self.fields["certificate"]
        one.queryset = issued.select_related("recipient").order_by("-year", "-number")
        awards: Any = self.fields["award"]
        awards.queryset = Award.objects.filter(district=self.district, recipients__certificates__in=issued).distinct()
        awards.label_from_instance = lambda row: f"{row.name} ปีงบประมาณ {row.fiscal_year}"
        latest = awards.queryset.order_by("-fiscal_year", "-pk").first()
        if latest is not None:
            awards.initial = latest.pk


class CertificateDocument(DistrictDocument):
    key = "certificate"
    title = "เกียรติบัตร"
    description = "เกียรติบัตรแนวนอนมีเลขที่ ผู้ลงนาม และ QR สำหรับตรวจสอบ ทีละฉบับหรือทุกฉบับของรางวัลเป็นไฟล์เดียว"
    form_class = CertificateForm
    school_capability = "report.school.run"

    def pdf(self, context: BuildContext) -> Book:
        rows = list(self._rows(context))
        if not rows:
            raise DomainError("ยังไม่มีเกียรติบัตรที่ออกแล้วของรางวัลนี้")
        emblem = memo_head(self.district(context), subject="", to="")["garuda"]
        blocks = [
            context.block(
                "documents/recognition/certificate.html",
                {
                    "row": row, "content": row.content, "pieces": _pieces(row.content["name"]), "emblem": emblem,
                    "url": verify_url(row), "qr": qr_svg(verify_url(row)), "long": len(row.content["name"]) > _LONG,
                },
                title=f"{row.number_label} {row.content['name']}", key=f"certificate-{row.pk}", wide=True,
            )
            for row in rows
        ]  # fmt: skip
        return Book(self.title, blocks, digits=self.digits(context), numbering="none")

    def _rows(self, context: BuildContext) -> Any:
        """Issued ones only: a cancelled certificate is not printed again."""
        rows = context.visible(Certificate.objects).filter(district=self.district(context), state="issued")
        one, award = context.params.get("certificate"), context.params.get("award")
        if one is not None:
            return rows.filter(pk=one.pk)
        if award is None:
            raise DomainError("กรุณาเลือกรางวัลหรือเกียรติบัตร", field="award")
        return rows.filter(recipient__award=award).order_by("year", "number")


def _pieces(name: str) -> list[str]:
    """A name with what stands in brackets apart: a long one breaks there, not within a word."""
    head, bracket, rest = name.partition(" (")
    return [head, f"({rest}"] if bracket else [name]


# Above this many characters a name is set smaller, so that it stays on two lines.
_LONG = 42
