"""A published result of a programme, an announced award, nominations, a poll, and best practices."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from schools.models import District, Person, School
from supervision.improvement.models import Programme
from supervision.recognition import services
from supervision.recognition.models import Award, BestPractice, Nomination, Poll
from supervision.results.models import Edition, Evaluation, SchoolResult

Line = tuple[School, str, str, str, str]
"""School, percent, gain, colour, group."""


def a_published_result(programme: Programme, actor: Any, lines: list[Line]) -> Edition:
    """An edition as publishing leaves it; which services make it is tested where results are."""
    now = timezone.now()
    evaluation, _ = Evaluation.objects.get_or_create(
        programme=programme,
        defaults={
            "opens_on": programme.starts_on, "closes_on": programme.ends_on, "opened_by": actor, "updated_at": now,
        },
    )  # fmt: skip
    edition = Edition.objects.create(
        evaluation=evaluation, number=1, state=Edition.State.PUBLISHED, computed_at=now, published_by=actor,
        published_at=now,
    )  # fmt: skip
    held = {row.school_id: row for row in programme.participations.all()}
    SchoolResult.objects.bulk_create(
        SchoolResult(
            edition=edition, participation=held[school.pk], is_complete=True, percent=Decimal(percent),
            gain=Decimal(gain), colour=colour, group=group,
        )
        for school, percent, gain, colour, group in lines
    )  # fmt: skip
    return edition


def an_award(actor: Any, district: District, **values: Any) -> Award:
    return services.create_award(
        district, actor=actor, **{"name": "โรงเรียนคุณภาพดีเด่น", "way": Award.Way.CHOICE, "year": 2568, **values}
    )


def an_announced_award(actor: Any, district: District, schools: list[School], **values: Any) -> Award:
    """Given to these schools by choice, with the day on its certificates."""
    made = an_award(actor, district, **values)
    for school in schools:
        services.add_recipient(made, actor=actor, school=school, why="ผลงานเป็นที่ประจักษ์")
    return services.announce(made, actor=actor, dated_on=date(2025, 9, 30))


def an_open_award(actor: Any, district: District, **values: Any) -> Award:
    """That takes nominations."""
    return services.open_nominations(an_award(actor, district, **values), actor=actor)


def an_accepted_nomination(award: Award, *, by: Any, head: Any, school: School) -> Nomination:
    made = services.nominate(award, actor=by, school=school, reason="นักเรียนอ่านออกเขียนได้ทุกคน")
    return services.decide_nomination(made, actor=head, accept=True)


def a_poll(
    award: Award, actor: Any, *, groups: list[str], opens_at: datetime | None = None, hours: int = 24, **values: Any
) -> Poll:
    """Open since an hour ago unless told."""
    opens = opens_at or timezone.now() - timedelta(hours=1)
    return services.call_poll(
        award, actor=actor, groups=groups, opens_at=opens, closes_at=opens + timedelta(hours=hours), **values
    )


def a_person_with_account(user: Any, district: District) -> Person:
    return Person.objects.get(user=user, district=district)


def a_best_practice(school: School, actor: Any, *, title: str = "อ่านคล่องทุกเช้า", **values: Any) -> BestPractice:
    """A whole draft."""
    return services.write_practice(
        school, actor=actor, title=title,
        **{"background": "นักเรียนอ่านไม่คล่อง", "doing": "อ่านพร้อมกันทุกเช้า 15 นาที", "outcome": "อ่านคล่องขึ้นทุกชั้น", **values},
    )  # fmt: skip


def a_shown_practice(school: School, principal: Any, head: Any, **values: Any) -> BestPractice:
    made = services.submit_practice(a_best_practice(school, principal, **values), actor=principal)
    return services.show_practice(made, actor=head)
