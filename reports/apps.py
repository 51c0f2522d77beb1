from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    label = "reports"
    verbose_name = "เอกสารและรายงาน"

    def ready(self) -> None:
        from core import audit, navigation
        from reports import records, registry

        audit.register({"report.requested": "สั่งออกเอกสาร", "report.cancelled": "ยกเลิกการออกเอกสาร"})
        audit.register_reads({"report.downloaded": "ดาวน์โหลดเอกสาร"})
        navigation.register(
            navigation.NavItem(
                "documents",
                "เอกสารและรายงาน",
                "reports:list",
                "printer",
                order=80,
                capabilities=("report.run", "report.school.run", "desk.write"),
            )
        )
        records.register()
        registry.autodiscover()
