"""Scheduled work of networks (config/schedule.py); safe to run twice and safe to miss."""

from celery import shared_task

from supervision.networks.services import remind_all


@shared_task(expires=3600)
def remind_surveys() -> int:
    return remind_all()
