from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    name = "instruments"
    label = "instruments"
    verbose_name = "เครื่องมือนิเทศ"

    def ready(self) -> None:
        from core import audit, navigation  # noqa: PLC0415
        from instruments import provider  # noqa: PLC0415 (reads the models)
        from instruments.models import BandSet, Instrument, InstrumentVersion, Response  # noqa: PLC0415 (models load before ready)
        from instruments.services.reference import load_instruments  # noqa: PLC0415
        from schools import signals  # noqa: PLC0415
        from schools.scope import register_path  # noqa: PLC0415

        register_path(Instrument, district="district")
        register_path(BandSet, district="district")
        register_path(InstrumentVersion, district="instrument__district")
        register_path(Response, district="school__district", school="school")
        audit.register(
            {
                "bands.saved": "บันทึกเกณฑ์แปลผล",
                "bands.switched": "เปลี่ยนการใช้เกณฑ์แปลผล: {state}",
                "instrument.made": "สร้างเครื่องมือ",
                "instrument.drafted": "ทำร่างรุ่นใหม่ของเครื่องมือ",
                "instrument.written": "แก้ไขร่างของเครื่องมือ",
                "instrument.changed": "แก้ไขทะเบียนเครื่องมือ",
                "instrument.published": "เผยแพร่เครื่องมือ ตั้งแต่ปีการศึกษา {from}",
                "instrument.retired": "เลิกใช้รุ่นของเครื่องมือ",
                "instrument.draft_deleted": "ลบร่างของเครื่องมือ",
                "instrument.imported": "นำเข้าเครื่องมือจากแฟ้ม XLSForm",
            }
        )
        navigation.register(
            navigation.NavItem(
                "instruments", "เครื่องมือนิเทศ", "instruments:list", "forms", order=110, section=navigation.GROUP,
                capabilities=("district.read",),
            )
        )  # fmt: skip
        provider.register()
        signals.register_reference_loader("instruments", load_instruments)
