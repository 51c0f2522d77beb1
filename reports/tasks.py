"""Queue entrances of the document machine; the work is in jobs and sweep."""

import uuid

from celery import shared_task
from django.utils import timezone

from reports import files, jobs
from reports import sweep as sweeping


@shared_task
def start_run(pk: str) -> None:
    jobs.start_run(pk)


@shared_task
def render_section(pk: int) -> None:
    jobs.start_section(pk)


@shared_task
def finish_run(pk: str) -> None:
    jobs.finish_run(uuid.UUID(pk))


@shared_task(expires=15)
def sweep() -> None:
    """Every 15 seconds, see config.schedule."""
    sweeping.sweep(timezone.now(), in_worker=True)


@shared_task
def clear_expired() -> None:
    """Once a day: finished files past their day and sections nobody used for long."""
    files.clear_expired(timezone.now())
