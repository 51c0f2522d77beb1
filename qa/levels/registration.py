"""What this app tells the others when the program starts."""

from qa.levels.models import SchoolLevel
from schools.scope import register_path


def register_all() -> None:
    register_path(SchoolLevel, district="school__district", school="school")
