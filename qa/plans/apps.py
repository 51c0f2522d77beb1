from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "qa.plans"
    label = "qa_plans"
    verbose_name = "แผนพัฒนาคุณภาพการศึกษา"

    def ready(self) -> None:
        from qa.plans import registration

        registration.register_all()
