"""A monitoring plan and a report of office A's committee, both drafts; and a report noted by it and published to A1 and
to everyone."""

from datetime import time, timedelta

from kotpn.committee.queries import main_committee
from kotpn.minutes.services.resolutions import record_resolution
from kotpn.monitoring import services
from supervision.field.queries import fiscal_period
from tests.access.cast import Cast
from tests.factories import kotpn


def build(cast: Cast) -> None:
    secretary, director = cast.users["committee_secretary"], cast.users["group_director"]
    day = cast.today - timedelta(days=10)
    committee = main_committee(cast.a) or kotpn.a_committee(
        secretary, cast.a, starts_on=cast.today - timedelta(days=400)
    )
    plan = services.begin_plan(committee, actor=secretary, fiscal_year=2568)
    line = services.add_line(plan, actor=secretary, fields=services.LineFields(area="academic", topic="การอ่าน"))
    draft = services.begin_report(committee, actor=secretary, period=fiscal_period(2566))
    told = services.begin_report(committee, actor=secretary, period=fiscal_period(2567))
    areas = {area: {"found": "ผล"} for area in ("academic", "budget", "personnel", "general")}
    services.save_report(told, actor=secretary, texts={"summary": "สรุป"}, areas=areas)
    services.send_report(told, actor=secretary)
    meeting = kotpn.a_meeting(secretary, committee, held_on=day, at=time(13, 15))
    item = kotpn.an_item(secretary, meeting, kind="inform", source=services.report_pointer(told))
    kotpn.opened(secretary, meeting)
    record_resolution(item, actor=secretary, kind="note", text="รับทราบ", at=time(14, 0))
    services.publish(told, actor=director, schools=[cast.a1], public=True)
    told.refresh_from_db()
    cast.rows |= {
        "monitoring_plan": plan, "monitoring_line": line, "monitoring_draft": draft, "monitoring_told": told,
    }  # fmt: skip
