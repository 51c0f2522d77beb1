from django.apps import AppConfig


class CircularsConfig(AppConfig):
    name = "office.circulars"
    label = "circulars"
    verbose_name = "หนังสือเวียน"

    def ready(self) -> None:
        from office.circulars import registration

        registration.register_all()
