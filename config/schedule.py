"""Every scheduled job of the product, for Celery beat.

One line a job: name, task, seconds or crontab (Asia/Bangkok). A job must be safe to run twice and safe to miss.
"""

from typing import TypedDict

from celery.schedules import crontab


class Job(TypedDict):
    task: str
    schedule: float | crontab


SCHEDULE: dict[str, Job] = {
    "heartbeat": {"task": "config.tasks.heartbeat", "schedule": 15.0},
}
