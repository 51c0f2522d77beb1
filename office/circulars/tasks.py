"""Scheduled work of circulars (config/schedule.py); safe to run twice and safe to miss."""

from celery import shared_task

from office.circulars.services import remind_of_due


@shared_task(expires=3600)
def remind() -> int:
    return remind_of_due()
