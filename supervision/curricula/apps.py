from django.apps import AppConfig


class CurriculaConfig(AppConfig):
    name = "supervision.curricula"
    label = "curricula"
    verbose_name = "หลักสูตรสถานศึกษา"

    def ready(self) -> None:
        from supervision.curricula import registration

        registration.register_all()
