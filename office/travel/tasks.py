"""Scheduled work of travel (config/schedule.py); safe to run twice and safe to miss."""

from celery import shared_task

from office.travel.services import remind_of_reports


@shared_task(expires=3600)
def remind() -> int:
    return remind_of_reports()
