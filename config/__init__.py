"""Composition root: settings, URLs, Celery, the engines' launcher and what spans every app."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
