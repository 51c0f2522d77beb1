from django.apps import AppConfig


class StoresConfig(AppConfig):
    name = "office.stores"
    label = "stores"
    verbose_name = "พัสดุ"

    def ready(self) -> None:
        from office.stores import registration  # noqa: PLC0415 (models load before ready)

        registration.register_all()
