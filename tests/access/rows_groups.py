"""Office A: the running fiscal year opened, a task of the supervisor and one of the clerk, a published report of a
group, a training log."""

from django.utils import timezone

from core.thai.years import fiscal_year
from supervision.groups import services
from supervision.groups.models import GroupYear
from tests.access.cast import Cast
from tests.factories import groups as make


def build(cast: Cast) -> None:
    head, now, rows = cast.users["group_director"], timezone.now(), cast.rows
    rows["desk_group"] = make.a_work_group(cast.a, number=91, name="กลุ่มงานทดสอบ", tasks=2)
    rows["desk_subject"] = make.a_subject_group(cast.a, name="กลุ่มสาระทดสอบ")
    years = make.opened(head, cast.a, year=fiscal_year(cast.today), now=now)
    of_group = [row for row in years if row.task and row.task.work_group_id == rows["desk_group"].pk]
    rows["task_year"], rows["task_clerk"] = of_group
    services.set_owners(rows["task_clerk"], actor=head, people=[cast.person("clerk")], now=now)
    services.set_owners(rows["task_year"], actor=head, people=[cast.person("supervisor")], now=now)
    make.done(rows["task_year"], head, now=now)
    group = GroupYear.objects.get(work_group=rows["desk_group"])
    services.save_summary(group, actor=head, summary="สรุป", now=now)
    rows["group_year"] = services.publish_group(group, actor=head, schools=True, public=True, now=now)
    rows["subject_line"] = rows["desk_subject"].lines.first()
    rows["training"] = make.a_training(cast.person("supervisor"), cast.users["supervisor"], on=cast.today)
