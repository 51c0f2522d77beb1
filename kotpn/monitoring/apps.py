from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "kotpn.monitoring"
    label = "kotpn_monitoring"
    verbose_name = "แผนและผลการติดตาม"

    def ready(self) -> None:
        from kotpn.monitoring import registration

        registration.register_all()
