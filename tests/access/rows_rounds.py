"""`round` is open for the schools of A1's cluster; its row `round_entry` is being filled in. `round_sent` is A1's row
in another round, sent; `round_draft` a draft; `round_apply` waits for schools to apply."""

from datetime import timedelta

from tests.access.cast import Cast
from tests.factories import rounds


def build(cast: Cast) -> None:
    director, principal, today = cast.users["group_director"], cast.users["principal_a1"], cast.today
    days = {"opens_on": today - timedelta(days=3), "due_on": today + timedelta(days=10)}
    here = {"audience": "cluster", "chosen": [str(cast.key("cluster"))], **days}
    opened = rounds.opened(director, cast.a, title="รอบที่เปิด", **here)
    entry = rounds.entry_of(opened, cast.a1)
    sheet = rounds.sheet(entry, principal, on=today)
    answered = rounds.opened(director, cast.a, title="รอบที่ส่งแล้ว", **here)
    cast.rows |= {
        "round": opened,
        "round_entry": entry,
        "round_sheet": sheet,
        "round_sent": rounds.sent(answered, cast.a1, principal, on=today),
        "round_draft": rounds.draft(director, cast.a, title="รอบร่าง", **here),
        "round_apply": rounds.opened(director, cast.a, title="รอบรับสมัคร", audience="apply", **days),
    }
