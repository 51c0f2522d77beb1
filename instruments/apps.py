from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    name = "instruments"
    label = "instruments"
    verbose_name = "เครื่องมือนิเทศ"

    def ready(self) -> None:
        from instruments.models import InstrumentVersion, Response  # noqa: PLC0415 (models load before ready)
        from instruments.services.reference import load_instruments  # noqa: PLC0415
        from schools import signals  # noqa: PLC0415
        from schools.scope import register_path  # noqa: PLC0415

        register_path(InstrumentVersion, district="instrument__district")
        register_path(Response, district="school__district", school="school")
        signals.register_reference_loader("instruments", load_instruments)
