"""What this app tells the others when the program starts."""

from django.db.models import Q

from core import audit
from qa.levels.models import ExternalResult, ExternalRound, LevelImport, SchoolLevel
from schools.models import School
from schools.scope import register_path


def register_all() -> None:
    register_path(SchoolLevel, district="school__district", school="school")
    register_path(LevelImport, district="district", read=("import.run",))
    register_path(ExternalRound, district="district", school=_of_own_office)
    register_path(ExternalResult, district="school__district", school="school")
    audit.register(
        {
            "levels.recorded": "บันทึกระดับคุณภาพ {level} ปีการศึกษา {year} ({source}): {word}",
            "levels.imported": "นำเข้าระดับคุณภาพ {level} ปีการศึกษา {year} ({source}) {rows} รายการ ขาด {missing} โรงเรียน",
            "external.round_saved": "บันทึกรอบการประเมินภายนอก",
            "external.result_saved": "บันทึกผลการประเมินภายนอก ระดับ{level}: {word}",
        }
    )


def _of_own_office(keys: frozenset[int]) -> Q:
    """A school reads the rounds of its own office."""
    return Q(district__in=School.objects.filter(pk__in=keys).values("district"))
