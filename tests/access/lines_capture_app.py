"""The offline app's own files: public, for they hold no word about anybody."""

from tests.access.cast import EVERYONE
from tests.access.matrix import Line

LINES = [
    Line("service-worker", open_to_all=True, ok=EVERYONE),
    Line("manifest", open_to_all=True, ok=EVERYONE),
    Line("capture:app", open_to_all=True, ok=EVERYONE),
    Line("capture:prepare", open_to_all=True, ok=EVERYONE),
    Line("capture:new", open_to_all=True, ok=EVERYONE),
    Line("capture:page", lambda c: {"rest": "any/"}, open_to_all=True, ok=EVERYONE),
    Line("capture:no-signal", open_to_all=True, ok=EVERYONE),
]
