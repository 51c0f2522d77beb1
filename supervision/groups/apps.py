from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "supervision.groups"
    label = "groups"
    verbose_name = "งานของกลุ่มงาน"

    def ready(self) -> None:
        from supervision.groups import registration  # noqa: PLC0415 (models load before ready)

        registration.register_all()
