"""Standard sets: what schools are measured by, and with which words; how the office makes some of them its own."""

from qa.standards.models.district import DistrictPaper, QualitySettings
from qa.standards.models.school import SchoolStandards, SchoolTarget
from qa.standards.models.sets import EducationLevel, ScaleLevel, Standard, StandardSet, StandardTie

__all__ = [
    "DistrictPaper",
    "EducationLevel",
    "QualitySettings",
    "ScaleLevel",
    "SchoolStandards",
    "SchoolTarget",
    "Standard",
    "StandardSet",
    "StandardTie",
]
