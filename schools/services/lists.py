"""The office's own lists, edited by the office: add a row, change a row, switch it off. Nothing in use is deleted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from core import audit
from core.errors import DomainError, NotAllowed
from core.pointers import Pointer
from core.thai.sorting import sort_key
from schools.models import (
    AcademicTerm,
    Amphoe,
    Cluster,
    District,
    Project,
    SizeBand,
    SizeScheme,
    SubjectGroup,
    WorkGroup,
    WorkTask,
)
from schools.permissions import can_edit_lists
from schools.services.reference import number_sort
from schools.services.refusals import explained


@dataclass(frozen=True)
class OfficeList:
    """One editable list: its address, its Thai name for a row, the fields people fill in."""

    key: str
    model: type[models.Model]
    title: str
    one: str
    fields: tuple[str, ...]
    # Where the rows lead to their office; a task does so through its work group.
    district: str = "district"


LISTS: dict[str, OfficeList] = {
    entry.key: entry
    for entry in (
        OfficeList("clusters", Cluster, "กลุ่มโรงเรียน", "กลุ่มโรงเรียน", ("name", "position", "is_active")),
        OfficeList("amphoes", Amphoe, "อำเภอ", "อำเภอ", ("name",)),
        OfficeList("work-groups", WorkGroup, "กลุ่มงาน", "กลุ่มงาน", ("number", "name", "is_active", "note")),
        OfficeList(
            "tasks",
            WorkTask,
            "งานตามกลุ่มงาน",
            "งาน",
            ("work_group", "number", "name", "is_active", "note"),
            "work_group__district",
        ),
        OfficeList("subject-groups", SubjectGroup, "กลุ่มสาระการเรียนรู้", "กลุ่มสาระ", ("position", "name", "is_active")),
        OfficeList("projects", Project, "โครงการ", "โครงการ", ("number", "name", "is_active", "note")),
        OfficeList(
            "terms", AcademicTerm, "ปีการศึกษาและภาคเรียน", "ภาคเรียน", ("academic_year", "term", "starts_on", "ends_on")
        ),
        OfficeList("size-schemes", SizeScheme, "เกณฑ์ขนาดโรงเรียน", "เกณฑ์", ("name", "source")),
    )
}
_SAME_NAME = ("มีชื่อนี้อยู่แล้ว", "name")
REFUSALS: dict[str, tuple[str, str | None]] = {
    "one_cluster_per_name": _SAME_NAME,
    "one_amphoe_per_name": _SAME_NAME,
    "one_work_group_per_name": _SAME_NAME,
    "one_subject_group_per_name": _SAME_NAME,
    "one_project_per_name": _SAME_NAME,
    "one_size_scheme_per_name": _SAME_NAME,
    "one_task_per_number": ("มีงานเลขนี้ในกลุ่มงานนี้อยู่แล้ว", "number"),
    "one_row_per_term": ("มีภาคเรียนนี้ของปีการศึกษานี้อยู่แล้ว", "term"),
    "term_ends_after_start": ("วันปิดภาคเรียนต้องไม่ก่อนวันเปิดภาคเรียน", "ends_on"),
    "terms_do_not_overlap": ("ช่วงวันทับกับภาคเรียนอื่น", "starts_on"),
}


def register_list(entry: OfficeList, refusals: Mapping[str, tuple[str, str | None]]) -> None:
    """An app to the right adds a list of its own, with what its constraints refuse; called in `apps.ready()`."""
    LISTS[entry.key] = entry
    REFUSALS.update(refusals)


def rows_of(entry: OfficeList, district: District) -> Any:
    return entry.model._default_manager.filter(**{entry.district: district})


def _fill(entry: OfficeList, row: Any, values: Mapping[str, Any], district: District) -> list[str]:
    if unknown := set(values) - set(entry.fields):
        raise ValueError(f"not fields of {entry.key}: {sorted(unknown)}")
    clean: dict[str, Any] = {k: " ".join(v.split()) if isinstance(v, str) else v for k, v in values.items()}
    if "name" in clean and not clean["name"]:
        raise DomainError("กรุณากรอกชื่อ", field="name")
    group: Any = clean.get("work_group")
    if group is not None and group.district_id != district.pk:
        raise DomainError("กลุ่มงานนี้ไม่ใช่ของเขตนี้", field="work_group")
    is_new = row.pk is None
    changed = [key for key, value in clean.items() if is_new or getattr(row, key) != value]
    for key in changed:
        setattr(row, key, clean[key])
    if hasattr(row, "name_sort") and "name" in changed:
        row.name_sort = sort_key(row.name)[: row._meta.get_field("name_sort").max_length]
        changed.append("name_sort")
    if hasattr(row, "number_sort") and "number" in changed:
        row.number_sort = number_sort(row.number)
        changed.append("number_sort")
    return changed


def _traced(entry: OfficeList, row: Any, *, actor: Any, action: str, district: District) -> None:
    audit.record(
        actor=actor,
        action=action,
        target=Pointer(f"list.{entry.key}", str(row.pk), str(row)),
        district_code=district.code,
        data={"list": entry.one, "name": str(row)},
    )


def _check(actor: Any, district: District) -> None:
    if actor is not audit.SYSTEM and not can_edit_lists(actor, district):
        raise NotAllowed("ท่านแก้ไขข้อมูลอ้างอิงของเขตนี้ไม่ได้")


@transaction.atomic
def add_row(entry: OfficeList, district: District, *, actor: Any, values: Mapping[str, Any]) -> Any:
    """A new row of the list; `values` are its `fields`. DomainError for a name or number that is taken."""
    _check(actor, district)
    row = entry.model() if entry.district != "district" else entry.model(district=district)
    _fill(entry, row, values, district)
    with explained(REFUSALS):
        row.save()
    _traced(entry, row, actor=actor, action="list.added", district=district)
    return row


@transaction.atomic
def edit_row(entry: OfficeList, row: Any, district: District, *, actor: Any, values: Mapping[str, Any]) -> Any:
    """Change a row; a shipped row stays known by its key, so loading reference data again leaves the office's words."""
    _check(actor, district)
    row = rows_of(entry, district).select_for_update(of=("self",)).get(pk=row.pk)
    changed = _fill(entry, row, values, district)
    if changed:
        with explained(REFUSALS):
            row.save(update_fields=changed)
        _traced(entry, row, actor=actor, action="list.edited", district=district)
    return row


@transaction.atomic
def set_bands(scheme: SizeScheme, *, actor: Any, bands: Mapping[int, str]) -> None:
    """Replace a scheme's bands: lowest number of pupils → label. The lowest must be 0, so every school has a band."""
    district = scheme.district
    _check(actor, district)
    if not bands or min(bands) != 0:
        raise DomainError("แถบแรกต้องเริ่มที่ 0 คน เพื่อให้ทุกโรงเรียนมีขนาด", field="bands")
    if any(not label.strip() for label in bands.values()):
        raise DomainError("ทุกแถบต้องมีชื่อขนาด", field="bands")
    SizeScheme.objects.select_for_update().get(pk=scheme.pk)
    SizeBand.objects.filter(scheme=scheme).delete()
    SizeBand.objects.bulk_create(
        SizeBand(scheme=scheme, at_least=low, label=bands[low].strip()[:60]) for low in sorted(bands)
    )
    _traced(LISTS["size-schemes"], scheme, actor=actor, action="list.edited", district=district)
