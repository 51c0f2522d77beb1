"""Scheduled work of self-assessments (config/schedule.py); safe to run twice and safe to miss."""

from celery import shared_task

from kotpn.assessment.services import watch


@shared_task(expires=3600)
def look_through() -> int:
    """How many open assessments fell since people were last told."""
    return watch()
