"""Scheduled work of SARs (config/schedule.py); safe to run twice and safe to miss."""

from celery import shared_task

from qa.sar.services import remind_on_schedule


@shared_task(expires=3600)
def remind() -> int:
    return remind_on_schedule()
