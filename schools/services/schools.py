"""A school is entered or its facts are corrected. What has a date and consequences is in `lifecycle`."""

from datetime import date
from decimal import Decimal
from typing import Any, cast

from django.db import transaction
from django.db.models import Field
from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed
from core.pointers import Pointer
from core.thai.sorting import sort_key
from schools.importing import cells
from schools.models import Amphoe, Cluster, District, School, SchoolChange
from schools.permissions import can_edit_school, can_open_school
from schools.services.refusals import explained

EDITABLE = (
    "code10",
    "smis8",
    "name_breaks",
    "amphoe",
    "tambon",
    "kind",
    "level_from",
    "level_to",
    "latitude",
    "longitude",
    "opened_on",
)
BREAK = "·"
TAKEN = {
    "one_school_per_code10": ("มีโรงเรียนที่ใช้รหัสนี้อยู่แล้วในเขตนี้", "code10"),
    "one_school_per_smis8": ("มีโรงเรียนที่ใช้รหัส SMIS นี้อยู่แล้วในเขตนี้", "smis8"),
}


def school_pointer(school: School) -> Pointer:
    return Pointer("school", str(school.pk), school.name)


def clean_name(text: str) -> str:
    name = cells.text(text, most=1000)
    if not name:
        raise DomainError("กรุณากรอกชื่อโรงเรียน", field="name")
    if len(name) > 200:
        raise DomainError("ชื่อโรงเรียนยาวเกิน 200 ตัวอักษร", field="name")
    return name


def _levels(values: dict[str, Any]) -> None:
    first, last = values.get("level_from", ""), values.get("level_to", "")
    if bool(first) != bool(last):
        raise DomainError("ระบุระดับที่เปิดสอนให้ครบทั้งระดับแรกและระดับสุดท้าย", field="level_to" if first else "level_from")
    if first:
        try:
            values["level_from"], values["level_to"] = cells.levels(f"{first}-{last}")
        except DomainError as error:
            raise DomainError(error.message, field="level_from") from None


def clean_values(values: dict[str, Any], *, district: District, name: str) -> dict[str, Any]:
    """The rules of an import, for a form: the same codes, levels and degrees are refused with the same words."""
    clean = dict(values)
    for key, digits, reason in (("code10", 10, "รหัสโรงเรียนไม่ครบ 10 หลัก"), ("smis8", 8, "รหัส SMIS ไม่ครบ 8 หลัก")):
        if key in clean:
            try:
                clean[key] = None if cells.is_blank(clean[key]) else cells.code(clean[key], digits, reason)
            except DomainError as error:
                raise DomainError(error.message, field=key) from None
    for key, bounds, what in (("latitude", cells.LATITUDES, "ละติจูด"), ("longitude", cells.LONGITUDES, "ลองจิจูด")):
        value = clean.get(key)
        if value is not None and not bounds[0] <= Decimal(value) <= bounds[1]:
            raise DomainError(f"{what}นอกช่วง", field=key)
    _levels(clean)
    if (amphoe := clean.get("amphoe")) is not None and amphoe.district_id != district.pk:
        raise DomainError("อำเภอนี้ไม่ได้อยู่ในเขตนี้", field="amphoe")
    marks = clean.get("name_breaks", "")
    if marks and marks.replace(BREAK, "") != name:
        raise DomainError(f"เมื่อตัดเครื่องหมาย {BREAK} ออกแล้วต้องตรงกับชื่อโรงเรียน", field="name_breaks")
    return clean


@transaction.atomic
def create_school(
    district: District,
    *,
    actor: Any,
    name: str,
    cluster: Cluster | None,
    amphoe: Amphoe | None = None,
    opened_on: date | None = None,
    **values: Any,
) -> School:
    """Enter a school of the office; `values` are fields of EDITABLE."""
    if actor is not audit.SYSTEM and not can_open_school(actor, district):
        raise NotAllowed("ท่านเพิ่มโรงเรียนของเขตนี้ไม่ได้")
    if cluster is not None and cluster.district_id != district.pk:
        raise DomainError("กลุ่มนี้ไม่ได้อยู่ในเขตนี้", field="cluster")
    name = clean_name(name)
    clean = clean_values({**values, "amphoe": amphoe, "opened_on": opened_on}, district=district, name=name)
    with explained(TAKEN):
        school = School.objects.create(
            district=district, name=name, name_sort=sort_key(name)[:400], cluster=cluster, **clean
        )
    SchoolChange.objects.create(
        school=school,
        kind=SchoolChange.Kind.OPENED,
        effective_on=opened_on or timezone.localdate(),
        new_name=name,
        made_by=None if actor is audit.SYSTEM else actor,
        made_at=timezone.now(),
    )
    audit.record(actor=actor, action="school.created", target=school_pointer(school), district_code=district.code)
    return school


@transaction.atomic
def edit_school(school: School, *, actor: Any, values: dict[str, Any]) -> School:
    """Correct facts (fields of EDITABLE); returns the school as saved."""
    school = School.objects.select_for_update(of=("self",)).select_related("district").get(pk=school.pk)
    if actor is not audit.SYSTEM and not can_edit_school(actor, school):
        raise NotAllowed("ท่านแก้ไขข้อมูลของโรงเรียนนี้ไม่ได้")
    if unknown := set(values) - set(EDITABLE):
        raise ValueError(f"not editable: {sorted(unknown)}")
    clean = clean_values(values, district=school.district, name=school.name)
    changed = [name for name, value in clean.items() if getattr(school, name) != value]
    if not changed:
        return school
    before = {name: str(getattr(school, name) or "") for name in changed}
    for name in changed:
        setattr(school, name, clean[name])
    with explained(TAKEN):
        school.save(update_fields=changed)
    labels = [str(cast("Field[Any, Any]", School._meta.get_field(name)).verbose_name) for name in changed]
    audit.record(
        actor=actor,
        action="school.edited",
        target=school_pointer(school),
        district_code=school.district.code,
        data={"fields": ", ".join(labels), "before": before},
    )
    return school
