"""Frame, account and installation: what everybody signed in may open, and what needs no account."""

from django.utils import timezone

from core.models import Notice
from tests.access.cast import EVERYONE, Cast
from tests.access.matrix import Line


def notice(cast: Cast) -> dict[str, object]:
    """A notice to the supervisor of office A."""
    user = cast.users["supervisor"]
    values = {"code": "test", "title": "ทดสอบ", "created_at": timezone.now()}
    row, _ = Notice.objects.get_or_create(recipient=user, dedupe_key="access-matrix", defaults=values)
    return {"pk": row.pk}


LINES = [
    Line("healthz", open_to_all=True, ok=EVERYONE, answers=(503,)),
    Line("home", ok=EVERYONE),
    Line("menu", ok=EVERYONE),
    Line("search", ok=EVERYONE, query=lambda c: {"q": "โรงเรียน"}),
    # Choosing an office one holds nothing in changes nothing: tests/schools/test_district_switch.py.
    Line("switch-district", ok=EVERYONE, method="post", data=lambda c: {"district": c.b.pk}),
    Line("core:notices", ok=EVERYONE),
    Line("core:notices-read", ok=EVERYONE, method="post"),
    Line("core:notice-open", notice, ok=frozenset({"supervisor"}), hidden=EVERYONE - {"supervisor"}, method="post"),
    Line("core:look", ok=EVERYONE),
    Line("accounts:sign-in", open_to_all=True, ok=EVERYONE),
    Line("accounts:sign-out", ok=EVERYONE, method="post", ends_at_sign_in=True),
    Line("accounts:password", ok=EVERYONE),
    Line("accounts:profile", ok=EVERYONE),
    Line("accounts:forgotten", open_to_all=True, ok=EVERYONE),
    Line("accounts:forgotten-sent", open_to_all=True, ok=EVERYONE),
    Line("accounts:new-password", lambda c: {"uidb64": "MQ", "token": "set-password"}, open_to_all=True, ok=EVERYONE),
    Line("accounts:new-password-done", open_to_all=True, ok=EVERYONE),
]
