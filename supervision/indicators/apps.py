from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "supervision.indicators"
    label = "quality_indicators"
    verbose_name = "รูปแบบและตัวชี้วัดคุณภาพ"

    def ready(self) -> None:
        from supervision.indicators import registration

        registration.register_all()
