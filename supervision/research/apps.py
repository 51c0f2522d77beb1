from django.apps import AppConfig


class ResearchConfig(AppConfig):
    name = "supervision.research"
    label = "research"
    verbose_name = "งานวิจัย"

    def ready(self) -> None:
        from supervision.research import registration

        registration.register_all()
