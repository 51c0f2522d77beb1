from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "supervision.reporting"
    label = "reporting"
    verbose_name = "รายงานผลการนิเทศ"

    def ready(self) -> None:
        from supervision.reporting import registration

        registration.register()
