from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "supervision.rounds"
    label = "rounds"
    verbose_name = "รอบเก็บข้อมูลและนิเทศภายใน"

    def ready(self) -> None:
        from supervision.rounds import registration  # noqa: PLC0415 (models load before ready)

        registration.register_all()
