from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "supervision.projects"
    label = "projects"
    verbose_name = "โครงการ"

    def ready(self) -> None:
        from supervision.projects import registration

        registration.register_all()
