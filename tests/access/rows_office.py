"""A draft and an issued order of office A, a piece of its structure, and one of its outside register."""

from datetime import timedelta

from office.orders import services
from office.structure.services import save_channel, save_post, save_seat, save_unit
from schools.services import outside
from tests.access.cast import Cast


def build(cast: Cast) -> None:
    head, clerk = cast.users["group_director"], cast.users["clerk"]
    draft = services.draft_order(cast.a, actor=head, title="ร่างคำสั่งทดสอบ")
    group = services.save_group(draft, actor=head, heading="คณะทำงาน")
    line = services.save_person(draft, actor=head, group=group.pk, name="ผู้ร่วมงาน ทดสอบ")
    issued = services.draft_order(cast.a, actor=head, title="คำสั่งทดสอบ")
    names = services.save_group(issued, actor=head, heading="คณะกรรมการ")
    for name in ("committee_member", "principal_a1"):
        services.save_person(issued, actor=head, group=names.pk, person=cast.person(name))
    services.issue_order(issued, actor=clerk, dated=cast.today - timedelta(days=1))
    unit = save_unit(cast.a, actor=head, name="กลุ่มทดสอบ", position=1)
    post = save_post(cast.a, actor=head, title="ผู้อำนวยการกลุ่มทดสอบ", position=1, unit=unit)
    channel = save_channel(cast.a, actor=head, kind="line", name="กลุ่ม LINE ทดสอบ", use="แจ้งข่าว", position=1)
    body = outside.save_body(cast.a, actor=clerk, kind="local", name="องค์การบริหารส่วนตำบลทดสอบ")
    cast.rows |= {
        "order_draft": draft, "order_group": group, "order_line": line, "order_issued": issued, "unit": unit,
        "channel": channel,
        "post": post, "board_seat": save_seat(cast.a, actor=head, position=1, post=post), "outside_body": body,
        "outside_person": outside.save_person(cast.a, actor=clerk, first_name="ภายนอก", last_name="ทดสอบ", body=body),
    }  # fmt: skip
