"""A folder is opened with its papers; while it is with its owner, words and papers may change."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from core import pointers
from core.errors import DomainError, NotAllowed, needed
from core.numbers import next_number
from core.thai.dates import be_year
from office.folders.models import Folder, FolderPaper, Movement
from office.folders.permissions import may_open
from office.folders.services.common import locked, moved, trace
from schools.models import District
from schools.services.locks import lock_district

MOST_PAPERS = 40
MOMENT = timedelta(seconds=30)


@transaction.atomic
def open_folder(
    district: District, *, actor: Any, title: str, purpose: str = Folder.Purpose.SIGN,
    urgency: str = Folder.Urgency.NORMAL, papers: Sequence[str] = (), thing: tuple[str, str] | None = None,
    now: datetime | None = None,
) -> Folder:  # fmt: skip
    """Begin a folder with papers in words and at most one thing of the product (kind, key); the second of two clicks
    gives the first one's folder."""
    if not may_open(actor, district):
        raise NotAllowed("ท่านจัดแฟ้มเสนอของสำนักงานนี้ไม่ได้")
    at = now or timezone.now()
    title = needed(" ".join(title.split()), "กรุณาเขียนเรื่องที่เสนอ", field="title")[:300]
    lock_district(district.pk)
    again = Folder.objects.filter(
        district=district, created_by=actor, title=title, purpose=purpose, urgency=urgency,
        created_at__gt=at - MOMENT, created_at__lte=at,
    ).first()  # fmt: skip
    if again is not None:
        return again
    year = be_year(at)
    row = Folder.objects.create(
        district=district, year=year, number=next_number(district.code, "folder", year), title=title, purpose=purpose,
        urgency=urgency, since=at, created_by=actor, created_at=at,
    )  # fmt: skip
    moved(row, Movement.Act.OPENED, actor=actor, at=at)
    if thing is not None:
        _add_thing(row, actor, *thing)
    for words in [" ".join(one.split()) for one in papers]:
        if words:
            _add(row, words)
    return row


@transaction.atomic
def edit_folder(
    folder: Folder, *, actor: Any, title: str, purpose: str, urgency: str, now: datetime | None = None
) -> Folder:
    row = locked(folder, actor, "edit")
    row.title = needed(" ".join(title.split()), "กรุณาเขียนเรื่องที่เสนอ", field="title")[:300]
    row.purpose, row.urgency = purpose, urgency
    row.save(update_fields=["title", "purpose", "urgency"])
    trace(row, "edited", actor, now or timezone.now())
    return row


@transaction.atomic
def add_paper(
    folder: Folder, *, actor: Any, title: str = "", kind: str = "", key: str = "", now: datetime | None = None
) -> FolderPaper:
    """Put in a paper by its words, or a thing of the product the actor may see; what lies in it already is given
    back."""
    row = locked(folder, actor, "edit")
    if kind:
        paper = _add_thing(row, actor, kind, key)
    else:
        words = needed(" ".join(title.split()), "กรุณาเขียนเรื่องของเอกสาร", field="title")[:300]
        paper = row.papers.filter(kind="", title=words).first() or _add(row, words)
    trace(row, "paper", actor, now or timezone.now(), what=f"เพิ่ม {paper.title}")
    return paper


@transaction.atomic
def remove_paper(paper: FolderPaper, *, actor: Any, now: datetime | None = None) -> None:
    row = locked(paper.folder, actor, "edit")
    if row.papers.filter(pk=paper.pk).delete()[0]:
        trace(row, "paper", actor, now or timezone.now(), what=f"นำออก {paper.title}")


def _add(folder: Folder, title: str, kind: str = "", key: str = "") -> FolderPaper:
    last = folder.papers.aggregate(last=Max("position"))["last"] or 0
    if folder.papers.count() >= MOST_PAPERS:
        raise DomainError(f"แฟ้มหนึ่งใส่เอกสารได้ไม่เกิน {MOST_PAPERS} เรื่อง กรุณาแยกแฟ้ม", field="papers")
    return FolderPaper.objects.create(folder=folder, position=last + 1, title=title[:300], kind=kind, key=key)


def _add_thing(folder: Folder, actor: Any, kind: str, key: str) -> FolderPaper:
    if kind == "folder" or kind not in pointers.kinds() or not pointers.may_view(actor, kind, key):
        raise DomainError("ไม่พบเรื่องที่เลือก กรุณาค้นใหม่")
    owner = pointers.provider(kind)
    if owner.district_code is None or owner.district_code(key) != folder.district.code:
        raise DomainError("เรื่องที่เลือกไม่ใช่ของสำนักงานนี้")
    held: FolderPaper | None = folder.papers.filter(kind=kind, key=key).first()
    return held or _add(folder, owner.label(key), kind, key)
