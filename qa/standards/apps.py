from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "qa.standards"
    label = "qa_standards"
    verbose_name = "มาตรฐานการศึกษา"

    def ready(self) -> None:
        from qa.standards import registration

        registration.register_all()
