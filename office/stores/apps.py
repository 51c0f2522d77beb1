from django.apps import AppConfig


class StoresConfig(AppConfig):
    name = "office.stores"
    label = "stores"
    verbose_name = "พัสดุ"

    def ready(self) -> None:
        from office.stores import registration

        registration.register_all()
