"""What this app tells the others when the program starts."""

from qa.standards.models import Standard
from qa.standards.services.reference import load_standard_sets
from schools.scope import register_path
from schools.signals import register_reference_loader


def register_all() -> None:
    register_path(Standard, district="set__district")
    register_reference_loader("standard sets", load_standard_sets)
