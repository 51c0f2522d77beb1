from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "supervision.rounds"
    label = "rounds"
    verbose_name = "รอบเก็บข้อมูลและนิเทศภายใน"

    def ready(self) -> None:
        from supervision.rounds import registration

        registration.register_all()
