from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "การประชุม"

    def ready(self) -> None:
        from meetings import registration

        registration.register_all()
