from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "office.letters"
    label = "letters"
    verbose_name = "ทะเบียนหนังสือรับ-ส่ง"

    def ready(self) -> None:
        from office.letters import registration

        registration.register_all()
