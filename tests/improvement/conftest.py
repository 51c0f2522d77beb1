"""A district with a programme whose procedure names every page of this app, two schools and their people."""

from datetime import date
from types import SimpleNamespace

import pytest

from processes.models import Procedure
from supervision.improvement import services
from tests.factories import base, improvement, procedures

PAGES = ("teams", "principals-meeting", "rollout", "cooperation", "mentoring")
YEAR = 2568
INSIDE = date(2025, 2, 3)


def a_model(director, district, *, code: str = "tumhome"):
    """A published model whose three steps carry the pages of this app."""
    procedure = procedures.published(director, district, level="office", name=f"กระบวนงาน {code}")
    Procedure.objects.filter(pk=procedure.pk).update(year_kind="fiscal")
    steps = list(procedure.versions.get().steps.order_by("position"))
    steps[0].pages, steps[1].pages = list(PAGES[:1]), list(PAGES[1:3])
    steps[2].pages, steps[0].title = list(PAGES[3:]), "สร้างทีมงาน (Teamwork : T)"
    for step in steps:
        step.save()
    model = improvement.a_quality_model(district, code=code, procedure=procedure)
    improvement.an_indicator_set(model)
    return model


@pytest.fixture
def year() -> SimpleNamespace:
    district = base.district()
    director = base.user("group_director", district)
    cluster = base.cluster(district)
    school = base.school(district, name="บ้านในกลุ่ม", cluster=cluster)
    other = base.school(district, name="บ้านนอกกลุ่ม")
    programme = services.open_programme(a_model(director, district), actor=director, year=YEAR)
    rows = {row.school_id: row for row in programme.participations.select_related("school", "programme")}
    return SimpleNamespace(
        district=district, director=director, supervisor=base.user("supervisor", district), cluster=cluster,
        school=school, other=other, principal=base.user("principal", school), stranger=base.user("principal", other),
        programme=programme, row=rows[school.pk], other_row=rows[other.pk],
    )  # fmt: skip
