from kotpn.minutes.models.minutes import Amendment, Entry, EntryVersion, Minutes, Remark
from kotpn.minutes.models.resolution import Resolution, ResolutionEvidence, ResolutionNote

__all__ = [
    "Amendment",
    "Entry",
    "EntryVersion",
    "Minutes",
    "Remark",
    "Resolution",
    "ResolutionEvidence",
    "ResolutionNote",
]
