from django.apps import AppConfig


class CommitteeMeetingsConfig(AppConfig):
    name = "kotpn.meetings"
    label = "kotpn_meetings"
    verbose_name = "การประชุมขององค์คณะ"

    def ready(self) -> None:
        from kotpn.meetings import registration

        registration.register_all()
