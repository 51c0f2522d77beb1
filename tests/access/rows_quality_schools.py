"""Office A: a year whose plan waits for the director of the group, and one whose plan was sent by letter."""

from supervision.quality_schools import services
from tests.access.cast import Cast
from tests.factories import quality_schools as factory


def build(cast: Cast) -> None:
    secretary, rows = cast.users["committee_secretary"], cast.rows
    year = factory.with_school(secretary, cast.a, cast.a1, year=2566)
    rows["quality_school_year"] = year
    rows["quality_school_plan"] = factory.submitted(secretary, year)
    deciders = [cast.users["group_director"], cast.users["office_director"]]
    sent = factory.with_school(secretary, cast.a, cast.a1, year=2565)
    rows["quality_school_year_sent"] = sent
    rows["quality_plan_sent"] = factory.approved(secretary, sent, deciders)
    rows["quality_dispatch"] = factory.sent(secretary, rows["quality_plan_sent"], cast.today)
    rows["quality_school_year_open"] = factory.with_school(secretary, cast.a, cast.a1, year=2564)
    services.write_report(sent, actor=secretary, texts={"result": "สำเร็จ"})
