"""Names the acts on offices, schools and their lists for the trace, and lets pointers to them be followed."""

from core import audit

SENTENCES = {
    "district.created": "เปิดสำนักงานเขต",
    "district.settings": "แก้ไขการตั้งค่าสำนักงาน: {fields}",
    "district.garuda": "เปลี่ยนภาพตราครุฑ",
    "import.applied": "นำเข้า {file}: สร้าง {created} เปลี่ยน {changed} คงเดิม {unchanged} ไม่ได้นำเข้า {skipped} แถว",
    "school.created": "เพิ่มโรงเรียน",
    "school.edited": "แก้ไขข้อมูลโรงเรียน: {fields}",
    "school.renamed": "เปลี่ยนชื่อจาก {old_name} เป็น {new_name} มีผล {on}",
    "school.closed": "ปิดโรงเรียน มีผล {on}",
    "school.merged": "รวมกับ {other} มีผล {on}",
    "school.split": "แยกเป็น {other} มีผล {on}",
    "school.reopened": "เปิดโรงเรียนอีกครั้ง มีผล {on}",
    "school.moved": "ย้ายจาก {old} ไป {new} มีผล {on}",
    "school.counts": "แก้ไขจำนวนนักเรียนและครู ปีการศึกษา {year}",
    "list.added": "เพิ่ม{list}: {name}",
    "list.edited": "แก้ไข{list}: {name}",
}


def register() -> None:
    audit.register(SENTENCES)
    audit.register_reads({"export.taken": "ส่งออกข้อมูลเขตเป็นไฟล์ Excel"})
