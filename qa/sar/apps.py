from django.apps import AppConfig


class SarConfig(AppConfig):
    name = "qa.sar"
    label = "qa_sar"
    verbose_name = "รายงานประจำปีของสถานศึกษา (SAR)"

    def ready(self) -> None:
        from qa.sar import registration

        registration.register_all()
