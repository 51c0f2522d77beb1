from django.apps import AppConfig


class LevelsConfig(AppConfig):
    name = "qa.levels"
    label = "qa_levels"
    verbose_name = "ระดับคุณภาพของโรงเรียน"

    def ready(self) -> None:
        from qa.levels import registration

        registration.register_all()
