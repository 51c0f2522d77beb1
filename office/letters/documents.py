"""`letters-in` and `letters-out`: the registers of แบบที่ 13 and แบบที่ 14 of the office-correspondence regulation 2526."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from core.errors import DomainError
from core.fields import ThaiDateField
from core.thai.dates import date_range, thai_date
from office.letters.models import Letter
from office.letters.permissions import DECIDE, DESK
from reports.base import Book, BuildContext
from reports.forms import DigitsField
from reports.registry import register
from reports.xlsx import Column, Sheet
from schools.models import District
from schools.printing import DistrictDocument, DistrictForm
from schools.scope import holds_any

# More lines than this are no paper to print; the workbook takes any number.
MOST_PRINTED = 5_000
# Lines of one block: about 25 sheets across.
_A_BLOCK = 300
_CHUNK = 2_000


class PeriodForm(DistrictForm):
    """Days of registering, this calendar year unless told; secret subjects are left out unless asked for."""

    first = ThaiDateField(label="ตั้งแต่วันที่", error_messages={"required": "กรุณาระบุวันแรก"})
    last = ThaiDateField(label="ถึงวันที่", error_messages={"required": "กรุณาระบุวันสุดท้าย"})
    secret = forms.BooleanField(
        label="พิมพ์เรื่องของหนังสือชั้นลับขึ้นไปด้วย", required=False,
        help_text="ไม่เลือก ช่องเรื่องพิมพ์เพียงชั้นความลับ และไม่พิมพ์ผลกับหมายเหตุของฉบับนั้น เหมาะกับทะเบียนที่วางให้ผู้อื่นเห็น",
    )  # fmt: skip
    digits = DigitsField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["first"].initial, self.fields["last"].initial = date(today.year, 1, 1), today

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            self.add_error("last", "วันสุดท้ายอยู่ก่อนวันแรก")
        return data


def work_of(letter: Letter, *, secret: bool) -> str:
    """การปฏิบัติ: to whom it was handed and what came of it, of a secret letter only where `secret` is asked for; reads
    `routes` as the list fetched them."""
    if letter.state == Letter.State.CANCELLED:
        return ""
    names = [f"{route.person}{' (เสร็จแล้ว)' if route.done_at else ''}" for route in letter.routes.all()]
    if names:
        return ", ".join(names)
    told = secret or not letter.is_secret
    return letter.closing_note if letter.state == Letter.State.DONE and told else ""


def remark_of(letter: Letter, *, secret: bool) -> str:
    """หมายเหตุ: why it was struck out, its classes, which letter it answers, the remark; what was written on a secret
    letter only where `secret` is asked for."""
    told = secret or not letter.is_secret
    why = f"ยกเลิก: {letter.cancel_reason}" if told else "ยกเลิก"
    parts = [why if letter.state == Letter.State.CANCELLED else ""]
    parts += [
        letter.get_urgency_display() if letter.urgency else "",
        letter.get_secrecy_display() if letter.is_secret else "",
    ]
    parts.append(f"ตอบเลขรับ {letter.answers.register_number}" if letter.answers is not None else "")
    return " · ".join(part for part in (*parts, letter.remark if told else "") if part)


class _Register(DistrictDocument):
    formats = ("pdf", "xlsx")
    form_class = PeriodForm
    direction: ClassVar[str]
    number: ClassVar[str]
    """The head of the first column."""

    def may_run(self, user: Any, district_code: str) -> bool:
        district = District.objects.filter(code=district_code).first()
        return district is not None and holds_any(user, (DESK, DECIDE), district=district.pk)

    def file_name(self, context: BuildContext) -> str:
        return (
            f"{self.title} {thai_date(context.params['first'], 'short')} - {thai_date(context.params['last'], 'short')}"
        )

    def _letters(self, context: BuildContext) -> Any:
        rows = context.visible(Letter.objects).of_district(self.district(context)).of_direction(self.direction)
        within = rows.between(context.params["first"], context.params["last"])
        return within.select_related("answers").prefetch_related("routes__person").order_by("place")

    def _rows(self, context: BuildContext, letters: Iterable[Letter]) -> Iterator[tuple[Any, ...]]:
        secret = context.params["secret"]
        for row in letters:
            subject = row.subject if secret else row.told
            yield (row.register_number, row.registered_on, row.own_number, row.dated, row.sender, row.receiver, subject,
                   work_of(row, secret=secret), remark_of(row, secret=secret))  # fmt: skip

    def pdf(self, context: BuildContext) -> Book:
        letters = self._letters(context)
        count = letters.order_by().count()
        if count > MOST_PRINTED:
            raise DomainError(
                f"ช่วงนี้มี {count:,} ฉบับ พิมพ์ได้ครั้งละไม่เกิน {MOST_PRINTED:,} กรุณาเลือกช่วงวันให้สั้นลง หรือออกเป็น Excel"
            )
        rows = list(self._rows(context, letters))
        span = f"ระหว่างวันที่ {date_range(context.params['first'], context.params['last'])}"
        given = {"heading": self.title, "subheading": f"{self.district(context).name} {span}", "number": self.number}
        blocks = [
            context.block(
                "documents/office/letters.html",
                {**given, "rows": rows[start : start + _A_BLOCK]},
                title=self.title,
                wide=True,
            )
            for start in range(0, len(rows), _A_BLOCK)
        ] or [context.block("documents/office/letters.html", {**given, "rows": []}, title=self.title, wide=True)]
        return Book(self.title, tuple(blocks), digits=self.digits(context))

    def xlsx(self, context: BuildContext) -> Iterable[Sheet]:
        columns = (
            Column(self.number, 14), Column("วันที่ลงทะเบียน", 14, "date"), Column("ที่", 24), Column("ลงวันที่", 14, "date"),
            Column("จาก", 36), Column("ถึง", 30), Column("เรื่อง", 70, "wrap"), Column("การปฏิบัติ", 40, "wrap"),
            Column("หมายเหตุ", 34, "wrap"),
        )  # fmt: skip
        span = f"ระหว่างวันที่ {date_range(context.params['first'], context.params['last'])}"
        letters = self._letters(context).iterator(chunk_size=_CHUNK)
        yield Sheet(
            self.title.removeprefix("ทะเบียน"), columns, self._rows(context, letters),
            heading=(self.title, f"{self.district(context).name} {span}"),
        )  # fmt: skip


class LettersIn(_Register):
    key = "letters-in"
    title = "ทะเบียนหนังสือรับ"
    description = "ทะเบียนหนังสือรับตามแบบที่ 13 เรียงตามเลขทะเบียนรับ ฉบับที่ยกเลิกยังอยู่พร้อมเหตุ"
    direction = Letter.Direction.IN
    number = "เลขทะเบียนรับ"


class LettersOut(_Register):
    key = "letters-out"
    title = "ทะเบียนหนังสือส่ง"
    description = "ทะเบียนหนังสือส่งตามแบบที่ 14 เรียงตามเลขทะเบียนส่ง ฉบับที่ยกเลิกยังอยู่พร้อมเหตุ"
    direction = Letter.Direction.OUT
    number = "เลขทะเบียนส่ง"


for _document in (LettersIn(), LettersOut()):
    register(_document)
