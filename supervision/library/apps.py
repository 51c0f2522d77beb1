from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "supervision.library"
    label = "library"
    verbose_name = "คลังเอกสาร"

    def ready(self) -> None:
        from supervision.library import registration

        registration.register_all()
