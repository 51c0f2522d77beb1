from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "supervision.planning"
    label = "planning"
    verbose_name = "แผนการนิเทศ"

    def ready(self) -> None:
        from supervision.planning import registration

        registration.register()
