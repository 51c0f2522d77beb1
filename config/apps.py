"""The composition root as a Django app: it registers system checks and management commands, and owns no tables."""

from django.apps import AppConfig


class CompositionConfig(AppConfig):
    name = "config"
    verbose_name = "การติดตั้ง"

    def ready(self) -> None:
        from config import checks  # noqa: F401, PLC0415 - registers itself
