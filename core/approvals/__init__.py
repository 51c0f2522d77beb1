"""Approvals: submissions fix a revision and its hash, decisions are made on that revision, one inbox shows what waits.

An app declares a concrete round and decision (core.models.approval), registers an `ApprovalKind` in `apps.ready()` and
calls `open_round`, `decide`, `withdraw` from its services. Who holds posts is told once by schools (`register_posts`).
"""

from core.approvals.bodies import Body, bodies_in, body_of, register_body
from core.approvals.content import Change, Segment, content_hash, diff, plain, short_hash
from core.approvals.history import Event, history
from core.approvals.inbox import InboxItem, inbox_for, register_inbox
from core.approvals.kinds import ApprovalKind, Posts, all_kinds, kind, posts, register_kind, register_posts
from core.approvals.lanes import first_asked
from core.approvals.outcome import OnSubject
from core.approvals.reminders import remind
from core.approvals.services import (
    Outcome,
    approve_many,
    decide,
    may_decide,
    open_round,
    open_round_of,
    resolve,
    withdraw,
)
from core.approvals.signing import lane_signers

__all__ = [
    "ApprovalKind",
    "Body",
    "Change",
    "Event",
    "InboxItem",
    "OnSubject",
    "Outcome",
    "Posts",
    "Segment",
    "all_kinds",
    "approve_many",
    "bodies_in",
    "body_of",
    "content_hash",
    "decide",
    "diff",
    "first_asked",
    "history",
    "inbox_for",
    "kind",
    "lane_signers",
    "may_decide",
    "open_round",
    "open_round_of",
    "plain",
    "posts",
    "register_body",
    "register_inbox",
    "register_kind",
    "register_posts",
    "remind",
    "resolve",
    "short_hash",
    "withdraw",
]
