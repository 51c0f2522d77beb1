"""District, cluster, school, person, account, appointment: what every other factory stands on."""

from datetime import date
from itertools import count
from typing import Any

from accounts.models import User
from accounts.roles import DISTRICT, ROLES
from core.thai.sorting import sort_key
from schools.models import (
    AcademicTerm,
    Amphoe,
    Appointment,
    Assignment,
    Cluster,
    District,
    DistrictSettings,
    Person,
    School,
)

PASSWORD = "รหัสผ่านของชุดทดสอบ-2567"
LONG_AGO = date(2020, 10, 1)
_number = count(1)


def district(*, code: str = "", name: str = "", **settings: Any) -> District:
    """An office with its settings row; keyword arguments beyond code and name go to the settings."""
    number = next(_number)
    made = District.objects.create(
        code=code or f"T{number:03}",
        name=name or f"สำนักงานเขตพื้นที่การศึกษาประถมศึกษาทดสอบ เขต {number}",
        short_name=name or f"สพป.ทดสอบ เขต {number}",
    )
    DistrictSettings.objects.create(district=made, **settings)
    return made


def term(
    of: District, *, year: int = 2567, number: int = 1, starts_on: date | None = None, ends_on: date | None = None
) -> AcademicTerm:
    """A term; term 1 is 16 May to 10 October, term 2 is 1 November to 31 March."""
    first, last = (
        (date(year - 543, 5, 16), date(year - 543, 10, 10))
        if number == 1
        else (date(year - 543, 11, 1), date(year - 542, 3, 31))
    )
    return AcademicTerm.objects.create(
        district=of, academic_year=year, term=number, starts_on=starts_on or first, ends_on=ends_on or last
    )


def cluster(of: District, *, name: str = "") -> Cluster:
    name = name or f"กลุ่มโรงเรียนที่ {next(_number)}"
    return Cluster.objects.create(district=of, name=name, name_sort=sort_key(name))


def amphoe(of: District, *, name: str = "") -> Amphoe:
    name = name or f"อำเภอที่ {next(_number)}"
    return Amphoe.objects.create(district=of, name=name, name_sort=sort_key(name))


def school(of: District, *, name: str = "", cluster: Cluster | None = None, **fields: Any) -> School:
    number = next(_number)
    name = name or f"โรงเรียนบ้านทดสอบ {number}"
    return School.objects.create(
        district=of,
        name=name,
        name_sort=sort_key(name),
        cluster=cluster,
        **{"code10": f"10{number:08}", "smis8": f"42{number:06}", **fields},
    )


def person(of: District, *, school: School | None = None, name: str = "", **fields: Any) -> Person:
    """Somebody without an account, of the office or of a school."""
    first, _, last = (name or f"บุคคลที่{next(_number)} ทดสอบ").partition(" ")
    return Person.objects.create(
        district=of,
        school=school,
        first_name=first,
        last_name=last,
        name_sort=sort_key(f"{first} {last}"),
        **{"position": "ครู" if school else "เจ้าหน้าที่", **fields},
    )


def account(*, email: str = "", name: str = "", **fields: Any) -> User:
    """An account that nobody has appointed to anything; the password is PASSWORD."""
    number = next(_number)
    first, _, last = (name or f"ผู้ใช้{number} ทดสอบ").partition(" ")
    return User.objects.create_user(
        email or f"user{number}@example.org", PASSWORD, first_name=first, last_name=last, **fields
    )


def appoint(
    person: Person,
    role: str,
    *,
    school: School | None = None,
    starts_on: date = LONG_AGO,
    ends_on: date | None = None,
    acting: str = "",
) -> Appointment:
    if ROLES[role].level != DISTRICT:
        school = school or person.school
        assert school is not None, f"{role} is held at a school"
    return Appointment.objects.create(
        person=person,
        role=role,
        district=person.district,
        school=school,
        starts_on=starts_on,
        ends_on=ends_on,
        acting=acting,
    )


def person_of(user: User, of: District, *, school: School | None = None, **fields: Any) -> Person:
    """The row under which an office knows an account: found, or made."""
    found = Person.objects.filter(user=user, district=of).first()
    return found or person(
        of, school=school, name=f"{user.first_name} {user.last_name}", user=user, **{"email": user.email, **fields}
    )


def user(
    role: str, place: District | School, *, email: str = "", name: str = "", of: User | None = None, **dates: Any
) -> User:
    """An account holding `role` in a district or at a school since long ago; `of` adds a role to an account."""
    at = place if isinstance(place, School) else None
    where = place.district if isinstance(place, School) else place
    holder = of or account(email=email, name=name or f"{ROLES[role].thai.replace(' ', '')} {where.code}")
    appoint(person_of(holder, where, school=at, position=ROLES[role].thai), role, school=at, **dates)
    return User.objects.get(pk=holder.pk)


def assign(person: Person, target: Any, *, starts_on: date = LONG_AGO, ends_on: date | None = None) -> Assignment:
    """Make a person responsible for a cluster, school, work group, subject group or project."""
    kinds = {"WorkGroup": "work_group", "SubjectGroup": "subject_group"}
    kind = kinds.get(type(target).__name__, type(target).__name__.lower())
    return Assignment.objects.create(
        district=person.district, person=person, kind=kind, starts_on=starts_on, ends_on=ends_on, **{kind: target}
    )
