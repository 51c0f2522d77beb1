from django.apps import AppConfig


class FollowUpConfig(AppConfig):
    name = "qa.followup"
    label = "qa_followup"
    verbose_name = "นิเทศติดตามระบบประกันคุณภาพ"

    def ready(self) -> None:
        from qa.followup import registration

        registration.register_all()
