"""Self-assessments of the office: the office reads, its keepers write, an owner writes the own issue, the chain
decides; schools and other offices do not know of them."""

from tests.access.cast import COMMITTEE_A, DESK_A, DIRECTORS_A, EVERYONE, OFFICE_A, OFFICE_B
from tests.access.matrix import Build, Line

KEEPERS_A = DIRECTORS_A | {"committee_secretary"}
KEEPERS_B = frozenset({"group_director_b"})
# The clerk answers for the first issue (rows_assessment).
OWNER = DESK_A
READERS_A = OFFICE_A | OWNER
OTHERS = EVERYONE - READERS_A
# Named on an order (rows_office), so reads papers somewhere.
NAMED = frozenset({"principal_a1"})
DECIDERS_A = OFFICE_A & {"group_director", "deputy_director", "office_director", "two"}
DECIDERS_B = frozenset({"group_director_b", "office_director_b"})


def of(**more: str) -> Build:
    return lambda cast: {"pk": cast.key("assessment"), **{name: cast.key(row) for name, row in more.items()}}


WHOLE, ISSUE, PROOF = of(), of(answer="assessment_answer"), of(line="assessment_line")
USE = of(answer="assessment_answer", use="assessment_use")
SENTENCE = of(answer="assessment_answer", sentence="assessment_sentence")


def section(code: str) -> Build:
    return lambda cast: {**ISSUE(cast), "section": code}


def kept(name: str, *, page: bool = True, rows: Build = WHOLE) -> list[Line]:
    """An act of who runs the office's assessments, with its page."""
    post = Line(f"assessment:{name}", rows, ok=KEEPERS_A, hidden=KEEPERS_B, method="post", answers=(422,))
    return [*([Line(f"assessment:{name}", rows, ok=KEEPERS_A, hidden=KEEPERS_B)] if page else []), post]


def written(name: str, rows: Build, *, page: bool = False, ok: frozenset[str] = KEEPERS_A | OWNER) -> list[Line]:
    """An act on an issue, of its owner too, with its page where it has one."""
    post = Line(f"assessment:{name}", rows, ok=ok, hidden=OTHERS, method="post", answers=(422,))
    return [*([Line(f"assessment:{name}", rows, ok=ok, hidden=OTHERS)] if page else []), post]


LINES = [
    Line("assessment:index", ok=OFFICE_A | OFFICE_B | COMMITTEE_A | DESK_A | NAMED),
    Line("assessment:begin", ok=KEEPERS_A | KEEPERS_B),
    Line("assessment:begin", ok=KEEPERS_A | KEEPERS_B, method="post", answers=(422,)),
    *(Line(f"assessment:{name}", WHOLE, ok=READERS_A, hidden=OTHERS) for name in ("assessment", "rules", "versions")),
    Line("assessment:line", PROOF, ok=READERS_A, hidden=OTHERS),
    *(line for name in ("closing", "level", "reopen", "sent", "cancel") for line in kept(name)),
    *kept("submit", page=False),
    Line("assessment:withdraw", lambda cast: {"pk": cast.key("assessment_sent")},
         ok=frozenset({"committee_secretary"}), hidden=KEEPERS_B, method="post"),
    Line("assessment:decide", WHOLE, ok=DECIDERS_A, hidden=DECIDERS_B, method="post",
         data=lambda cast: {"decision": "approved", "revision": 1}),
    *kept("owner", rows=ISSUE),
    *written("line-accept", PROOF, page=True),
    *written("line-refuse", PROOF),
    *written("line-drop", PROOF),
    Line("assessment:carried", ISSUE, ok=KEEPERS_A | OWNER, hidden=OTHERS, method="post",
         data=lambda cast: {"carried": "1"}),
    *written("accept-all", ISSUE),
    *written("no-evidence", ISSUE, page=True),
    # The clerk fills no store of evidence.
    *written("hang", ISSUE, page=True, ok=KEEPERS_A),
    *written("unhang", USE, ok=KEEPERS_A),
    *written("drafts", section("method")),
    *written("drafts-edit", section("method"), page=True),
    *written("sentence-new", section("opinion"), page=True),
    *written("sentence", SENTENCE, page=True),
    *written("sentence-drop", SENTENCE),
    *written("sentence-refresh", SENTENCE),
    *written("sentence-move", SENTENCE),
]  # fmt: skip
