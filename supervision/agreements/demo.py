"""Demo agreements: every school of every year; the finished year signed by all, the running one under way."""

from datetime import timedelta

from core.bulk import many_acts
from schools.demo import DemoContext
from schools.queries import holders, holders_kept
from supervision.agreements import services
from supervision.agreements.models import Agreement
from supervision.improvement.models import Programme


def seed(context: DemoContext) -> None:
    """Standing programmes of both offices that have none yet; one without schools is left alone."""
    for district in (context.first, context.second):
        for programme in Programme.objects.of_district(district).standing().order_by("year"):
            if programme.is_open and not Agreement.objects.of_programme(programme).exists():
                with many_acts(), holders_kept():
                    _fill(programme, context)


def _fill(programme: Programme, context: DemoContext) -> None:
    today = context.today
    head = holders("group_director", programme.district, today)[0]
    day = min(programme.starts_on + timedelta(days=45), programme.ends_on, today)
    made = services.issue_all(programme, actor=head, dated=day, use_office=True).made
    if not made:
        return
    keys = [row.pk for row in made]
    finished = programme.ends_on < today
    both = keys if finished else keys[: len(keys) * 7 // 10]
    services.sign_many(programme, actor=head, keys=both, act="sign", on=day, today=today)
    if not finished:
        own = keys[len(both) : len(both) + len(keys) * 15 // 100]
        if own:
            services.sign_many(programme, actor=head, keys=own, act="school_sign", on=day, today=today)
        if len(made) > 1:
            reason = "ปรับค่าเป้าหมายตามผลการทดสอบที่ประกาศภายหลัง"
            services.new_edition(made[-1], actor=head, dated=day, reason=reason, use_office=True)
    context.say(f"{programme.district.code}: {len(made)} agreements of {programme.name}")
