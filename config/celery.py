"""The Celery application; its broker is only a bell, the job rows in the database are the truth (docs/adr/0003)."""

import os
from typing import Any

from celery import Celery
from celery.signals import beat_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("nithet")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@beat_init.connect
def _first_heartbeat(**kwargs: Any) -> None:
    """A fresh scheduler waits a whole interval before its first job; /healthz need not."""
    app.send_task("config.tasks.heartbeat", expires=30)
