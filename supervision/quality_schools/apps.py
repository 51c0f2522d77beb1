from django.apps import AppConfig


class QualitySchoolsConfig(AppConfig):
    name = "supervision.quality_schools"
    label = "quality_schools"
    verbose_name = "โรงเรียนคุณภาพ"

    def ready(self) -> None:
        from supervision.quality_schools import registration

        registration.register_all()
