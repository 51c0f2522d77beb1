from django.apps import AppConfig


class CaptureConfig(AppConfig):
    name = "supervision.capture"
    label = "capture"
    verbose_name = "บันทึกเมื่อไม่มีสัญญาณ"

    def ready(self) -> None:
        from supervision.capture import registration  # noqa: PLC0415 (models load before ready)

        registration.register_all()
