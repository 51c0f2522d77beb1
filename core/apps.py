from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    label = "core"
    verbose_name = "ระบบกลาง"

    def ready(self) -> None:
        from core import audit
        from core.navigation import SETTINGS, NavItem, register

        register(
            NavItem(
                "audit", "บันทึกการใช้งาน", "core:audit", "history", order=190, section=SETTINGS,
                capabilities=("settings.write",),
            )
        )  # fmt: skip

        audit.register(
            {
                "approval.opened": "ส่งฉบับที่ {revision} ให้พิจารณา",
                "approval.approved": "เห็นชอบฉบับที่ {revision} ในลำดับ {post}",
                "approval.closed": "ฉบับที่ {revision} ได้รับอนุมัติครบทุกลำดับ",
                "approval.returned": "ตีกลับฉบับที่ {revision}: {reason}",
                "approval.withdrawn": "ถอนคืนฉบับที่ {revision}",
                "approval.passed": "ข้ามลำดับ {post} ของฉบับที่ {revision} ({why})",
                "approval.reminded": "เตือน {post} ให้พิจารณาฉบับที่ {revision}",
                "approval.escalated": "แจ้งผู้บังคับบัญชาเหนือ {post} ว่าฉบับที่ {revision} ค้างพิจารณา",
                "file.added": "แนบไฟล์ {name}",
                "file.removed": "นำไฟล์ {name} ออก",
                "file.infected": "พบไวรัส {found} ในไฟล์ {name} กักไว้แล้ว",
            }
        )
        audit.register_reads({"file.downloaded": "ดาวน์โหลดไฟล์ {name}", "file.opened": "เปิดดูไฟล์ {name}"})
