"""Scheduled jobs of the field app; each is safe to run twice and safe to miss."""

from celery import shared_task

from supervision.field.services.digest import send_digests


@shared_task(expires=3600)
def findings_digest() -> int:
    """Every morning, see config.schedule."""
    return send_digests()
