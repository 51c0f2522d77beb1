from django.apps import AppConfig


class ProcessesConfig(AppConfig):
    name = "processes"
    label = "processes"
    verbose_name = "กระบวนงานและการติดตาม"

    def ready(self) -> None:
        from core import audit, navigation  # noqa: PLC0415 (models load before ready)
        from core.approvals import register_inbox  # noqa: PLC0415
        from processes import inbox, provider  # noqa: PLC0415
        from processes.models import Action  # noqa: PLC0415
        from schools.scope import register_path  # noqa: PLC0415

        register_path(Action, district="district", school="school", named=("owner",))
        audit.register(
            {
                "action.opened": "เปิดเรื่องให้ดำเนินการ",
                "action.drafted": "ร่างคำตอบให้ผู้อำนวยการโรงเรียนส่ง",
                "action.updated": "แก้ไขเรื่องที่ต้องดำเนินการ",
                "action.done": "แจ้งผลการดำเนินการ",
                "action.closed": "ปิดเรื่อง",
                "action.returned": "ส่งคืนให้ดำเนินการต่อ: {reason}",
                "action.reopened": "เปิดเรื่องใหม่: {reason}",
                "action.cancelled": "ยกเลิกเรื่อง: {reason}",
            }
        )
        register_inbox("action", inbox.source)
        provider.register()
        navigation.register(
            navigation.NavItem(
                "actions", "เรื่องที่ต้องติดตาม", "processes:actions", "flag", order=65,
                capabilities=("district.read", "school.read"),
            )
        )  # fmt: skip
