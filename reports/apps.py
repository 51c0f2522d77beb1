from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    label = "reports"
    verbose_name = "เอกสารและรายงาน"

    def ready(self) -> None:
        from reports import registry  # noqa: PLC0415 - models must be loaded first

        registry.autodiscover()
