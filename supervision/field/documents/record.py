"""`visit-record` บันทึกการนิเทศ: one visit, or many as one file with bookmarks, ready to be signed."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone

from core.errors import DomainError
from core.files import attachments_of_many
from core.thai.dates import parse_date, thai_date
from instruments.models import Answer, Item, ItemLevel, Response
from instruments.permissions import readable
from reports.base import Block, Book, BuildContext, Reader
from reports.forms import DigitsField
from schools.printing import DistrictDocument
from supervision.areas import Area
from supervision.field.documents.forms import ScopedPeriodForm, visit_field, visits_of, visits_to_print
from supervision.field.documents.signers import signer
from supervision.field.models import Visit, VisitResponse
from supervision.field.queries.feedback import Signed, signatures

MOST = 600


class VisitRecordForm(ScopedPeriodForm):
    """`visit` is one record and wins over everything else; without it, all records of the school and period."""

    visit = visit_field("เฉพาะฉบับ", required=False, empty_label="ทุกฉบับตามที่เลือกด้านล่าง")
    photos = forms.BooleanField(label="พิมพ์ภาพถ่าย", required=False, initial=True)
    digits = DigitsField()

    field_order = ("visit", "period", "cluster", "school", "supervisor", "photos", "digits")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        latest = (
            self.reader.visible(Visit.objects)
            .filter(district=self.district, visited_on__lte=timezone.localdate())
            .made()
            .order_by("-visited_on", "-pk")
            .values_list("school", flat=True)
            .first()
        )
        self.fields["school"].initial = latest
        visit: Any = self.fields["visit"]
        visit.queryset = visits_to_print(self)


@dataclass(frozen=True)
class SheetLine:
    number: int
    text: str
    value: str
    note: str


@dataclass(frozen=True)
class PrintedSheet:
    """An answer sheet on paper; `open` False prints that it exists and nothing of its answers."""

    response: Response
    lines: tuple[SheetLine, ...]
    open: bool


@dataclass(frozen=True)
class Records:
    """What the blocks of many visits need, read in a number of queries that does not grow with visits."""

    sheets: dict[int, list[PrintedSheet]]
    photos: dict[str, list[Any]]
    signatures: dict[int, list[Signed]]


def read_records(visits: Sequence[Visit], reader: Reader, *, photos: bool) -> Records:
    """Sheets and pictures of `visits`; answers about a named person only where the reader may see them."""
    links = list(
        VisitResponse.objects.filter(visit__in=visits).select_related(
            "response__version__instrument", "response__version__band_set", "response__person", "response__band"
        )
    )
    keys = [link.response_id for link in links]
    seen = Response.objects.filter(pk__in=keys)
    if reader.user is not None:
        seen = seen.filter(readable(reader.user))
    open_keys = set(seen.values_list("pk", flat=True))
    lines = _lines(open_keys)
    sheets: dict[int, list[PrintedSheet]] = defaultdict(list)
    for link in links:
        known = link.response_id in open_keys
        sheets[link.visit_id].append(PrintedSheet(link.response, tuple(lines[link.response_id]), known))
    pictures = attachments_of_many("visit", [str(visit.pk) for visit in visits]) if photos else {}
    shown = {key: [row for row in rows if row.file.display] for key, rows in pictures.items()}
    return Records(sheets, shown, signatures(visits))


def _lines(keys: set[Any]) -> dict[Any, list[SheetLine]]:
    answers = list(
        Answer.objects.filter(response__in=keys)
        .select_related("item")
        .order_by("response", "item__section__position", "item__position")
    )
    words = {
        (level.item_id, level.value): level.label
        for level in ItemLevel.objects.filter(item__in={answer.item_id for answer in answers})
    }
    lines: dict[Any, list[SheetLine]] = defaultdict(list)
    for answer in answers:
        made = lines[answer.response_id]
        made.append(SheetLine(len(made) + 1, answer.item.text, _value(answer, words), answer.note))
    return lines


def _value(answer: Answer, words: dict[tuple[int, int], str]) -> str:
    if answer.not_observed:
        return "ไม่ได้สังเกต"
    if answer.number is None:
        if answer.item.kind == Item.Kind.DATE and answer.text:
            return thai_date(parse_date(answer.text))
        return answer.text or _many(answer, words)
    number = f"{answer.number.normalize():f}"
    word = words.get((answer.item_id, int(answer.number)), "")
    return f"{number} {word}".strip()


def _many(answer: Answer, words: dict[tuple[int, int], str]) -> str:
    """Words of many choices, or a place as degrees."""
    if isinstance(answer.values, list):
        return ", ".join(words.get((answer.item_id, value), str(value)) for value in answer.values)
    if isinstance(answer.values, dict):
        return f"{answer.values.get('lat')}, {answer.values.get('lon')}"
    return ""


def mark_of(visit: Visit) -> str:
    """ร่าง until the group director has closed it, แก้ไขหลังอนุมัติ once it was changed after that."""
    if visit.changed_after_closing:
        return "changed"
    return "" if visit.is_closed else "draft"


def foot_of(visit: Visit) -> str:
    code = visit.content_hash[:16] if visit.content_hash else "ยังไม่ได้ส่ง"
    return f"บันทึกการนิเทศ ฉบับที่ {visit.revision} · รหัสตรวจสอบ {code}"


class VisitRecord(DistrictDocument):
    key = "visit-record"
    title = "บันทึกการนิเทศ"
    description = "พิมพ์บันทึกการนิเทศหนึ่งฉบับ หรือทุกฉบับของโรงเรียน กลุ่ม หรือศึกษานิเทศก์ในภาคเรียนหรือปีงบประมาณเป็นไฟล์เดียว พร้อมช่องลงนาม"
    formats = ("pdf",)
    form_class = VisitRecordForm
    school_capability = "report.school.run"

    def pdf(self, context: BuildContext) -> Book:
        one = context.params.get("visit")
        rows = (
            context.visible(Visit.objects).filter(pk=one.pk)
            if one
            else visits_of(context.reader, self.district(context), context.params)
        )
        visits = list(
            rows.select_related(
                "school__cluster", "school__amphoe", "lead", "policy", "task", "project", "acknowledged_by"
            )
            .prefetch_related(
                "members__person",
                "supervised__person",
                "supervised__subject_group",
                "findings__action",
                "checks__action",
            )
            .order_by("visited_on", "pk")[: MOST + 1]
        )
        if not visits:
            raise DomainError("ไม่มีบันทึกการนิเทศตามที่เลือก ลองเลือกภาคเรียนหรือโรงเรียนอื่น")
        if len(visits) > MOST:
            raise DomainError(f"มีบันทึกมากกว่า {MOST} ฉบับ กรุณาเลือกให้แคบลง เช่น ทีละกลุ่มโรงเรียน")
        records = read_records(visits, context.reader, photos=bool(context.params.get("photos")))
        blocks = [self._block(context, visit, records) for visit in visits]
        return Book(self.title, tuple(blocks), digits=self.digits(context))

    def _block(self, context: BuildContext, visit: Visit, records: Records) -> Block:
        sheets = records.sheets.get(visit.pk, [])
        drawn = {one.row.side: one for one in records.signatures.get(visit.pk, [])}
        sides = (
            ("supervisor", "ผู้นิเทศ", visit.lead.full_name, visit.lead.position),
            ("receiver", "ผู้รับการนิเทศ", _receiver(visit), f"ผู้อำนวยการ{visit.school.name}"),
        )
        return context.block(
            "documents/field/visit_record.html",
            {
                "visit": visit,
                "areas": [Area(area).label for area in visit.areas],
                "members": list(visit.members.all()),
                "supervised": list(visit.supervised.all()),
                "sheets": sheets,
                "findings": list(visit.findings.all()),
                "photos": records.photos.get(str(visit.pk), []),
                "heading": "บันทึกการนิเทศ ติดตาม และประเมินผลการจัดการศึกษา",
                "checks": list(visit.checks.all()),
                "signers": [signer(said, name, post, drawn.get(side)) for side, said, name, post in sides],
            },
            title=f"{visit.school.name} {visit.visited_on:%d/%m}/{visit.visited_on.year + 543}",
            key=f"visit-{visit.pk}",
            foot=foot_of(visit),
            mark=mark_of(visit),
            pages=1 + len(sheets),
        )


def _receiver(visit: Visit) -> str:
    return visit.acknowledged_by.get_full_name() if visit.acknowledged_by else ""
