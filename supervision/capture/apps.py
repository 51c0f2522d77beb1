from django.apps import AppConfig


class CaptureConfig(AppConfig):
    name = "supervision.capture"
    label = "capture"
    verbose_name = "บันทึกเมื่อไม่มีสัญญาณ"

    def ready(self) -> None:
        from supervision.capture import registration

        registration.register_all()
