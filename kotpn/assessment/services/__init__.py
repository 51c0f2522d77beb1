"""Acts on self-assessments of the office."""

from kotpn.assessment.services.assessments import begin

__all__ = ["begin"]
