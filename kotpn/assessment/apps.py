from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "kotpn.assessment"
    label = "kotpn_assessment"
    verbose_name = "การประเมินตนเองของสำนักงาน"

    def ready(self) -> None:
        from kotpn.assessment import registration  # noqa: PLC0415 (models load before ready)

        registration.register_all()
