"""Demo offices: a large one and a small neighbour, opened and filled through the services everyone uses."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core import audit
from schools.demo_rows import FIRST_OFFICE, SECOND_OFFICE, TWO_OFFICES, DemoOffice, break_marks, rows_of
from schools.exporting import workbook
from schools.importing.service import confirm, receive
from schools.models import Cluster, District, School, Team
from schools.services.districts import create_district
from schools.services.schools import edit_school
from schools.services.teams import create_team, proposed_members

# Printed by `make run`; a demo has no secrets, and seeding refuses to run on a production server.
PASSWORD = "nithet-demo-1"  # noqa: S105 (told to everybody who runs the demo)


@dataclass(frozen=True)
class SignIn:
    """A demo account worth trying, as it is printed: Thai post, e-mail."""

    post: str
    email: str


@dataclass
class DemoContext:
    """Handed from app to app in import order. `districts` by code, filled by schools; `sign_ins` are printed at the
    end; `say` tells the terminal what is going on."""

    today: date = field(default_factory=timezone.localdate)
    password: str = PASSWORD
    districts: dict[str, District] = field(default_factory=dict)
    sign_ins: list[SignIn] = field(default_factory=list)
    say: Callable[[str], None] = lambda line: None

    @property
    def first(self) -> District:
        """The large demo office."""
        return self.districts[FIRST_OFFICE.code]

    @property
    def second(self) -> District:
        """The small neighbour, which must see nothing of the first."""
        return self.districts[SECOND_OFFICE.code]


SIGN_INS = (
    SignIn("ศึกษานิเทศก์", f"supervisor01@{FIRST_OFFICE.domain}"),
    SignIn("ผอ.กลุ่มนิเทศฯ", f"head@{FIRST_OFFICE.domain}"),
    SignIn("ผอ.สพท.", f"director@{FIRST_OFFICE.domain}"),
    SignIn("รอง ผอ.สพท.", f"deputy@{FIRST_OFFICE.domain}"),
    SignIn("เลขานุการ ก.ต.ป.น.", f"secretary@{FIRST_OFFICE.domain}"),
    SignIn("กรรมการ ก.ต.ป.น.", f"member01@{FIRST_OFFICE.domain}"),
    SignIn("เจ้าหน้าที่ธุรการ", f"clerk@{FIRST_OFFICE.domain}"),
    SignIn("ผู้ดูแลระบบ", f"admin@{FIRST_OFFICE.domain}"),
    SignIn("ผอ.โรงเรียน", f"school001@{FIRST_OFFICE.domain}"),
    SignIn("ครู", f"teacher001@{FIRST_OFFICE.domain}"),
    SignIn("สองเขต: ศึกษานิเทศก์ เขต 1 และ ผอ.สพท. เขต 2", TWO_OFFICES),
    SignIn("ผอ.กลุ่มนิเทศฯ เขต 2", f"head@{SECOND_OFFICE.domain}"),
)


def seed(context: DemoContext) -> None:
    """Open and fill both offices; one that exists is left as it is, so a second run changes nothing."""
    for office in (FIRST_OFFICE, SECOND_OFFICE):
        district = District.objects.filter(code=office.code).select_related("settings").first()
        if district is None or not School.objects.of_district(district).exists():
            context.say(f"{office.code}: {office.schools} schools")
            district = _fill(office, context)
        context.districts[office.code] = district
    context.sign_ins += SIGN_INS


@transaction.atomic  # an office filled by half would be taken for a filled one by the next run
def _fill(office: DemoOffice, context: DemoContext) -> District:
    district = District.objects.filter(code=office.code).first() or create_district(
        office.code, office.name, actor=audit.SYSTEM, short_name=office.short_name, today=context.today
    )
    rows = rows_of(office, context.today)
    run, _ = receive(workbook(rows), district, actor=audit.SYSTEM, name=f"{office.code}.xlsx", today=context.today)
    confirm(run, actor=audit.SYSTEM, today=context.today)
    marks = break_marks(office)
    for school in School.objects.of_district(district).filter(name__in=marks):
        edit_school(school, actor=audit.SYSTEM, values={"name_breaks": marks[school.name]})
    for cluster in Cluster.objects.of_district(district):
        members = [(seat.person, seat.duty) for seat in proposed_members(cluster, context.today)]
        create_team(
            actor=audit.SYSTEM, district=district, name=f"ทีมนิเทศ{cluster}", kind=Team.Kind.PERMANENT,
            cluster=cluster, starts_on=context.today, purpose="นิเทศ ติดตาม และประเมินผลโรงเรียนในกลุ่ม", members=members,
        )  # fmt: skip
    # One hash for all: hashing a password a hundred times would take half the time of the whole demo.
    emails = [row["email"] for row in rows["people"] if row.get("email")]
    User.objects.filter(email__in=emails, people__district=district).update(
        # Demo addresses lead nowhere, so nothing is mailed to them.
        password=make_password(context.password),
        notify_by_email=False,
    )
    return district
