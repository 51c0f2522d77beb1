"""People, appointments, assignments and teams of office A."""

from schools.models import SubjectGroup, Team
from tests.access.cast import Cast
from tests.factories import base


def build(cast: Cast) -> None:
    """Rows of people, appointments, assignments and teams, all of school A1 or office A."""
    supervisor = cast.person("supervisor")
    team = Team.objects.create(
        district=cast.a, name="ทีมนิเทศที่ 1", kind="permanent", cluster=cast.rows["cluster"], starts_on=base.LONG_AGO
    )
    thai, _ = SubjectGroup.objects.get_or_create(district=cast.a, name="ภาษาไทย", defaults={"position": 1})
    cast.rows |= {
        "teacher": base.person(cast.a, school=cast.a1, name="ครูหนึ่ง ทดสอบ"),
        "officer": base.person(cast.a, name="เจ้าหน้าที่หนึ่ง ทดสอบ"),
        "supervisor": supervisor,
        "appointment": base.appoint(base.person(cast.a, name="ศึกษานิเทศก์สอง ทดสอบ"), "supervisor"),
        "assignment": base.assign(supervisor, cast.rows["cluster"]),
        "assignment_a2": base.assign(supervisor, cast.a2),
        "subject_group": thai,
        "team": team,
        "team_member": team.members.create(person=supervisor),
    }
    team.members.create(person=cast.person("committee_member"), duty="กรรมการ", position=1)
    officer_b = base.person(cast.b, name="เจ้าหน้าที่ข้าง ทดสอบ")
    cast.rows |= {"officer_b": officer_b, "assignment_b": base.assign(officer_b, cast.rows["cluster_b"])}
