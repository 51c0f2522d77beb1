"""Visits of school A1 at every step, one sheet of its own teacher, and an action."""

from datetime import timedelta

from supervision.field import services
from tests.access.cast import Cast
from tests.factories import field


def build(cast: Cast) -> None:
    """`visit` is a draft of supervisor A, `visit_sent` waits for the principal, `visit_seen` for the director,
    `visit_closed` is closed; all at A1."""
    author, principal, director = (cast.users[name] for name in ("supervisor", "principal_a1", "group_director"))
    on = cast.today - timedelta(days=10)
    draft = field.draft(author, cast.a1, on=on)
    sheet = field.sheet(draft, author)
    own_finding = field.finding(draft, author)
    seen = field.draft(author, cast.a1, on=on)
    field.finding(seen, author)
    seen = services.submit_visit(seen, actor=author, now=field.at(on, 15))
    action = seen.findings.get().action
    seen = services.acknowledge_visit(seen, actor=principal, now=field.at(on, 16))
    advice = services.save_advice(
        actor=director, instrument=sheet.version.instrument, item_code="q01", at_most=2, finding="ห้องเรียนไม่สะอาด"
    )
    cast.rows |= {
        "advice": advice,
        "visit": draft,
        "visit_sheet": sheet,
        "visit_finding": own_finding,
        "visit_sent": field.submitted(author, cast.a1, on=on),
        "visit_seen": seen,
        "visit_closed": field.closed(author, cast.a1, principal, director, on=on),
        "action": action,
    }
