"""Acts on committees, their tenures, members and powers."""

from kotpn.committee.services.access import LetIn, let_in, shut_out
from kotpn.committee.services.committees import RULES, change_committee, found_committee, pointer
from kotpn.committee.services.members import (
    add_member,
    add_substitute,
    change_member,
    drop_substitute,
    end_seat,
    replace_member,
)
from kotpn.committee.services.people import Newcomer
from kotpn.committee.services.powers import load_powers, save_power
from kotpn.committee.services.tenures import (
    Seat,
    SeatRefused,
    appoint,
    change_tenure,
    delete_tenure,
    end_tenure,
    tenure_pointer,
    years_later,
)
from kotpn.committee.services.warnings import warn_of_ends

__all__ = [
    "RULES",
    "LetIn",
    "Newcomer",
    "Seat",
    "SeatRefused",
    "add_member",
    "add_substitute",
    "appoint",
    "change_committee",
    "change_member",
    "change_tenure",
    "delete_tenure",
    "drop_substitute",
    "end_seat",
    "end_tenure",
    "found_committee",
    "let_in",
    "load_powers",
    "pointer",
    "replace_member",
    "save_power",
    "shut_out",
    "tenure_pointer",
    "warn_of_ends",
    "years_later",
]
