"""Papers of an item: files that are sent in, records of ours, documents of ours; their order and names."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from core import files, pointers
from core.errors import DomainError, needed
from core.files import kinds
from core.models import Attachment
from core.pointers import Pointer
from kotpn.meetings.models import AgendaItem, Paper
from kotpn.meetings.papers import KIND, examine_pdf, prints
from kotpn.meetings.services.base import to_act, trace
from reports import registry
from reports.base import Reader

FAMILIES = ("pdf", "image", "office")
MOST_PAPERS = 60
NOT_MERGED = "ไฟล์ Word, Excel และ PowerPoint รวมเล่มไม่ได้ กรุณาบันทึกเป็น PDF แล้วแนบแทน ผู้รับยังเปิดไฟล์นี้แยกได้"
NOT_PRINTED = "เรื่องนี้ไม่มีแบบพิมพ์ จึงรวมเล่มไม่ได้ ผู้รับเปิดดูในระบบ"


def paper_pointer(paper: Paper) -> Pointer:
    return Pointer(KIND, str(paper.pk), paper.title)


def clear_files(rows: Iterable[Paper], *, actor: Any) -> None:
    """Take the files off papers that go."""
    held = {str(row.pk): row for row in rows}
    for key, attachments in files.attachments_of_many(KIND, held).items():
        for attachment in attachments:
            files.remove(attachment, actor=actor, owner=paper_pointer(held[key]))


def _to_add(item: AgendaItem, actor: Any) -> AgendaItem:
    """The item, locked with its meeting, with room for one more paper."""
    meeting = to_act(item.section.meeting, "prepare", actor)
    found = AgendaItem.objects.filter(pk=item.pk, section__meeting=meeting).select_related("section").first()
    if found is None:
        raise DomainError("เรื่องนี้ถูกนำออกจากระเบียบวาระไปแล้ว กรุณาเปิดหน้านี้ใหม่")
    found.section.meeting = meeting
    if found.papers.count() >= MOST_PAPERS:
        raise DomainError(f"เรื่องหนึ่งมีเอกสารได้ไม่เกิน {MOST_PAPERS} รายการ")
    return found


def _add(item: AgendaItem, *, actor: Any, now: datetime, **fields: Any) -> Paper:
    made = Paper.objects.create(item=item, position=item.papers.count() + 1, added_by=actor, added_at=now, **fields)
    AgendaItem.objects.filter(pk=item.pk).update(updated_at=now)
    trace(item.section.meeting, "papers", actor=actor, now=now, data={"text": f"เพิ่ม {made.title[:200]}"})
    return made


@transaction.atomic
def add_paper_upload(
    item: AgendaItem, upload: UploadedFile, *, actor: Any, title: str = "", now: datetime | None = None
) -> Paper:
    """A file of an item; the same content on the item again is the paper that is there.

    A PDF that cannot be opened (locked, broken) still becomes a paper that is named on the agenda: its problem is told,
    the meeting is not held up. What is no paper at all is refused with its reason, field "file".
    """
    now = now or timezone.now()
    item = _to_add(item, actor)
    name = " ".join(title.split()) or _stem(upload.name or "")
    district_code = item.section.meeting.committee.district.code
    try:
        examined = files.examine(upload, allow=FAMILIES)
    except DomainError as refusal:
        if not _is_pdf(upload):
            raise
        problem = refusal.message.partition(": ")[2] or refusal.message
        found = item.papers.filter(title=name, problem=problem[:300]).first()
        return found or _add(item, actor=actor, now=now, kind=Paper.Kind.UPLOAD, title=name, problem=problem[:300])
    keys = [str(key) for key in item.papers.values_list("pk", flat=True)]
    same = Attachment.objects.filter(owner_kind=KIND, owner_key__in=keys, file__sha256=examined.sha256).first()
    if same is not None:
        return Paper.objects.get(pk=same.owner_key)
    pages, problem = _look(upload, examined.kind.family)
    made = _add(item, actor=actor, now=now, kind=Paper.Kind.UPLOAD, title=name[:300], pages=pages, problem=problem)
    files.store(
        upload, owner=paper_pointer(made), actor=actor, district_code=district_code, allow=FAMILIES, examined=examined
    )
    return made


@transaction.atomic
def replace_paper_upload(paper: Paper, upload: UploadedFile, *, actor: Any, now: datetime | None = None) -> Paper:
    """Another file in the place of the one sent before; name and place stay."""
    now = now or timezone.now()
    paper, meeting = _paper(paper, actor)
    if paper.kind != Paper.Kind.UPLOAD:
        raise DomainError("เปลี่ยนไฟล์ได้เฉพาะเอกสารที่แนบเป็นไฟล์", field="file")
    examined = files.examine(upload, allow=FAMILIES)
    held = files.attachments_of(paper_pointer(paper))
    if not any(row.file.sha256 == examined.sha256 for row in held):
        clear_files([paper], actor=actor)
        files.store(
            upload, owner=paper_pointer(paper), actor=actor, district_code=meeting.committee.district.code,
            allow=FAMILIES, examined=examined,
        )  # fmt: skip
    paper.pages, paper.problem = _look(upload, examined.kind.family)
    paper.save(update_fields=["pages", "problem"])
    AgendaItem.objects.filter(pk=paper.item_id).update(updated_at=now)
    trace(meeting, "papers", actor=actor, now=now, data={"text": f"เปลี่ยนไฟล์ {paper.title[:200]}"})
    return paper


def _look(upload: UploadedFile, family: str) -> tuple[int | None, str]:
    """Pages and what keeps the file out of the pack."""
    if family == "office":
        return None, NOT_MERGED
    if family == "image":
        return 1, ""
    upload.seek(0)
    facts = examine_pdf(upload)  # type: ignore[arg-type]  # an upload reads like a file
    upload.seek(0)
    return facts.pages, facts.problem[:300]


def _is_pdf(upload: UploadedFile) -> bool:
    upload.seek(0)
    return kinds.family_of(upload.read(8192)) == "pdf" or (upload.name or "").lower().endswith(".pdf")


def _stem(name: str) -> str:
    """The name of a file without its ending, as the title of the paper."""
    return kinds.clean_name(name, "").rpartition(".")[0] or kinds.clean_name(name, "")


@transaction.atomic
def add_paper_record(
    item: AgendaItem, *, actor: Any, kind: str, key: str, title: str = "", now: datetime | None = None
) -> Paper:
    """A thing of ours the actor may see; the same thing again is the paper that is there."""
    now = now or timezone.now()
    item = _to_add(item, actor)
    if not pointers.may_view(actor, kind, key):
        raise DomainError("ไม่พบรายการนี้ หรือท่านไม่มีสิทธิ์ดู", field="records")
    owner = pointers.provider(kind)
    found = item.papers.filter(record_kind=kind, record_key=key).first()
    if found is not None:
        return found
    name = " ".join(title.split()) or owner.label(key)
    printable = prints(owner, key)
    return _add(
        item, actor=actor, now=now, kind=Paper.Kind.RECORD, title=name[:300], record_kind=kind, record_key=key,
        problem="" if printable else NOT_PRINTED,
    )  # fmt: skip


@transaction.atomic
def add_paper_document(
    item: AgendaItem, *, actor: Any, key: str, params: Mapping[str, Any], title: str = "", now: datetime | None = None
) -> Paper:
    """One of our documents with its parameters as the form would post them; the same request again is the paper that
    is there. What the actor may not print, and parameters the form refuses, are refused."""
    now = now or timezone.now()
    item = _to_add(item, actor)
    code = item.section.meeting.committee.district.code
    definition = registry.get(key)
    if "pdf" not in definition.formats:
        raise DomainError("เอกสารนี้ไม่มีแบบ PDF จึงรวมเล่มไม่ได้", field="document")
    if not definition.may_run(actor, code):
        raise DomainError("ท่านไม่มีสิทธิ์ออกเอกสารนี้", field="document")
    raw, _ = definition.clean(Reader(actor), code, dict(params))
    found = item.papers.filter(document_key=key, params=raw).first()
    if found is not None:
        return found
    name = " ".join(title.split()) or definition.title
    return _add(item, actor=actor, now=now, kind=Paper.Kind.DOCUMENT, title=name[:300], document_key=key, params=raw)


def _paper(paper: Paper, actor: Any) -> tuple[Paper, Any]:
    meeting = to_act(paper.item.section.meeting, "prepare", actor)
    found = Paper.objects.filter(pk=paper.pk).select_related("item__section").first()
    if found is None:
        raise DomainError("เอกสารนี้ถูกนำออกไปแล้ว กรุณาเปิดหน้านี้ใหม่")
    return found, meeting


@transaction.atomic
def rename_paper(paper: Paper, *, actor: Any, title: str, now: datetime | None = None) -> Paper:
    now = now or timezone.now()
    paper, meeting = _paper(paper, actor)
    title = needed(" ".join(title.split()), "กรุณาเขียนชื่อเอกสาร", field="title")[:300]
    if title != paper.title:
        paper.title = title
        paper.save(update_fields=["title"])
        trace(meeting, "papers", actor=actor, now=now, data={"text": f"เปลี่ยนชื่อเป็น {title[:200]}"})
    return paper


@transaction.atomic
def move_paper(paper: Paper, *, actor: Any, to: str, now: datetime | None = None) -> Paper:
    """One place up or down within its item."""
    now = now or timezone.now()
    paper, meeting = _paper(paper, actor)
    rows = list(paper.item.papers.all())
    place = next(n for n, row in enumerate(rows) if row.pk == paper.pk)
    other = place - 1 if to == "up" else place + 1
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
        for number, row in enumerate(rows, start=1):
            Paper.objects.filter(pk=row.pk).update(position=number)
        trace(meeting, "papers", actor=actor, now=now, data={"text": f"เลื่อน {paper.title[:200]}"})
    return paper


@transaction.atomic
def drop_paper(paper: Paper, *, actor: Any, now: datetime | None = None) -> None:
    """One that is gone already is no fault."""
    now = now or timezone.now()
    meeting = to_act(paper.item.section.meeting, "change", actor)
    found = Paper.objects.filter(pk=paper.pk).first()
    if found is None:
        return
    clear_files([found], actor=actor)
    found.delete()
    trace(meeting, "papers", actor=actor, now=now, data={"text": f"นำ {paper.title[:200]} ออก"})
