from django.apps import AppConfig


class MinutesConfig(AppConfig):
    name = "kotpn.minutes"
    label = "kotpn_minutes"
    verbose_name = "รายงานการประชุมและมติ"

    def ready(self) -> None:
        from kotpn.minutes import registration

        registration.register_all()
