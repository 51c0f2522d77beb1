from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "supervision.media"
    label = "media"
    verbose_name = "สื่อและนวัตกรรม"

    def ready(self) -> None:
        from supervision.media import registration

        registration.register_all()
