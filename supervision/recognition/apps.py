from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    name = "supervision.recognition"
    label = "recognition"
    verbose_name = "การยกย่องและแลกเปลี่ยนเรียนรู้"

    def ready(self) -> None:
        from supervision.recognition import registration  # noqa: PLC0415 (models load before ready)

        registration.register_all()
