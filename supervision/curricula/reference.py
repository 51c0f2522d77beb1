"""Shipped kinds of curricula; what an office has is left as the office made it."""

from schools.models import District
from schools.services.reference import add_shipped, in_order
from supervision.curricula.models import CurriculumKind

KINDS = (
    ("basic", "หลักสูตรสถานศึกษาขั้นพื้นฐาน", "basic"),
    ("early", "หลักสูตรสถานศึกษาปฐมวัย", "early"),
    ("local", "หลักสูตรท้องถิ่น", "none"),
    ("anti-corruption", "หลักสูตรต้านทุจริตศึกษา", "all"),
    ("special", "หลักสูตรการศึกษาพิเศษและเรียนรวม", "none"),
)


def load_kinds(district: District) -> int:
    rows = ({"key": key, "name": name, "expected": expected} for key, name, expected in KINDS)
    return add_shipped(CurriculumKind, district, in_order(rows))
