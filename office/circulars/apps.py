from django.apps import AppConfig


class CircularsConfig(AppConfig):
    name = "office.circulars"
    label = "circulars"
    verbose_name = "หนังสือเวียน"

    def ready(self) -> None:
        from office.circulars import registration  # noqa: PLC0415 (models load before ready)

        registration.register_all()
