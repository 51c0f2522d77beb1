"""What this app tells the others when the program starts."""

from kotpn.standards.models import Indicator, Issue, LevelRule, OfficeStandard, OfficeStandardSet, ProofLine
from schools.scope import register_path


def register_all() -> None:
    register_path(OfficeStandardSet, district="district")
    register_path(OfficeStandard, district="set__district")
    register_path(Indicator, district="standard__set__district")
    register_path(LevelRule, district="indicator__standard__set__district")
    register_path(Issue, district="indicator__standard__set__district")
    register_path(ProofLine, district="issue__indicator__standard__set__district")
