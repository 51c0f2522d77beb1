from django.apps import AppConfig


class FieldConfig(AppConfig):
    name = "supervision.field"
    label = "field"
    verbose_name = "การนิเทศ"

    def ready(self) -> None:
        from supervision.field import registration  # noqa: PLC0415 (models load before ready)

        registration.register_all()
