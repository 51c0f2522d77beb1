"""Templates of agendas: shipped to every office, changed by the office."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from core import audit
from core.errors import DomainError, needed
from core.pointers import Pointer
from kotpn.committee.models import Committee
from kotpn.meetings.models import AgendaTemplate, AgendaTemplateSection, SectionKind
from kotpn.meetings.services.base import must_keep
from schools.models import District
from schools.services.locks import lock_district

_SHIPPED = Path(__file__).resolve().parent.parent / "reference" / "agenda_templates.yaml"
MOST_SECTIONS = 15


def load_templates(district: District) -> int:
    """The shipped templates an office does not have yet; one it changed or renamed stays as the office left it."""
    keys = set(AgendaTemplate.objects.filter(district=district).values_list("reference_key", flat=True))
    names = set(AgendaTemplate.objects.filter(district=district).values_list("name", flat=True))
    added = 0
    for entry in yaml.safe_load(_SHIPPED.read_text(encoding="utf-8"))["templates"]:
        if entry["key"] in keys or entry["name"] in names:
            continue
        made = AgendaTemplate.objects.create(district=district, name=entry["name"], reference_key=entry["key"])
        _lay(made, entry["sections"])
        added += 1
    return added


def _lay(template: AgendaTemplate, parts: Sequence[Sequence[str]]) -> None:
    template.sections.all().delete()
    AgendaTemplateSection.objects.bulk_create(
        AgendaTemplateSection(template=template, position=place, kind=kind, heading=heading)
        for place, (kind, heading) in enumerate(parts, start=1)
    )


@transaction.atomic
def save_template(
    district: District, *, actor: Any, name: str, sections: Sequence[tuple[str, str]],
    committee: Committee | None = None, is_active: bool = True, template: AgendaTemplate | None = None,
) -> AgendaTemplate:  # fmt: skip
    """A new template, or `template` changed; meetings already called keep their sections. The same new name again is
    the template that is there."""
    must_keep(actor, district)
    lock_district(district.pk)
    name = needed(" ".join(name.split()), "กรุณาตั้งชื่อแบบ", field="name")
    parts = [(kind, " ".join(heading.split()) or str(SectionKind(kind).label)) for kind, heading in sections]
    if not parts:
        raise DomainError("กรุณาใส่หัวข้ออย่างน้อยหนึ่งหัวข้อ", field="sections")
    if len(parts) > MOST_SECTIONS:
        raise DomainError(f"มีหัวข้อได้ไม่เกิน {MOST_SECTIONS} หัวข้อ", field="sections")
    if committee is not None and committee.district_id != district.pk:
        raise DomainError("เลือกได้เฉพาะองค์คณะของสำนักงานนี้", field="committee")
    same = AgendaTemplate.objects.filter(district=district, name=name).first()
    if same is not None and (template is None or same.pk != template.pk):
        if template is None and list(same.sections.values_list("kind", "heading")) == parts:
            return same
        raise DomainError("มีแบบชื่อนี้แล้ว", field="name")
    row = template or AgendaTemplate(district=district)
    row.name, row.committee, row.is_active = name, committee, is_active
    row.save()
    _lay(row, parts)
    audit.record(
        actor=actor, action="agenda_template.saved", target=Pointer("agenda_template", str(row.pk), name),
        district_code=district.code, data={"name": name},
    )  # fmt: skip
    return row
