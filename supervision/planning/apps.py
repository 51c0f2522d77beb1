from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "supervision.planning"
    label = "planning"
    verbose_name = "แผนการนิเทศ"

    def ready(self) -> None:
        from schools.scope import register_path  # noqa: PLC0415 (models load before ready)
        from supervision.planning.models import PlanActivity, PlannedVisit  # noqa: PLC0415

        register_path(PlanActivity, district="plan__district")
        register_path(PlannedVisit, district="activity__plan__district", school="school")
