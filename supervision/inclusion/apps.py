from django.apps import AppConfig


class InclusionConfig(AppConfig):
    name = "supervision.inclusion"
    label = "inclusion"
    verbose_name = "การศึกษาพิเศษ"

    def ready(self) -> None:
        from supervision.inclusion import registration

        registration.register_all()
