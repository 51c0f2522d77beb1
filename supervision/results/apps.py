from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "supervision.results"
    label = "quality_results"
    verbose_name = "ผลประเมิน จัดลำดับ และกลุ่มสี"

    def ready(self) -> None:
        from supervision.results import registration

        registration.register_all()
