"""Shipped kinds of curricula; what an office has is left as the office made it."""

from django.db import transaction

from schools.models import District
from schools.services.locks import lock_district
from supervision.curricula.models import CurriculumKind

KINDS = (
    ("basic", "หลักสูตรสถานศึกษาขั้นพื้นฐาน", "basic"),
    ("early", "หลักสูตรสถานศึกษาปฐมวัย", "early"),
    ("local", "หลักสูตรท้องถิ่น", "none"),
    ("anti-corruption", "หลักสูตรต้านทุจริตศึกษา", "all"),
    ("special", "หลักสูตรการศึกษาพิเศษและเรียนรวม", "none"),
)


@transaction.atomic
def load_kinds(district: District) -> int:
    """Add the kinds the office does not have; safe to run twice."""
    lock_district(district.pk)
    held = CurriculumKind.objects.of_district(district)
    keys, names = set(held.values_list("reference_key", flat=True)), set(held.values_list("name", flat=True))
    rows = [
        CurriculumKind(district=district, name=name, expected=expected, position=position, reference_key=key)
        for position, (key, name, expected) in enumerate(KINDS, start=1)
        if key not in keys and name not in names
    ]
    return len(CurriculumKind.objects.bulk_create(rows))
