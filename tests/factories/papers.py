"""Papers of agenda items and the PDFs people upload."""

import hashlib
import io
from typing import Any

import pikepdf
import weasyprint
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook
from PIL import Image

from core import files
from core.pointers import Pointer
from kotpn.meetings.models import AgendaItem, Paper


def a_pdf(
    *, pages: int = 1, size: str = "A4", words: str = "TOP", turn: int = 0, password: str = "", owner: str = ""
) -> bytes:
    """A PDF whose pages say `words` and their number at the upper left within a frame; `turn` is its /Rotate."""
    made = "".join(f"<p>{words} {number}</p>" for number in range(1, pages + 1))
    css = f"@page{{size:{size};margin:1cm;border:2pt solid}} p{{margin:0;font-size:20pt;break-after:page}}"
    with pikepdf.open(io.BytesIO(weasyprint.HTML(string=f"<style>{css}</style>{made}").write_pdf())) as pdf:
        for page in pdf.pages:
            page.obj.Rotate = turn
        locks = pikepdf.Encryption(user=password, owner=owner or password) if password or owner else False
        out = io.BytesIO()
        pdf.save(out, encryption=locks)
    return out.getvalue()


def long_pdf(pages: int) -> bytes:
    """Many empty pages at once."""
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(595, 842))
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def a_picture(wide: int = 400, high: int = 300, *, colour: str = "green") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (wide, high), colour).save(out, "JPEG")
    return out.getvalue()


def _paper(actor: Any, item: AgendaItem, **fields: Any) -> Paper:
    return Paper.objects.create(
        item=item, position=item.papers.count() + 1, added_by=actor, added_at=timezone.now(), **fields
    )


def uploaded(actor: Any, item: AgendaItem, content: bytes, *, title: str = "เอกสารแนบ", name: str = "a.pdf") -> Paper:
    paper = _paper(actor, item, kind=Paper.Kind.UPLOAD, title=title)
    put(actor, paper, content, name=name)
    return paper


def put(actor: Any, paper: Paper, content: bytes, *, name: str = "a.pdf") -> None:
    """Another file in the place of the one that hangs on the paper."""
    owner = Pointer("meeting_paper", str(paper.pk), paper.title)
    for old in files.attachments_of(owner):
        files.remove(old, actor=actor, owner=owner)
    district = paper.item.section.meeting.committee.district
    files.store(SimpleUploadedFile(name, content), owner=owner, actor=actor, district_code=district.code)


def spoil(paper: Paper, content: bytes) -> None:
    """Bytes no upload would have let in, as if the rules of uploads had been laxer when they came."""
    (attachment,) = files.attachments_of(Pointer("meeting_paper", str(paper.pk), ""))
    kept = attachment.file
    kept.sha256 = hashlib.sha256(content).hexdigest()
    kept.original.save("spoilt.pdf", ContentFile(content))


def a_sheet() -> bytes:
    """A small workbook."""
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


def printed(actor: Any, item: AgendaItem, key: str, *, title: str = "", **params: Any) -> Paper:
    """One of our documents as a paper."""
    return _paper(actor, item, kind=Paper.Kind.DOCUMENT, title=title or key, document_key=key, params=params)


def record(actor: Any, item: AgendaItem, kind: str, key: Any, *, title: str = "งานในระบบ") -> Paper:
    return _paper(actor, item, kind=Paper.Kind.RECORD, title=title, record_kind=kind, record_key=str(key))
