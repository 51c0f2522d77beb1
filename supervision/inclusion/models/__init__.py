from supervision.inclusion.models.coordination import Coordination
from supervision.inclusion.models.counts import DisabilityKind, HelpLine, InclusionYear, KindCount

__all__ = ["Coordination", "DisabilityKind", "HelpLine", "InclusionYear", "KindCount"]
