"""What pages and papers ask of self-assessments."""

from kotpn.assessment.queries.content import place_names, result_of, snapshot

__all__ = ["place_names", "result_of", "snapshot"]
