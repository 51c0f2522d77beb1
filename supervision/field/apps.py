from django.apps import AppConfig


class FieldConfig(AppConfig):
    name = "supervision.field"
    label = "field"
    verbose_name = "การนิเทศ"

    def ready(self) -> None:
        from supervision.field import registration

        registration.register_all()
