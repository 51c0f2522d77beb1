"""The call for SARs, a school's SAR with its standards and items, and what was sent, said and decided about it."""

from qa.sar.models.call import SarCall
from qa.sar.models.proof import SarEvidence
from qa.sar.models.report import ANSWERED, EDITABLE, Sar, SarItem, SarLevel
from qa.sar.models.review import SarComment, SarRevision

__all__ = ["ANSWERED", "EDITABLE", "Sar", "SarCall", "SarComment", "SarEvidence", "SarItem", "SarLevel", "SarRevision"]
