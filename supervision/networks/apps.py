from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "supervision.networks"
    label = "networks"
    verbose_name = "เครือข่ายการนิเทศ"

    def ready(self) -> None:
        from supervision.networks import registration  # noqa: PLC0415 (models load before ready)

        registration.register_all()
