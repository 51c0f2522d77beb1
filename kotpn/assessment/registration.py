"""What this app tells the others when the program starts."""

from kotpn.assessment.models import Assessment, IssueAnswer
from schools.scope import register_path


def register_all() -> None:
    register_path(Assessment, district="district", named=("answers__owner",))
    register_path(IssueAnswer, district="assessment__district", named=("assessment__answers__owner",))
