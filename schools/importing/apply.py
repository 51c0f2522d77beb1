"""Carries a rehearsal out: each row's act in turn, inside the caller's transaction."""

from typing import Any

from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from core.thai.sorting import sort_key
from schools.importing.office import Office, PersonDraft, SchoolDraft, Span
from schools.importing.result import Rehearsal
from schools.importing.sheets import folded
from schools.models import Amphoe, Appointment, Assignment, Cluster, Person, School, SchoolChange, SchoolYearCount


class Run:
    """One real run. `made_by` is the user, or None for the system; `new_users` are accounts opened by it."""

    def __init__(self, office: Office, *, made_by: Any, source: str) -> None:
        self.office, self.made_by, self.source = office, made_by, source
        self.new_users: list[User] = []
        self.linked_users: list[User] = []
        self._users: dict[str, User] = {}

    def carry_out(self, rehearsal: Rehearsal) -> None:
        wanted = [draft.email for draft in self.office.by_email.values() if draft.email]
        self._users = {user.email.lower(): user for user in User.objects.filter(email__in=wanted)}
        for row in rehearsal.rows:
            if row.imported and row.act is not None:
                row.act(self)

    def _cluster(self, name: str) -> Cluster:
        found = self.office.clusters.get(folded(name))
        if found is None:
            last = Cluster.objects.of_district(self.office.district).aggregate(last=Max("position"))["last"] or 0
            found = Cluster.objects.create(
                district=self.office.district, name=name, name_sort=sort_key(name)[:300], position=last + 1
            )
            self.office.clusters[folded(name)] = found
        return found

    def _amphoe(self, name: str) -> Amphoe:
        found = self.office.amphoes.get(folded(name))
        if found is None:
            found = Amphoe.objects.create(district=self.office.district, name=name, name_sort=sort_key(name)[:200])
            self.office.amphoes[folded(name)] = found
        return found

    def save_school(self, draft: SchoolDraft, new: dict[str, Any], cluster: str | None, amphoe: str | None) -> None:
        values = dict(new)
        if cluster is not None:
            values["cluster"] = self._cluster(cluster) if cluster else None
        if amphoe is not None:
            values["amphoe"] = self._amphoe(amphoe) if amphoe else None
        if "name" in values:
            values["name_sort"] = sort_key(values["name"])[:400]
        if draft.school is None:
            draft.school = School.objects.create(district=self.office.district, **values)
            return
        school = draft.school
        old_name, old_cluster = school.name, school.cluster
        for field, value in values.items():
            setattr(school, field, value)
        if school.name != old_name:
            school.name_breaks = ""
            values["name_breaks"] = ""
        school.save(update_fields=list(values))
        if school.name != old_name:
            self._changed(school, SchoolChange.Kind.RENAMED, old_name=old_name, new_name=school.name)
        if cluster is not None and school.cluster != old_cluster:
            effects = {"from": str(old_cluster or ""), "to": str(school.cluster or "")}
            self._changed(school, SchoolChange.Kind.MOVED, effects=effects)

    def _changed(self, school: School, kind: str, **values: Any) -> None:
        SchoolChange.objects.create(
            school=school,
            kind=kind,
            effective_on=self.office.today,
            note=f"จากการนำเข้า {self.source}"[:500],
            made_by=self.made_by,
            made_at=timezone.now(),
            **values,
        )

    def save_counts(self, draft: SchoolDraft, year: int, counts: dict[str, int]) -> None:
        SchoolYearCount.objects.update_or_create(school=draft.school, academic_year=year, defaults=counts)

    def save_person(self, draft: PersonDraft, email: str, values: dict[str, Any], place: SchoolDraft | None) -> None:
        school = place.school if place else None
        person = draft.person
        if person is None:
            person = draft.person = Person(district=self.office.district, school=school, **values)
        else:
            for field, value in values.items():
                setattr(person, field, value)
            person.school = school
        if email and not person.email:
            person.email = email
        if email and person.user_id is None:
            person.user = self._account(email, person)
        person.name_sort = sort_key(f"{person.first_name} {person.last_name}")[:400]
        person.save()
        self._follow_name(person)

    def _account(self, email: str, person: Person) -> User:
        """The account of that address. One that exists is linked as it is, and nothing tells that it did."""
        user = self._users.get(email) or User.objects.filter(email__iexact=email).first()
        if user is None:
            user = User.objects.create_user(
                email,
                None,
                prefix=person.prefix,
                first_name=person.first_name,
                last_name=person.last_name,
                phone=person.phone[:40],
            )
            self.new_users.append(user)
        self._users[email] = user
        self.linked_users.append(user)
        return user

    def _follow_name(self, person: Person) -> None:
        """An account used by this office alone takes the name the office writes; a shared one keeps its own."""
        user = person.user
        if user is None or user in self.linked_users:
            return
        names = ("prefix", "first_name", "last_name")
        if all(getattr(user, name) == getattr(person, name) for name in names):
            return
        if user.people.exclude(district=self.office.district).exists():
            return
        for name in names:
            setattr(user, name, getattr(person, name))
        user.save(update_fields=list(names))

    def save_appointment(self, draft: PersonDraft, held: tuple[Any, ...], found: Appointment | None) -> None:
        role, place, starts_on, ends_on, acting, order = held
        if found is None:
            Appointment.objects.create(
                person=draft.person,
                role=role,
                district=self.office.district,
                school=place.school if place else None,
                starts_on=starts_on,
                ends_on=ends_on,
                acting=acting or "",
                order_reference=order or "",
            )
            if draft.person is not None and not draft.person.is_active:
                draft.person.is_active = True
                draft.person.save(update_fields=["is_active"])
            return
        new = {"ends_on": ends_on, "acting": acting, "order_reference": order}
        fields = [name for name, value in new.items() if value is not None and getattr(found, name) != value]
        for name in fields:
            setattr(found, name, new[name])
        if fields:
            found.save(update_fields=fields)

    def save_assignment(
        self, draft: PersonDraft, span: Span, target: Any, note: str | None, found: Assignment | None
    ) -> None:
        if found is None:
            kind = span.key[0]
            thing = target.school if isinstance(target, SchoolDraft) else target
            if isinstance(thing, str):
                thing = self._cluster(thing)
            Assignment.objects.create(
                district=self.office.district,
                person=draft.person,
                kind=kind,
                starts_on=span.starts_on,
                ends_on=span.ends_on,
                note=note or "",
                **{kind: thing},
            )
            return
        if span.ends_on:
            found.ends_on = span.ends_on
        if note is not None:
            found.note = note
        found.save(update_fields=["ends_on", "note"])
