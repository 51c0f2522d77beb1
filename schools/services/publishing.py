"""Open a report to schools and to everyone, and take it back; who may is asked by the desk it belongs to."""

import secrets
from datetime import datetime
from typing import Any

from django.utils import timezone

from core.errors import DomainError
from schools.models.published import Published
from schools.signals import report_opened

FIELDS = ("published_at", "published_by", "for_schools", "public_key")


def open_report(row: Published, *, actor: Any, schools: bool, public: bool, now: datetime | None = None) -> None:
    """Set whom it is for, anew each time. The caller locks the row, asks permission and records it."""
    if not schools and not public:
        raise DomainError("เลือกเผยแพร่ถึงโรงเรียน หรือเผยแพร่ต่อสาธารณะ", field="schools")
    row.published_at, row.published_by = now or timezone.now(), actor
    row.for_schools = schools
    row.public_key = (row.public_key or secrets.token_urlsafe(16)) if public else ""
    row.save(update_fields=FIELDS)
    report_opened.send(type(row), row=row)


def take_back(row: Published) -> bool:
    """Nobody outside the office reads it from now on; False when it was not published."""
    if row.published_at is None:
        return False
    row.published_at, row.published_by, row.for_schools, row.public_key = None, None, False, ""
    row.save(update_fields=FIELDS)
    return True
