"""Letters of office A, one handed to its supervisor; a circular to the office and school A1, and a draft."""

from datetime import timedelta

from office.circulars import services as circulars
from office.letters import services
from tests.access.cast import Cast


def build(cast: Cast) -> None:
    head, clerk = cast.users["group_director"], cast.users["clerk"]
    given = {"actor": clerk, "direction": "in", "sender": "หน่วยงานทดสอบ", "receiver": "กลุ่มทดสอบ"}
    letter = services.register_letter(
        cast.a, registered_on=cast.today - timedelta(days=1), subject="หนังสือทดสอบ", **given
    )  # fmt: skip
    routed = services.register_letter(cast.a, registered_on=cast.today, subject="หนังสือที่มอบแล้ว", secrecy=1, **given)
    services.route_letter(routed, actor=head, people=[cast.person("supervisor")])
    sent = circulars.draft_circular(
        cast.a, actor=clerk, title="หนังสือเวียนทดสอบ", school_audience="picked", schools=[cast.a1.pk]
    )
    circulars.send_circular(sent, actor=clerk)
    draft = circulars.draft_circular(cast.a, actor=clerk, title="ร่างหนังสือเวียนทดสอบ")
    cast.rows |= {
        "letter": letter, "letter_routed": routed, "circular_sent": sent, "circular_draft": draft,
        "letter_person": cast.person("supervisor"),
    }  # fmt: skip
