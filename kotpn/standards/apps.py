from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "kotpn.standards"
    label = "kotpn_standards"
    verbose_name = "มาตรฐานสำนักงานเขตพื้นที่การศึกษา"

    def ready(self) -> None:
        from kotpn.standards import registration

        registration.register_all()
