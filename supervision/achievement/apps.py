from django.apps import AppConfig


class AchievementConfig(AppConfig):
    name = "supervision.achievement"
    label = "achievement"
    verbose_name = "ผลการทดสอบ"

    def ready(self) -> None:
        from supervision.achievement import registration

        registration.register_all()
