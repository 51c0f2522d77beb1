"""The Celery application; its broker is only a bell, the job rows in the database are the truth (docs/adr/0003)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("nithet")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
