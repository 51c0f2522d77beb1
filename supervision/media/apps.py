from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "supervision.media"
    label = "media"
    verbose_name = "สื่อและนวัตกรรม"

    def ready(self) -> None:
        from supervision.media import registration  # noqa: PLC0415 (models load before ready)

        registration.register_all()
