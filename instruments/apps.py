from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    name = "instruments"
    label = "instruments"
    verbose_name = "เครื่องมือนิเทศ"

    def ready(self) -> None:
        from core import audit, navigation
        from instruments import provider
        from instruments.models import BandSet, Instrument, InstrumentVersion, Response
        from instruments.services.reference import load_instruments
        from schools import signals
        from schools.scope import register_path

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
