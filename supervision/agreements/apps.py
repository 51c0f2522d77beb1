from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "supervision.agreements"
    label = "agreements"
    verbose_name = "บันทึกข้อตกลง (MOU)"

    def ready(self) -> None:
        from supervision.agreements import registration

        registration.register_all()
