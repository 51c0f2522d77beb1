from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "kotpn.assessment"
    label = "kotpn_assessment"
    verbose_name = "การประเมินตนเองของสำนักงาน"

    def ready(self) -> None:
        from kotpn.assessment import registration

        registration.register_all()
