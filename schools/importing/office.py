"""What the office holds now, read once in a fixed number of queries, and the drafts a rehearsal makes beside it.

A draft stands for a school or person whether it exists already or the workbook brings it, so that later rows can refer
to either; the real run fills in the objects.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from accounts.roles import ROLES
from core import audit
from core.thai.dates import thai_date
from schools.importing.cells import text
from schools.importing.result import Row
from schools.importing.sheets import folded
from schools.models import (
    Amphoe,
    Appointment,
    Assignment,
    Cluster,
    District,
    Person,
    Project,
    School,
    SchoolYearCount,
    SubjectGroup,
    WorkGroup,
)
from schools.permissions import givable_roles
from schools.scope import people_keys


@dataclass(eq=False)
class SchoolDraft:
    name: str
    school: School | None = None
    row: Row | None = None
    count_years: dict[int, Row] = field(default_factory=dict)


@dataclass(frozen=True)
class Span:
    """A holding from a day to a day, both included; `row` is the row that brought it, None what exists already."""

    key: tuple[Any, ...]
    starts_on: date
    ends_on: date | None
    row: Row | None = None

    def told(self) -> str:
        """Where this span comes from, as the end of a Thai reason."""
        if self.row is not None:
            return f"แถวที่ {self.row.number}"
        return f"ที่มีอยู่แล้วตั้งแต่ {thai_date(self.starts_on, 'short')}"

    def overlaps(self, starts_on: date, ends_on: date | None) -> bool:
        return (self.ends_on is None or starts_on <= self.ends_on) and (ends_on is None or self.starts_on <= ends_on)


@dataclass(eq=False)
class PersonDraft:
    person: Person | None = None
    row: Row | None = None
    email: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    school: SchoolDraft | None = None
    school_since: date | None = None
    appointments: list[Span] = field(default_factory=list)
    assignments: list[Span] = field(default_factory=list)

    def roles_from(self, day: date) -> frozenset[str]:
        """Codes of the roles held on this day or later."""
        return frozenset(held.key[0] for held in self.appointments if held.ends_on is None or held.ends_on >= day)


class Office:
    """The district's rows by the words a workbook may use for them."""

    def __init__(self, district: District, today: date, *, actor: Any) -> None:
        self.district, self.today = district, today
        # Who imports gives the roles the pages let them give, and to themselves none, by no detour.
        is_system = actor is audit.SYSTEM
        self.own_email = "" if is_system else actor.email.lower()
        self.own_people = frozenset() if is_system else people_keys(actor)
        self.givable = frozenset(ROLES) if is_system else givable_roles(actor, district)
        self.settings = district.settings
        self.clusters = self._by_name(Cluster)
        self.amphoes = self._by_name(Amphoe)
        self.new_clusters: set[str] = set()
        self.refused_clusters: dict[str, Row] = {}
        self.refused_schools: dict[str, Row] = {}
        self.refused_people: dict[str, Row] = {}
        self._schools()
        self._people()
        self.targets: dict[str, dict[str, Any]] = {
            "work_group": self._by_name(WorkGroup),
            "subject_group": self._by_name(SubjectGroup),
            "project": self._by_name(Project),
        }

    def _by_name(self, model: Any) -> dict[str, Any]:
        return {folded(row.name): row for row in model.objects.of_district(self.district)}

    def _schools(self) -> None:
        self.by_code10: dict[str, SchoolDraft] = {}
        self.by_smis8: dict[str, SchoolDraft] = {}
        self.by_name: dict[str, list[SchoolDraft]] = defaultdict(list)
        self.drafts: dict[int, SchoolDraft] = {}
        for school in School.objects.of_district(self.district).select_related("cluster", "amphoe"):
            draft = self.drafts[school.pk] = SchoolDraft(school.name, school)
            self.index(draft, school.code10, school.smis8, school.name)
        self.counts: dict[tuple[int, int], SchoolYearCount] = {
            (count.school_id, count.academic_year): count
            for count in SchoolYearCount.objects.filter(school__district=self.district)
        }

    def index(self, draft: SchoolDraft, code10: str | None, smis8: str | None, name: str) -> None:
        if code10:
            self.by_code10[code10] = draft
        if smis8:
            self.by_smis8[smis8] = draft
        if draft not in self.by_name[folded(name)]:
            self.by_name[folded(name)].append(draft)

    def _people(self) -> None:
        self.by_email: dict[str, PersonDraft] = {}
        self.by_person_name: dict[tuple[Any, str], list[PersonDraft]] = defaultdict(list)
        self.person_drafts: dict[int, PersonDraft] = {}
        for person in Person.objects.of_district(self.district).select_related("user"):
            school = self.drafts.get(person.school_id) if person.school_id else None
            draft = PersonDraft(person, email=(person.email or (person.user.email if person.user else "")).lower())
            draft.school = school
            self.person_drafts[person.pk] = draft
            for address in {person.email.lower(), person.user.email.lower() if person.user else ""} - {""}:
                self.by_email[address] = draft
            self.name_index(draft, person.first_name, person.last_name)
        self.appointments: dict[tuple[Any, ...], Appointment] = {}
        for held in Appointment.objects.of_district(self.district):
            place = self.drafts.get(held.school_id) if held.school_id else None
            draft = self.person_drafts[held.person_id]
            key = (held.role, place)
            draft.appointments.append(Span(key, held.starts_on, held.ends_on))
            self.appointments[draft, key, held.starts_on] = held
        self.assignments: dict[tuple[Any, ...], Assignment] = {}
        for task in Assignment.objects.of_district(self.district).select_related("person"):
            draft = self.person_drafts[task.person_id]
            target_key = self.drafts[task.school_id] if task.school_id else getattr(task, f"{task.kind}_id")
            key = (task.kind, target_key)
            draft.assignments.append(Span(key, task.starts_on, task.ends_on))
            self.assignments[draft, key, task.starts_on] = task

    def name_index(self, draft: PersonDraft, first_name: str, last_name: str) -> None:
        self.by_person_name[draft.school, folded(f"{first_name} {last_name}")].append(draft)

    def school_called(self, value: Any) -> "SchoolDraft | Row | None":
        """The school a cell names by code or name, the refused row that would have brought it, or None."""
        word = text(value)
        digits = word.replace(" ", "")
        found = self.by_code10.get(digits) or self.by_smis8.get(digits)
        if found is None:
            named = self.by_name.get(folded(word), []) or self.by_name.get(folded(f"โรงเรียน{word}"), [])
            found = named[0] if len(named) == 1 else None
        return found or self.refused_schools.get(folded(word))

    def cluster_called(self, value: Any) -> "Cluster | str | Row | None":
        """An existing cluster, the name of one an accepted row opens, the refused row that names it, or None."""
        name = folded(text(value))
        return (
            self.clusters.get(name)
            or next((new for new in self.new_clusters if folded(new) == name), None)
            or self.refused_clusters.get(name)
        )
