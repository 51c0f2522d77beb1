from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "evidence"
    label = "evidence"
    verbose_name = "หลักฐาน"

    def ready(self) -> None:
        from core import audit, navigation
        from evidence import provider
        from evidence.own_proofs import EVIDENCE
        from evidence.proofs import register_source

        audit.register(
            {
                "evidence.added": "เก็บหลักฐาน {title}",
                "evidence.changed": "แก้ไขชื่อหรือคำอธิบายหลักฐาน",
                "evidence.withdrawn": "ถอนหลักฐาน: {reason}",
                "evidence.restored": "นำหลักฐานกลับมาใช้",
                "evidence.deleted": "ลบหลักฐานที่ยังไม่ได้ใช้ {title}",
                "evidence.attached": "ใช้เป็นหลักฐานของ {target}",
                "evidence.detached": "เลิกใช้เป็นหลักฐานของ {target}",
                "evidence.accepted": "รับเป็นหลักฐานของ {target}",
                "evidence.returned": "ส่งหลักฐานของ {target} กลับ: {reason}",
            }
        )
        provider.register()
        register_source(EVIDENCE)
        navigation.register(
            navigation.NavItem(
                "evidence", "หลักฐาน", "evidence:items", "paperclip", order=64,
                capabilities=("district.read", "school.read"),
            )
        )  # fmt: skip
