"""Jobs of the installation itself; business jobs live in their apps."""

from celery import shared_task

from config import health


@shared_task(expires=30)
def heartbeat() -> None:
    """Prove that scheduler, broker and a worker work together; /healthz reads what this leaves."""
    health.beat()
