"""The working pages this app offers to the steps of a model."""

from collections.abc import Callable

from django.urls import reverse

from supervision.improvement.models import Participation, Programme
from supervision.improvement.queries import meetings, mentoring, work
from supervision.improvement.working import WorkingPage, register_working_page


def _office(name: str) -> Callable[[Programme], str]:
    return lambda programme: reverse(f"improvement:{name}", args=[programme.pk])


def _school(name: str) -> Callable[[Participation], str]:
    return lambda participation: reverse(f"improvement:{name}", args=[participation.pk])


PAGES = (
    WorkingPage(
        "teams", "ทีมงาน", _office("teams"), _school("school-teams"), work.teams_standing, work.school_teams_standing
    ),
    WorkingPage(
        meetings.PAGE, "ประชุมผู้บริหารโรงเรียน", _office("meetings"), _school("school-meetings"), meetings.standing,
        meetings.school_standing,
    ),
    WorkingPage(
        "rollout", "แผนการขับเคลื่อน", _office("rollout"),
        lambda participation: reverse("improvement:rollout", args=[participation.programme_id]), work.rollout_standing,
    ),
    WorkingPage(
        "cooperation", "บันทึกความร่วมมือ", _office("cooperation"), _school("school-cooperation"),
        work.cooperation_standing, work.school_cooperation_standing,
    ),
    WorkingPage(
        "mentoring", "ลงพื้นที่ให้คำปรึกษา", _office("mentoring"), _school("school-mentoring"), mentoring.standing,
        mentoring.school_standing,
    ),
)  # fmt: skip


def register() -> None:
    """Called once, in `apps.ready()`."""
    for page in PAGES:
        register_working_page(page)
