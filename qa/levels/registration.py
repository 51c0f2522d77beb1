"""What this app tells the others when the program starts."""

from core import audit
from qa.levels.models import SchoolLevel
from schools.scope import register_path


def register_all() -> None:
    register_path(SchoolLevel, district="school__district", school="school")
    audit.register({"levels.recorded": "บันทึกระดับคุณภาพ {level} ปีการศึกษา {year} ({source}): {word}"})
