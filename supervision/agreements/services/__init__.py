"""Acts on agreements: wording, issuing, signing, replacing, cancelling."""

from supervision.agreements.services.issuing import Outcome, Refused, issue, issue_all, new_edition
from supervision.agreements.services.signing import cancel, save_signers, sign, sign_many, take_back
from supervision.agreements.services.wording import save_text, shipped_text

__all__ = [
    "Outcome",
    "Refused",
    "cancel",
    "issue",
    "issue_all",
    "new_edition",
    "save_signers",
    "save_text",
    "shipped_text",
    "sign",
    "sign_many",
    "take_back",
]
