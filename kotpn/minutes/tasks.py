"""Scheduled work of minutes and resolutions (config/schedule.py); safe to run twice and safe to miss."""

from celery import shared_task

from kotpn.minutes.services.reminders import remind_minutes, remind_resolutions


@shared_task(expires=3600)
def remind() -> int:
    return remind_minutes() + remind_resolutions()
