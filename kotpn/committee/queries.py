"""Read-only answers about committees: who sits, until when, what a page shows of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch

from core.thai.years import fiscal_range, fiscal_year
from kotpn.committee.models import Committee, Member, Power, Tenure
from kotpn.committee.uses import meetings_held
from schools.models import District, OutsidePerson, Person, Team


def main_committee(district: District) -> Committee | None:
    """The office's ก.ต.ป.น., if it keeps one."""
    return Committee.objects.active().filter(district=district, kind=Committee.Kind.MAIN).first()


def current_tenure(committee: Committee, on: date) -> Tenure | None:
    return committee.tenures.in_force(on).select_related("order").first()


def members_on(committee: Committee, on: date) -> list[Member]:
    """Seats held on that day in order of precedence; those that count for quorum carry `counts`."""
    return list(
        Member.objects.filter(tenure__committee=committee)
        .in_force(on)
        .select_related("person__user", "outside__person__user", "tenure")
        .order_by("position", "pk")
    )


@dataclass(frozen=True)
class Year:
    """Meetings held in a fiscal year beside the fewest there should be."""

    fiscal: int
    held: int
    least: int

    @property
    def enough(self) -> bool:
        return self.held >= self.least

    @property
    def lacking(self) -> int:
        return max(0, self.least - self.held)


@dataclass
class Standing:
    """How a committee stands on a day: its tenure, members in force, days left, meetings of the fiscal year."""

    committee: Committee
    tenure: Tenure | None
    members: int
    year: Year
    on: date
    subs: list["Standing"] = field(default_factory=list)

    @property
    def days_left(self) -> int | None:
        return (self.tenure.ends_on - self.on).days if self.tenure else None

    @property
    def ends_soon(self) -> bool:
        return self.days_left is not None and self.days_left <= self.committee.warn_days


def standings(committees: Sequence[Committee], on: date) -> dict[int, Standing]:
    """By committee; three queries however many there are."""
    keys = [row.pk for row in committees]
    year = fiscal_year(on)
    held = meetings_held(keys, *fiscal_range(year)) if keys else {}
    tenures = {row.committee_id: row for row in Tenure.objects.filter(committee__in=keys).in_force(on)}
    seats = dict(
        Member.objects.filter(tenure__in=[row.pk for row in tenures.values()], counts=True)
        .in_force(on)
        .order_by()
        .values_list("tenure__committee")
        .annotate(Count("pk"))
    )
    return {
        row.pk: Standing(
            row, tenures.get(row.pk), seats.get(row.pk, 0), Year(year, held.get(row.pk, 0), row.meetings_per_year), on
        )
        for row in committees
    }


def tree(committees: Sequence[Committee], on: date) -> list[Standing]:
    """The main committee with its sub-committees under it, then the others; a sub-committee whose main one the person
    may not see stands by itself."""
    found = standings(committees, on)
    roots = []
    for row in committees:
        above = found.get(row.parent_id or 0)
        if above is not None:
            above.subs.append(found[row.pk])
        else:
            roots.append(found[row.pk])
    return sorted(roots, key=lambda one: (one.committee.kind != Committee.Kind.MAIN, one.committee.position))


def seats_of(tenure: Tenure) -> list[Member]:
    """Every seat of a tenure, those given up included, in order of precedence and time."""
    return list(
        tenure.members.select_related("person__user", "outside__person__user", "outside__body", "person__school")
        .prefetch_related("substitutes")
        .order_by("position", "starts_on", "pk")
    )


def by_category(members: Sequence[Member]) -> list[tuple[str, list[Member]]]:
    """Members under the words of their category, categories as the first of each stands."""
    found: dict[str, list[Member]] = {}
    for row in members:
        found.setdefault(row.category_word, []).append(row)
    return list(found.items())


def doubts(committee: Committee, members: Sequence[Member]) -> list[str]:
    """What looks wrong about the members in force: warnings, the order of the office has the last word."""
    if not members:
        return []
    counting = sum(row.counts for row in members)
    found = []
    if counting > committee.size:
        found.append(f"มีกรรมการที่นับ {counting} คน มากกว่าจำนวนที่ตั้งไว้ {committee.size} คน")
    elif counting < min(5, committee.size):
        found.append(f"มีกรรมการที่นับเพียง {counting} คน")
    for role, word in ((Member.Role.CHAIR, "ประธานกรรมการ"), (Member.Role.SECRETARY, "เลขานุการ")):
        number = sum(row.role == role for row in members)
        if number != 1:
            found.append(f"ยังไม่มี{word}" if number == 0 else f"มี{word} {number} คน")
    return found


def powers_on(district: Any, on: date) -> list[Power]:
    return list(Power.objects.of_district(district).in_force(on))


def field_teams(user: Any, committee: Committee, on: date) -> list[Team]:
    """Teams in force that work with a sub-committee, all of the office for any other; with how many members, and the
    orders of the register that set them up."""
    rows = Team.objects.visible_to(user).of_district(committee.district_id).in_force(on)
    if committee.kind == Committee.Kind.SUB:
        rows = rows.filter(committees=committee)
    orders: Any = Team._meta.get_field("orders").related_model
    issued = orders.objects.visible_to(user).issued().order_by("-dated")
    return list(
        rows.select_related("cluster")
        .annotate(member_count=Count("members"))
        .prefetch_related(Prefetch("orders", queryset=issued, to_attr="issued_orders"))
        .order_by("kind", "name")
    )


def named(district: Any, name: str) -> list[Person | OutsidePerson]:
    """Everybody of the office's registers with exactly this name, with or without the prefix."""
    words = name.split()
    if not words:
        return []
    found: list[Person | OutsidePerson] = []
    for rows in (
        Person.objects.of_district(district).working().select_related("school"),
        OutsidePerson.objects.of_district(district).filter(is_active=True),
    ):
        alike = rows.filter(last_name=words[-1]) if len(words) > 1 else rows.filter(first_name__endswith=words[0])
        if len(words) > 2:
            # A last name of two words, or a name written with blanks.
            alike = rows.filter(last_name__endswith=words[-1])
        found += [row for row in alike if name_key(name) in (name_key(row.full_name), _bare(row))]
    people = {row.pk for row in found if isinstance(row, Person)}
    return [row for row in found if not (isinstance(row, OutsidePerson) and row.person_id in people)]


def _bare(row: Person | OutsidePerson) -> str:
    return name_key(f"{row.first_name} {row.last_name}")


def name_key(name: str) -> str:
    return "".join(name.split())


def nameable(district: Any) -> list[Person | OutsidePerson]:
    """Who is usually named: people of the office, principals and others with an account, the outside register."""
    people: list[Person | OutsidePerson] = list(
        Person.objects.of_district(district).working().eligible_for_teams().order_by("name_sort")
    )
    outside = OutsidePerson.objects.of_district(district).filter(is_active=True, person=None)
    return people + list(outside.order_by("name_sort"))
