from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "kotpn.monitoring"
    label = "kotpn_monitoring"
    verbose_name = "แผนและผลการติดตาม"

    def ready(self) -> None:
        from kotpn.monitoring import registration  # noqa: PLC0415 (models load before ready)

        registration.register_all()
