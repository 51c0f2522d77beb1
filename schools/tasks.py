"""Scheduled jobs of offices and schools."""

from celery import shared_task

from schools.importing import service


@shared_task(expires=3600)
def purge_rehearsals() -> int:
    return service.purge_rehearsals()
