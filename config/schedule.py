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
    # Rows whose bell was lost while the broker was down (core.queue).
    "notice-emails": {"task": "core.tasks.sweep_notices", "schedule": 30.0},
    "pictures": {"task": "core.tasks.sweep_pictures", "schedule": 60.0},
    "malware": {"task": "core.tasks.sweep_scans", "schedule": 120.0},
    "unused-files": {"task": "core.tasks.purge_files", "schedule": crontab(hour=3, minute=10)},
    "expired-uploads": {"task": "core.tasks.purge_uploads", "schedule": crontab(hour=3, minute=15)},
    "unused-imports": {"task": "schools.tasks.purge_rehearsals", "schedule": crontab(hour=3, minute=25)},
    "reports": {"task": "reports.tasks.sweep", "schedule": 15.0},
    "expired-reports": {"task": "reports.tasks.clear_expired", "schedule": crontab(hour=3, minute=20)},
    "findings-digest": {"task": "supervision.field.tasks.findings_digest", "schedule": crontab(hour=7, minute=10)},
    "programme-schools": {
        "task": "supervision.improvement.tasks.follow_registers",
        "schedule": crontab(hour=3, minute=40),
    },
    "network-survey-reminders": {
        "task": "supervision.networks.tasks.remind_surveys",
        "schedule": crontab(hour=7, minute=18),
    },
    "round-reminders": {"task": "supervision.rounds.tasks.remind", "schedule": crontab(hour=7, minute=5)},
    "sar-reminders": {"task": "qa.sar.tasks.remind", "schedule": crontab(hour=7, minute=8)},
    "minutes-reminders": {"task": "meetings.tasks.remind_minutes", "schedule": crontab(hour=7, minute=12)},
    "committee-minutes-reminders": {"task": "kotpn.minutes.tasks.remind", "schedule": crontab(hour=7, minute=12)},
    "letter-reminders": {"task": "office.letters.tasks.remind", "schedule": crontab(hour=7, minute=6)},
    "errand-reminders": {"task": "office.errands.tasks.remind", "schedule": crontab(hour=7, minute=11)},
    "trip-report-reminders": {"task": "office.travel.tasks.remind", "schedule": crontab(hour=7, minute=16)},
    "project-activity-reminders": {
        "task": "supervision.projects.tasks.remind",
        "schedule": crontab(hour=7, minute=17),
    },
    "tasks-without-owner": {"task": "supervision.groups.tasks.tell_heads", "schedule": crontab(hour=7, minute=15)},
    "circular-reminders": {"task": "office.circulars.tasks.remind", "schedule": crontab(hour=7, minute=6)},
    "approval-reminders": {"task": "core.tasks.remind_approvals", "schedule": crontab(hour=7, minute=0)},
    "office-assessments": {"task": "kotpn.assessment.tasks.look_through", "schedule": crontab(hour=7, minute=14)},
    "committee-tenures": {"task": "kotpn.committee.tasks.warn_of_ends", "schedule": crontab(hour=7, minute=12)},
}
