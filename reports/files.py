"""The store of finished files and of rendered sections, both under the hash of what they were made from."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import Q

from reports.models import ReportFile, ReportSection
from reports.pdf.book import Paper, PlannedSection, Section
from reports.pdf.merge import Rendered
from reports.pdf.section import Layout

KEEP_FILES = timedelta(days=30)
KEEP_SECTIONS = timedelta(days=30)
# The HTML of a cancelled run is of no use to anybody.
KEEP_UNRENDERED = timedelta(days=1)
PDF = "application/pdf"


def find_file(cache_key: str, now: datetime) -> ReportFile | None:
    """The stored file of this content, its life prolonged; None when there is none or the store lost it."""
    found = ReportFile.objects.filter(cache_key=cache_key).first()
    if found is None:
        return None
    if not default_storage.exists(str(found.file.name)):
        found.delete()
        return None
    found.expires_at = now + KEEP_FILES
    found.save(update_fields=["expires_at"])
    return found


def keep_file(
    cache_key: str, source: Path, *, name: str, content_type: str, pages: int | None, now: datetime
) -> ReportFile:
    """Store a finished file; when another worker was quicker with the same content, that file is the answer."""
    found = find_file(cache_key, now)
    if found:
        return found
    row = ReportFile(
        cache_key=cache_key,
        name=name,
        content_type=content_type,
        size=source.stat().st_size,
        pages=pages,
        created_at=now,
        expires_at=now + KEEP_FILES,
    )
    with source.open("rb") as stream:
        row.file.save(f"{cache_key[:2]}/{cache_key}{source.suffix}", File(stream), save=False)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        row.file.storage.delete(str(row.file.name))
        return ReportFile.objects.get(cache_key=cache_key)
    return row


def section_row(section: Section, now: datetime) -> ReportSection:
    """The row of a section of HTML, made if this content was never seen; a lost file makes it unrendered again."""
    row, _ = ReportSection.objects.get_or_create(
        content_hash=section.name,
        defaults={
            "html": section.html,
            "estimate": section.estimate,
            "created_at": now,
            "used_at": now,
            "queued_at": now,
        },
    )
    row.used_at = now
    fields = ["used_at"]
    if row.file and not default_storage.exists(str(row.file.name)):
        row.file, row.claim, row.pages = "", None, 0
        fields += ["file", "claim", "pages"]
    if not row.file:
        row.html = section.html
        fields.append("html")
    row.save(update_fields=fields)
    return row


def keep_section(row: ReportSection, pdf: bytes, layout: Layout) -> None:
    """Store what was rendered; the HTML is no longer needed."""
    row.file.save(f"{row.content_hash[:2]}/{row.content_hash}.pdf", ContentFile(pdf), save=False)
    row.html, row.pages, row.layout, row.claim, row.attempts = "", layout.pages, layout.as_json(), None, 0
    row.save(update_fields=["file", "html", "pages", "layout", "claim", "attempts"])


def load_section(section: Section | PlannedSection, row: ReportSection) -> Rendered:
    with row.file.open("rb") as stream:
        return Rendered(section, stream.read(), Layout.from_json(row.layout))


def load_paper(section: Section | PlannedSection, paper: Paper, folder: Path) -> Rendered:
    """The paper as a file in `folder`: twelve scans of 30 MB must not lie in memory together."""
    target = folder / f"{section.name}.pdf"
    if not target.exists():
        with default_storage.open(paper.path) as stored, target.open("wb") as copy:
            shutil.copyfileobj(stored, copy)
    return Rendered(section, target, None)


def clear_expired(now: datetime) -> int:
    """Remove files past their day and sections nobody used for long; returns how many files went."""
    gone = 0
    for row in ReportFile.objects.filter(expires_at__lt=now).iterator():
        row.file.storage.delete(str(row.file.name))
        row.delete()
        gone += 1
    unused = Q(used_at__lt=now - KEEP_SECTIONS) | Q(file="", used_at__lt=now - KEEP_UNRENDERED)
    old = ReportSection.objects.filter(unused).exclude(runs__state__in=["waiting", "running"])
    for section in old.iterator():
        if section.file:
            section.file.storage.delete(str(section.file.name))
        section.delete()
    return gone
