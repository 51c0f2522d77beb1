"""Acts on self-assessments of the office."""

from kotpn.assessment.services.announcing import announce, watch
from kotpn.assessment.services.approval import (
    ASSESSMENT_KIND,
    cancel,
    decide,
    mark_sent,
    reopen,
    submit,
    withdraw,
)
from kotpn.assessment.services.assessments import begin, judge_level, name_owner, set_closing
from kotpn.assessment.services.common import assessment_pointer
from kotpn.assessment.services.proofs import (
    accept,
    accept_all,
    drop,
    explain_no_evidence,
    hang,
    refuse,
    state_carried_out,
    unhang,
)
from kotpn.assessment.services.sentences import (
    change_sentence,
    drop_sentence,
    move_sentence,
    refresh_sentence,
    use_drafts,
    write_sentence,
)

__all__ = [
    "ASSESSMENT_KIND",
    "accept",
    "accept_all",
    "announce",
    "assessment_pointer",
    "begin",
    "cancel",
    "change_sentence",
    "decide",
    "drop",
    "drop_sentence",
    "explain_no_evidence",
    "hang",
    "judge_level",
    "mark_sent",
    "move_sentence",
    "name_owner",
    "refresh_sentence",
    "refuse",
    "reopen",
    "set_closing",
    "state_carried_out",
    "submit",
    "unhang",
    "use_drafts",
    "watch",
    "withdraw",
    "write_sentence",
]
