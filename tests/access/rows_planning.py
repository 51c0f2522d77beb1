"""Plans of office A: approved with a visit to school A1, sent and waiting, and a draft; a feed and a policy."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from core.thai.years import fiscal_range, fiscal_year
from supervision.planning import services
from tests.access.cast import Cast
from tests.factories import planning as make


def build(cast: Cast) -> None:
    """All of the supervisor of office A: the running year approved, last year's waiting, next year's a draft."""
    author, now, year = cast.users["supervisor"], timezone.now(), fiscal_year(cast.today)
    approvers = [cast.users["group_director"], cast.users["office_director"]]

    def day(of: int) -> object:
        return fiscal_range(of)[0] + timedelta(days=60)

    plan = make.approved(author, cast.a, [cast.a1], approvers, fiscal_year=year, now=now, on=day(year))
    sent = make.submitted(author, cast.a, [cast.a1], fiscal_year=year - 1, now=now, on=day(year - 1))
    draft = make.plan(author, cast.a, fiscal_year=year + 1, now=now)
    activity = make.activity(draft, author, now=now, result_basis="manual", target=Decimal(5))
    cast.rows |= {
        "plan": plan,
        "plan_sent": sent,
        "plan_draft": draft,
        "plan_activity": plan.activities.get(),
        "draft_activity": activity,
        "planned_visit": plan.activities.get().planned_visits.get(),
        "draft_visit": make.visits(activity, author, [cast.a1], on=day(year + 1), now=now)[0],
        "feed": services.open_feed(actor=author, district=cast.a, now=now),
        "policy": services.save_policy(
            actor=cast.users["group_director"],
            district=cast.a,
            fiscal_year=year,
            kind="focus",
            text="ห้องเรียนคุณภาพ",
            today=cast.today,
        ),
    }
