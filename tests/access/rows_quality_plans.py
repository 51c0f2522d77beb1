"""Quality plans of office A: one being written, one sent, one approved; their years do not meet."""

from qa.plans.models import Indicator
from tests.access.cast import Cast
from tests.factories import quality_plans


def build(cast: Cast) -> None:
    author = cast.users["supervisor"]
    chain = cast.users["group_director"], cast.users["office_director"]
    draft = quality_plans.draft(author, cast.a, year=2575, title="แผนร่าง")
    cast.rows |= {
        "quality_approved": quality_plans.approved(author, cast.a, *chain, year=2569, title="แผนอนุมัติ"),
        "quality_sent": quality_plans.submitted(author, cast.a, year=2572, title="แผนที่ส่ง"),
        "quality_draft": draft,
        "quality_indicator": Indicator.objects.get(strategy__plan=draft),
    }
