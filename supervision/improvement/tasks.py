"""Scheduled work of programmes (config/schedule.py); safe to run twice and safe to miss."""

from celery import shared_task

from core import audit
from supervision.improvement.models import Programme
from supervision.improvement.services import follow_register


@shared_task(expires=3600)
def follow_registers() -> int:
    """Schools an import opened or closed; gives how many rows were added or changed."""
    done = (follow_register(programme, actor=audit.SYSTEM) for programme in Programme.objects.running())
    return sum(found.added + found.changed for found in done)
