"""What offices, schools, imports and lists tell the rest: names of acts, pointers, navigation."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.urls import reverse

from core import audit, navigation, pointers
from schools.models import District, ImportRun, School
from schools.permissions import can_change_settings, can_edit_school, can_import
from schools.services.garuda import KIND as GARUDA

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


def _provider(
    model: type[Model], url: Callable[[str], str], may_change: Callable[[Any, Any], bool], **more: Any
) -> pointers.Provider:
    rows: Any = model._default_manager

    def code(key: str) -> str:
        row = rows.get(pk=key)
        return row.code if isinstance(row, District) else row.district.code

    def changes(user: Any, key: str) -> bool:
        row = rows.filter(pk=key).first()
        return row is not None and may_change(user, row)

    return pointers.Provider(
        label=lambda key: str(rows.get(pk=key)),
        url=url,
        may_view=lambda user, key: rows.visible_to(user).filter(pk=key).exists(),
        may_change=changes,
        district_code=code,
        **more,
    )


def _settings_url(key: str) -> str:
    return reverse("schools:settings")


def register() -> None:
    audit.register(SENTENCES)
    audit.register_reads({"export.taken": "ส่งออกข้อมูลเขตเป็นไฟล์ Excel"})
    pointers.register_provider("district", _provider(District, _settings_url, can_change_settings))
    pointers.register_provider(
        GARUDA, _provider(District, _settings_url, can_change_settings, allow=("image",), max_files=1)
    )
    pointers.register_provider(
        "school", _provider(School, lambda key: reverse("schools:school", args=[key]), can_edit_school)
    )
    pointers.register_provider(
        "import",
        _provider(
            ImportRun,
            lambda key: reverse("schools:import", args=[key]),
            lambda user, run: can_import(user, run.district_id),
        ),
    )
    navigation.register(
        navigation.NavItem(
            "schools",
            "โรงเรียน",
            "schools:schools",
            "school",
            order=50,
            capabilities=("reference.read", "school.read"),
            tab=4,
            tab_label="โรงเรียน",
        ),
        navigation.NavItem(
            "lists",
            "รายการของสำนักงาน",
            "schools:lists",
            "list-details",
            order=120,
            section=navigation.SETTINGS,
            capabilities=("reference.read",),
        ),
        navigation.NavItem(
            "imports",
            "นำเข้าและส่งออก",
            "schools:imports",
            "file-import",
            order=130,
            section=navigation.SETTINGS,
            capabilities=("import.run",),
        ),
        navigation.NavItem(
            "settings",
            "ตั้งค่าสำนักงาน",
            "schools:settings",
            "settings",
            order=140,
            section=navigation.SETTINGS,
            capabilities=("settings.write",),
        ),
    )
