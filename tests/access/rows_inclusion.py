"""Counts of school A1 being written, and sent the year before; a line of coordination of office A."""

from supervision.inclusion import services
from tests.access.cast import Cast
from tests.factories import inclusion


def build(cast: Cast) -> None:
    principal, rows = cast.users["principal_a1"], cast.rows
    draft = inclusion.a_year(principal, cast.a1, year=2569)
    rows["inclusion_draft"] = draft
    rows["inclusion_help"] = services.add_help(draft, actor=principal, kind="staff", text="จัดพี่เลี้ยง", pupils=3)
    rows["inclusion_sent"] = inclusion.a_sent_year(principal, cast.a1, year=2568)
    rows["inclusion_school"] = cast.a1
    rows["coordination"] = services.write_coordination(
        cast.a, actor=cast.users["supervisor"], done_on=cast.today, about="ขอวิทยากร", body_text="ศูนย์การศึกษาพิเศษ"
    )
