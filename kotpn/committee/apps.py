from django.apps import AppConfig


class CommitteeConfig(AppConfig):
    name = "kotpn.committee"
    label = "kotpn_committee"
    verbose_name = "องค์คณะ ก.ต.ป.น."

    def ready(self) -> None:
        from kotpn.committee import registration

        registration.register_all()
