"""Acts of recognition: one function each."""

from supervision.recognition.services.awards import (
    add_recipient,
    announce,
    apply_rule,
    cancel_award,
    create_award,
    edit_award,
    open_nominations,
    remove_recipient,
    revoke_recipient,
)
from supervision.recognition.services.certificates import cancel_certificate, issue_certificates
from supervision.recognition.services.nominations import decide_nomination, nominate, withdraw_nomination
from supervision.recognition.services.polls import ABSTAIN, call_poll, cancel_poll, close_poll, honour_option, vote
from supervision.recognition.services.practices import (
    edit_practice,
    lacking,
    return_practice,
    show_practice,
    submit_practice,
    withdraw_practice,
    write_practice,
)
from supervision.recognition.services.sharing import call_sharing, present

__all__ = [
    "ABSTAIN",
    "add_recipient",
    "announce",
    "apply_rule",
    "call_poll",
    "call_sharing",
    "cancel_award",
    "cancel_certificate",
    "cancel_poll",
    "close_poll",
    "create_award",
    "decide_nomination",
    "edit_award",
    "edit_practice",
    "honour_option",
    "issue_certificates",
    "lacking",
    "nominate",
    "open_nominations",
    "present",
    "remove_recipient",
    "return_practice",
    "revoke_recipient",
    "show_practice",
    "submit_practice",
    "vote",
    "withdraw_nomination",
    "withdraw_practice",
    "write_practice",
]
