from django.apps import AppConfig


class ProcessesConfig(AppConfig):
    name = "processes"
    label = "processes"
    verbose_name = "กระบวนงานและการติดตาม"

    def ready(self) -> None:
        from core import audit, navigation
        from core.approvals import register_inbox
        from evidence.proofs import register_source
        from processes import blocks, inbox, proof, provider
        from processes.models import Action, Run
        from processes.services.reference import load_procedures
        from processes.yearly_proofs import RUNS, STEPS
        from schools import signals
        from schools.scope import register_path

        register_path(Action, district="district", school="school", named=("owner",))
        register_path(Run, district="district", school="school", named=("steps__owner",))
        signals.register_reference_loader("procedures", load_procedures)
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
                "procedure.made": "สร้างกระบวนงาน",
                "procedure.drafted": "ทำร่างกระบวนงานรุ่นใหม่",
                "procedure.written": "แก้ไขร่างกระบวนงาน",
                "procedure.published": "ประกาศใช้กระบวนงานรุ่นที่ {number}",
                "procedure.retired": "เลิกใช้กระบวนงาน",
                "procedure.used": "นำกระบวนงานกลับมาใช้",
                "procedure.draft_deleted": "ลบร่างกระบวนงาน",
                "procedure.runs_opened": "เปิดการดำเนินงานปี {year} จำนวน {count} แห่ง",
                "procedure_run.step": "{step}: {state}",
                "procedure_run.cancelled": "ยกเลิกการดำเนินงาน: {reason}",
            }
        )
        register_inbox("action", inbox.source)
        provider.register()
        proof.register()
        register_source(RUNS)
        register_source(STEPS)
        blocks.fill()
        navigation.register(
            navigation.NavItem(
                "actions", "เรื่องที่ต้องติดตาม", "processes:actions", "flag", order=65,
                capabilities=("district.read", "school.read"),
            )
        )  # fmt: skip
        navigation.register(
            navigation.NavItem(
                "procedures", "กระบวนงาน", "processes:procedures", "sitemap", order=66,
                capabilities=("district.read", "school.read"),
            )
        )  # fmt: skip
