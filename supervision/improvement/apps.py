from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "supervision.improvement"
    label = "improvement"
    verbose_name = "การขับเคลื่อนคุณภาพตามรูปแบบ"

    def ready(self) -> None:
        from supervision.improvement import registration

        registration.register_all()
