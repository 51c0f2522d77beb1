from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "supervision.progress"
    label = "improvement_progress"
    verbose_name = "ข้อมูลฐาน แผน และความก้าวหน้า"

    def ready(self) -> None:
        from supervision.progress import registration

        registration.register_all()
