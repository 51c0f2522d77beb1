"""Supplies, requisitions and repairs of office A, and trips of its supervisor, of its director and of office B."""

from datetime import timedelta

from office.stores import services as stores
from office.travel import services as travel
from office.travel.models import Trip
from tests.access.cast import Cast


def build(cast: Cast) -> None:
    users, today = cast.users, cast.today
    clerk, supervisor, two = users["clerk"], users["supervisor"], users["two"]
    me = cast.person("supervisor")
    item = stores.save_item(cast.a, actor=clerk, name="กระดาษทดสอบ", unit="รีม", opening=9, today=today)
    ask = {"actor": supervisor, "requester": me, "wanted": [(item, 1)]}
    waiting = stores.request_items(cast.a, purpose="รออนุมัติ", **ask)
    approved = stores.request_items(cast.a, purpose="รอจ่าย", **ask)
    stores.approve_requisition(approved, actor=two, quantities={})
    repair = stores.ask_procurement(cast.a, actor=supervisor, requester=me, kind="repair", title="ซ่อมเครื่องพิมพ์ทดสอบ")

    def trip(purpose: str, back: int, by: str = "supervisor") -> Trip:
        day = today - timedelta(days=back)
        return travel.request_trip(
            cast.a, actor=users[by], lead=cast.person(by), people=[], purpose=purpose, place="ที่ทดสอบ", starts_on=day,
            ends_on=day, starts_half="am", ends_half="pm",
        )  # fmt: skip

    made, reported = trip("รอรายงาน", 2), trip("รายงานแล้ว", 5)
    for row in (made, reported):
        travel.approve_trip(row, actor=two)
    travel.report_trip(reported, actor=supervisor, did="ทำแล้ว")
    cast.rows |= {
        "store_item": item, "requisition": waiting, "requisition_open": approved, "procurement": repair,
        "trip": trip("รออนุมัติ", 9), "trip_made": made, "trip_reported": reported,
        "trip_director": trip("ประชุม", 12, "office_director"),
    }  # fmt: skip
