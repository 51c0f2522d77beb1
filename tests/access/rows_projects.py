"""Office A: a project that runs with a draft round and an open one A1 applied to, one planned, one done."""

from supervision.projects import services
from tests.access.cast import Cast
from tests.factories import projects as factory


def build(cast: Cast) -> None:
    head, rows = cast.users["group_director"], cast.rows
    row = factory.running(head, cast.a, project=factory.a_project(cast.a, name="โครงการที่ดำเนินงาน"))
    rows["project_year"] = row
    rows["project_activity"] = row.activities.get()
    rows["project_spending"] = services.spend(
        row, actor=head, values={"spent_on": cast.today, "title": "วัสดุ", "amount": 100}
    )
    rows["project_place"] = services.add_school(row, cast.a1, actor=head)
    rows["project_planned"] = factory.planned(head, cast.a, project=factory.a_project(cast.a, name="โครงการที่เตรียม"))
    rows["project_done"] = factory.done(head, cast.a, project=factory.a_project(cast.a, name="โครงการที่สิ้นสุด"))
    rows["project_round"] = factory.an_open_round(head, row, title="เปิดรับ")
    rows["project_draft_round"] = factory.a_round(head, row, title="ร่าง")
    rows["project_application"] = services.apply(
        rows["project_round"], cast.a1, actor=cast.users["principal_a1"], text="พร้อม"
    )
