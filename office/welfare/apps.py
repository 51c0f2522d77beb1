from django.apps import AppConfig


class WelfareConfig(AppConfig):
    name = "office.welfare"
    label = "welfare"
    verbose_name = "เงินสวัสดิการ"

    def ready(self) -> None:
        from office.welfare import registration

        registration.register_all()
