"""Jobs of committees."""

from celery import shared_task

from kotpn.committee import services


@shared_task(expires=3600)
def warn_of_ends() -> int:
    return services.warn_of_ends()
