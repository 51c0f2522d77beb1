"""Queued and scheduled work of the groups: the paper of a report that was just published (without it the first reader
makes it), and tasks nobody would be reminded of (config/schedule.py)."""

import logging

from celery import shared_task

from core.errors import DomainError
from reports.produce import thai_worker
from schools.published import published_kinds
from supervision.groups.services import freeze, tell_of_bare_tasks

log = logging.getLogger(__name__)


@shared_task(expires=3600)
def freeze_report(kind_key: str, key: str) -> bool:
    """True when the paper stands; one that was taken back meanwhile is left alone. Safe to run twice."""
    kind = next((one for one in published_kinds() if one.key == kind_key), None)
    row = kind.rows().filter(pk=key, published_at__isnull=False).first() if kind else None
    if kind is None or row is None:
        return False
    try:
        with thai_worker():
            freeze(kind, row)
    except DomainError as refusal:
        log.warning("published report %s %s was not printed: %s", kind_key, key, refusal.message)
        return False
    return True


@shared_task(expires=3600)
def tell_heads() -> int:
    return tell_of_bare_tasks()
