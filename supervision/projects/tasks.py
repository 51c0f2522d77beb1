"""Scheduled work of projects (config/schedule.py); safe to run twice and safe to miss."""

from celery import shared_task

from supervision.projects.services import remind_of_activities


@shared_task(expires=3600)
def remind() -> int:
    return remind_of_activities()
