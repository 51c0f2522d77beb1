"""What silences a checker says why, on its own line: whoever reads it must not have to guess."""

import re
import tokenize

from tests.conventions.sources import ROOT, own_files

SILENCES = re.compile(r"#\s*(?:type:\s*ignore|noqa)")
WITH_REASON = re.compile(
    r"# type: ignore\[[a-z, -]+\]  # \S+ \S"
    r"|# noqa: [A-Z0-9, ]+ (?:\(\S+ \S.*\)|- \S+ \S|# \S+ \S)"
)


def test_each_says_why() -> None:
    silent = []
    for path in own_files(".py"):
        with path.open("rb") as source:
            for token in tokenize.tokenize(source.readline):
                said = token.string if token.type == tokenize.COMMENT else ""
                if SILENCES.search(said) and not WITH_REASON.search(said):
                    silent.append(f"{path.relative_to(ROOT)}:{token.start[0]} {said}")
    assert not silent, "\n".join(silent)
