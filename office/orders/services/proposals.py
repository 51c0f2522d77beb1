"""Where a draft may take its text and its names from: teams, assignments, clusters, and what apps to the right offer.

    register_proposer(Proposer("committee", "คณะกรรมการ", "order", "committee", choices, build))

in `apps.ready()`. `choices(user, district)` gives (key, label) pairs the person may use; `build(user, district, key)`
gives the Proposal, or None for a key that is not theirs.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from core.thai.breaks import join_list
from office.orders.models import Order
from schools.models import Appointment, Assignment, Cluster, Person, Team

CHAIR, MEMBER, SECRETARY = "ประธานกรรมการ", "กรรมการ", "กรรมการและเลขานุการ"


@dataclass(frozen=True)
class Line:
    """A person of the annex as printed; `person` or `outside` says who it is, where known."""

    name: str
    post: str = ""
    duty: str = ""
    person: Any = None
    outside: Any = None


@dataclass(frozen=True)
class Part:
    """A heading of the annex; `duty` is what its people are to do."""

    heading: str
    duty: str = ""
    people: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """What a draft is filled with; empty texts are left to the wording of the matter."""

    title: str = ""
    parts: tuple[Part, ...] = ()
    preamble: str = ""
    body: str = ""
    team: Any = None
    effective_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class Proposer:
    key: str
    thai: str
    kind: str
    about: str
    choices: Callable[[Any, Any], Sequence[tuple[str, str]]]
    build: Callable[[Any, Any, str], Proposal | None]


_proposers: dict[str, Proposer] = {}


def register_proposer(proposer: Proposer) -> None:
    if _proposers.get(proposer.key, proposer) != proposer:
        raise ValueError(f"proposer {proposer.key} is registered twice")
    _proposers[proposer.key] = proposer


def proposer_of(source: str) -> Proposer | None:
    """Of "team:5" the proposer of teams; None for what nobody offers."""
    return _proposers.get(source.partition(":")[0])


def sources_for(user: Any, district: Any, kind: str = "") -> list[tuple[str, list[tuple[str, str]]]]:
    """(proposer's Thai name, [(source, label)]) of everything this person may fill a draft from."""
    found = []
    for one in _proposers.values():
        if kind and one.kind != kind:
            continue
        pairs = [(f"{one.key}:{key}", label) for key, label in one.choices(user, district)]
        if pairs:
            found.append((one.thai, pairs))
    return found


def proposal_of(user: Any, district: Any, source: str) -> Proposal | None:
    """The filled proposal of "team:5"; None when it is nobody's or not this person's."""
    one = proposer_of(source)
    return one.build(user, district, source.partition(":")[2]) if one else None


def line_of(person: Person, duty: str = "") -> Line:
    """A person as an order prints them: post, and the school of who works at one."""
    post = " ".join(part for part in (person.position, person.school.name if person.school else "") if part)
    return Line(person.full_name, post, duty, person=person)


def _teams(user: Any, district: Any) -> list[tuple[str, str]]:
    rows = Team.objects.visible_to(user).of_district(district).in_force(timezone.localdate())
    return [(str(team.pk), f"{team.name} ({team.get_kind_display()})") for team in rows]


def _team(user: Any, district: Any, key: str) -> Proposal | None:
    if not key.isdecimal():
        return None
    team = Team.objects.visible_to(user).of_district(district).filter(pk=int(key)).first()
    if team is None:
        return None
    seats = team.members.select_related("person__school")
    people = tuple(line_of(seat.person, seat.duty) for seat in seats)
    duty = team.purpose or "วางแผนและออกนิเทศ ติดตาม ให้ความช่วยเหลือสถานศึกษา และรายงานผลการนิเทศ"
    return Proposal(
        f"แต่งตั้ง{team.name}", (Part(team.name, duty, people),), team=team, effective_on=team.starts_on,
        ends_on=team.ends_on,
    )  # fmt: skip


_KINDS = (
    (Assignment.Kind.CLUSTER, "นิเทศ ติดตามสถานศึกษาใน"),
    (Assignment.Kind.SCHOOL, "นิเทศ ติดตามสถานศึกษา"),
    (Assignment.Kind.WORK_GROUP, "ปฏิบัติงาน"),
    (Assignment.Kind.SUBJECT_GROUP, "รับผิดชอบกลุ่มสาระ"),
    (Assignment.Kind.PROJECT, "รับผิดชอบโครงการ"),
)


def _whole_office(user: Any, district: Any) -> list[tuple[str, str]]:
    rows = Assignment.objects.visible_to(user).filter(district=district)
    return [("all", "ศึกษานิเทศก์ทุกคนตามที่มอบหมายในระบบ")] if rows.in_force(timezone.localdate()).exists() else []


def _assignments(user: Any, district: Any, key: str) -> Proposal | None:
    """คำสั่งมอบหมายงานศึกษานิเทศก์ (สพป.พัทลุง เขต 2, ประเด็นที่ 1 ข้อ 2): each supervisor with all they answer for."""
    if key != "all":
        return None
    rows = (
        Assignment.objects.visible_to(user).in_force(timezone.localdate())
        .filter(district=district, person__is_active=True)
        .select_related("person__school", *(kind for kind, _ in _KINDS))
        .order_by("person__name_sort", "person", "pk")
    )  # fmt: skip
    held: dict[Person, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        held[row.person][row.kind].append(str(row.target))
    parts = tuple(
        Part("", "\n".join(f"{word}{join_list(kinds[kind])}" for kind, word in _KINDS if kinds[kind]),
             (line_of(person),))
        for person, kinds in held.items()
    )  # fmt: skip
    return Proposal(parts=parts) if parts else None


def _clusters(user: Any, district: Any) -> list[tuple[str, str]]:
    rows = Cluster.objects.visible_to(user).of_district(district).filter(is_active=True)
    label = district.settings.cluster_label
    found = [(str(row.pk), row.name) for row in rows]
    return [("all", f"ทุก{label}"), *found] if len(found) > 1 else found


def _internal(user: Any, district: Any, key: str) -> Proposal | None:
    """Those who supervise from within: the principals of a cluster, with its supervisors as secretaries."""
    clusters = Cluster.objects.visible_to(user).of_district(district).filter(is_active=True)
    if key != "all":
        clusters = clusters.filter(pk=int(key)) if key.isdecimal() else clusters.none()
    today = timezone.localdate()
    heads = Appointment.objects.in_force(today).filter(
        district=district, role="principal", person__is_active=True, school__cluster__in=clusters
    )
    by_cluster: dict[int, list[Line]] = defaultdict(list)
    for row in heads.select_related("person__school", "school").order_by("school__name_sort", "pk"):
        by_cluster[row.school.cluster_id].append(line_of(row.person, MEMBER))
    watching = Assignment.objects.in_force(today).filter(cluster__in=clusters, person__is_active=True)
    for held in watching.select_related("person__school").order_by("pk"):
        by_cluster[held.cluster_id].append(line_of(held.person, SECRETARY))
    duty = (
        "วางแผนการนิเทศภายในครอบคลุมงานวิชาการ งบประมาณ บริหารงานบุคคล และบริหารทั่วไป\n"
        "นิเทศ แลกเปลี่ยนเรียนรู้ และให้ความช่วยเหลือสถานศึกษาในกลุ่ม\n"
        "สรุปผลการนิเทศภายในและรายงานสำนักงานเขตพื้นที่การศึกษา"
    )
    parts = tuple(
        Part(f"คณะกรรมการนิเทศภายใน {cluster}", duty, _once(by_cluster[cluster.pk]))
        for cluster in clusters
        if by_cluster[cluster.pk]
    )
    return Proposal(parts=parts) if parts else None


def _once(lines: list[Line]) -> tuple[Line, ...]:
    """Each person once in a part."""
    return tuple({line.person.pk: line for line in reversed(lines)}.values())[::-1]


def register_own() -> None:
    kind, about = Order.Kind.ORDER, Order.About
    register_proposer(Proposer("team", "ทีมนิเทศ", kind, about.TEAM, _teams, _team))
    register_proposer(
        Proposer("assignment", "การมอบหมายงานศึกษานิเทศก์", kind, about.ASSIGNMENT, _whole_office, _assignments)
    )
    register_proposer(Proposer("internal", "นิเทศภายใน", kind, about.INTERNAL, _clusters, _internal))
