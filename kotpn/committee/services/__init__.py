from kotpn.committee.services.committees import found_committee, pointer
from kotpn.committee.services.tenures import Seat, appoint

__all__ = ["Seat", "appoint", "found_committee", "pointer"]
