"""Scheduled work of gatherings (config/schedule.py); safe to run twice and safe to miss."""

from celery import shared_task

from meetings.services import remind_of_minutes


@shared_task(expires=3600)
def remind_minutes() -> int:
    return remind_of_minutes()
