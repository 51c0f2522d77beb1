from django.apps import AppConfig


class ProcessesConfig(AppConfig):
    name = "processes"
    label = "processes"
    verbose_name = "กระบวนงานและการติดตาม"

    def ready(self) -> None:
        from processes.models import Action  # noqa: PLC0415 (models load before ready)
        from schools.scope import register_path  # noqa: PLC0415

        register_path(Action, district="district", school="school")
