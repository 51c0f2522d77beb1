from django.apps import AppConfig


class SarConfig(AppConfig):
    name = "qa.sar"
    label = "qa_sar"
    verbose_name = "รายงานประจำปีของสถานศึกษา (SAR)"

    def ready(self) -> None:
        from qa.sar import registration  # noqa: PLC0415 (models load before ready)

        registration.register_all()
