from django.apps import AppConfig


class FoldersConfig(AppConfig):
    name = "office.folders"
    label = "folders"
    verbose_name = "แฟ้มเสนอ"

    def ready(self) -> None:
        from office.folders import registration

        registration.register_all()
