from django.apps import AppConfig


class TravelConfig(AppConfig):
    name = "office.travel"
    label = "travel"
    verbose_name = "ไปราชการ"

    def ready(self) -> None:
        from office.travel import registration

        registration.register_all()
