from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "supervision.projects"
    label = "projects"
    verbose_name = "โครงการ"

    def ready(self) -> None:
        from supervision.projects import registration  # noqa: PLC0415 (models load before ready)

        registration.register_all()
