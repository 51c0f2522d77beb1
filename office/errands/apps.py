from django.apps import AppConfig


class ErrandsConfig(AppConfig):
    name = "office.errands"
    label = "errands"
    verbose_name = "งานประสานและงานมอบหมาย"

    def ready(self) -> None:
        from office.errands import registration

        registration.register_all()
