"""Standard sets: what schools are measured by, and with which words."""

from qa.standards.models.sets import EducationLevel, ScaleLevel, Standard, StandardSet, StandardTie

__all__ = ["EducationLevel", "ScaleLevel", "Standard", "StandardSet", "StandardTie"]
