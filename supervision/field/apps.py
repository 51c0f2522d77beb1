from django.apps import AppConfig


class FieldConfig(AppConfig):
    name = "supervision.field"
    label = "field"
    verbose_name = "การนิเทศ"

    def ready(self) -> None:
        from schools.scope import register_path  # noqa: PLC0415 (models load before ready)
        from supervision.field.models import Finding, Visit  # noqa: PLC0415

        register_path(Visit, district="district", school="school")
        register_path(Finding, district="visit__district", school="visit__school")
