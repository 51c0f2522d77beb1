"""Internal supervision of school A1, and the summary its principal sent."""

from datetime import timedelta

from core.thai.years import academic_term
from supervision.rounds import services
from tests.access.cast import Cast
from tests.factories import base, internal


def build(cast: Cast) -> None:
    """`internal_planned` and `internal_draft` are observed by the teacher of A1, `internal_recorded` is about them."""
    principal, staff = cast.users["principal_a1"], cast.users["staff_a1"]
    given = {"on": cast.today - timedelta(days=5), "observer": cast.person("staff_a1")}
    colleague = base.person(cast.a, school=cast.a1)
    year, term = academic_term(cast.today)
    recorded = internal.planned(
        principal, cast.a1, on=given["on"], observer=colleague, teacher=cast.person("staff_a1"),
        version=internal.form(cast.a1, "active-learning"),
    )  # fmt: skip
    recorded = services.save_record(
        recorded, actor=principal, values={"strengths": "สอนดี"}, answers=internal.answers(recorded.version)
    )
    cast.rows |= {
        "internal_planned": internal.planned(principal, cast.a1, **given),
        "internal_draft": internal.drafted(staff, principal, cast.a1, **given),
        "internal_recorded": services.record_internal(recorded, actor=principal),
        "internal_summary": internal.summary(principal, cast.a1, on=cast.today, year=year, term=term),
    }
