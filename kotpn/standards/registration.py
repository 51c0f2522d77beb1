"""What this app tells the others when the program starts."""

from kotpn.standards.models import Indicator, Issue, LevelRule, OfficeStandard, OfficeStandardSet, ProofLine
from kotpn.standards.services.reference import load_office_sets
from schools.scope import register_path
from schools.signals import register_reference_loader


def register_all() -> None:
    register_path(OfficeStandardSet, district="district")
    register_path(OfficeStandard, district="set__district")
    register_path(Indicator, district="standard__set__district")
    register_path(LevelRule, district="indicator__standard__set__district")
    register_path(Issue, district="indicator__standard__set__district")
    register_path(ProofLine, district="issue__indicator__standard__set__district")
    register_reference_loader("office standard sets", load_office_sets)
