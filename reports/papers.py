"""Uploaded files made ready for a book: the pages upright on A4, kept under the hash of what was uploaded.

A finished one lies in the store of sections: an unchanged file is never opened twice, and goes when nobody used it
for long (`reports.files.clear_expired`).
"""

import hashlib
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from reports.models import ReportSection
from reports.pdf import upright
from reports.pdf.book import Paper

# Its last use is kept to the day.
_LOOKED_AT = timedelta(days=1)


def ready_paper(sha256: str, make: Callable[[Path], int], now: datetime) -> tuple[Paper, int]:
    """The paper of a file with this hash and its pages; `make` writes the PDF and gives their number when it is not
    kept yet. `upright.Unusable` goes through, and nothing is kept."""
    name = hashlib.sha256(f"upright|{upright.VERSION}|{sha256}".encode()).hexdigest()
    row = ReportSection.objects.filter(content_hash=name).first()
    if row is not None and row.file and default_storage.exists(str(row.file.name)):
        if now - row.used_at > _LOOKED_AT:
            ReportSection.objects.filter(pk=row.pk).update(used_at=now)
    else:
        row = _kept(row, name, make, now)
    return Paper(str(row.file.name), name), row.pages


def _kept(row: ReportSection | None, name: str, make: Callable[[Path], int], now: datetime) -> ReportSection:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "paper.pdf"
        pages = make(target)
        row = row or ReportSection(content_hash=name, created_at=now)
        row.pages, row.estimate, row.used_at = pages, pages, now
        with target.open("rb") as stream:
            row.file.save(f"{name[:2]}/{name}.pdf", File(stream), save=False)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        row.file.storage.delete(str(row.file.name))
        return ReportSection.objects.get(content_hash=name)
    return row
