"""Forms about who is responsible for what: assigning, handing over, teams. They explain; services decide."""

from typing import Any

from django import forms

from core.fields import ThaiDateField
from schools.models import Assignment, Cluster, District, Person, Project, School, SubjectGroup, Team, WorkGroup

_TARGETS: dict[str, Any] = {
    "cluster": Cluster,
    "school": School,
    "work_group": WorkGroup,
    "subject_group": SubjectGroup,
    "project": Project,
}


def targets_of(kind: str, user: Any, district: District) -> Any:
    """What may be assigned of a kind in this office: its rows still in use."""
    rows = _TARGETS[kind].objects.visible_to(user).of_district(district)
    return rows.filter(status=School.Status.OPEN) if kind == "school" else rows.filter(is_active=True)


def office_people(user: Any, district: District) -> Any:
    return Person.objects.visible_to(user).of_district(district).staff()


class AssignForm(forms.Form):
    """One person, several targets of one kind, from a day."""

    person = forms.ModelChoiceField(Person.objects.none(), label="ผู้รับผิดชอบ", empty_label="เลือกบุคลากร")
    targets = forms.ModelMultipleChoiceField(
        Cluster.objects.none(), label="สิ่งที่มอบหมาย", widget=forms.CheckboxSelectMultiple
    )
    starts_on = ThaiDateField(label="ตั้งแต่วันที่")
    ends_on = ThaiDateField(label="ถึงวันที่", required=False, help_text="เว้นว่างถ้ายังไม่กำหนด นับวันสุดท้ายด้วย")
    note = forms.CharField(label="หมายเหตุ", max_length=300, required=False)

    def __init__(self, *args: Any, user: Any, district: District, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["person"]
        people.queryset = office_people(user, district)
        targets: Any = self.fields["targets"]
        targets.queryset = targets_of(kind, user, district)
        targets.label = Assignment.Kind(kind).label if kind != "cluster" else district.settings.cluster_label


KEEP = "keep"


def _named(kind: str, name: str) -> str:
    """Names such as กลุ่มโรงเรียนที่ 1 say their kind themselves."""
    return name if name.startswith(kind) else f"{kind} {name}"


class HandOverForm(forms.Form):
    """A day and, for each assignment, who takes it; nobody chosen leaves it where it is."""

    on = ThaiDateField(label="โอนตั้งแต่วันที่", help_text="วันแรกของผู้รับ เช่น 1 ต.ค. 2567")
    reason = forms.CharField(label="เหตุผล", max_length=200, required=False)

    def __init__(self, *args: Any, user: Any, giver: Person, assignments: list[Assignment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.assignments = assignments
        people = office_people(user, giver.district).exclude(pk=giver.pk)
        choices = [(KEEP, "ไม่โอน"), *((str(person.pk), str(person)) for person in people)]
        self.people = {str(person.pk): person for person in people}
        for row in assignments:
            self.fields[f"to-{row.pk}"] = forms.ChoiceField(
                label=_named(row.get_kind_display(), str(row.target)), choices=choices, initial=KEEP
            )

    def rows(self) -> list[tuple[Assignment, Any]]:
        """Each assignment with its field, for the page."""
        return [(row, self[f"to-{row.pk}"]) for row in self.assignments]

    def choices(self) -> dict[int, Person]:
        """Assignment key → receiver, of a valid form."""
        found = {row.pk: self.cleaned_data[f"to-{row.pk}"] for row in self.assignments}
        return {key: self.people[chosen] for key, chosen in found.items() if chosen != KEEP}


class TeamForm(forms.Form):
    name = forms.CharField(label="ชื่อทีม", max_length=150, help_text="เช่น ทีมนิเทศกลุ่มโรงเรียนที่ 5, กลุ่มดอกไม้")
    kind = forms.ChoiceField(label="ประเภท", choices=Team.Kind.choices)
    cluster = forms.ModelChoiceField(
        Cluster.objects.none(), label="กลุ่มโรงเรียน", required=False, empty_label="ไม่ประจำกลุ่มใด"
    )
    purpose = forms.CharField(label="ภารกิจ", max_length=300, required=False)
    order_reference = forms.CharField(label="คำสั่งที่", max_length=100, required=False)
    stated_size = forms.IntegerField(
        label="จำนวนคนตามคำสั่ง", min_value=1, max_value=999, required=False,
        help_text="ตัวเลขที่พิมพ์ในคำสั่ง ระบบเทียบกับรายชื่อตามตำแหน่งให้ เว้นว่างถ้าคำสั่งไม่ได้ระบุ",
    )  # fmt: skip
    starts_on = ThaiDateField(label="ตั้งแต่วันที่")
    ends_on = ThaiDateField(label="ถึงวันที่", required=False, help_text="เว้นว่างถ้ายังไม่กำหนด")

    def __init__(self, *args: Any, user: Any, district: District, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clusters: Any = self.fields["cluster"]
        clusters.queryset = targets_of("cluster", user, district)
        clusters.label = district.settings.cluster_label


class MemberForm(forms.Form):
    """Somebody of the office or of its schools, with their duty in the team."""

    person = forms.ModelChoiceField(Person.objects.none(), label="บุคลากร", empty_label="เลือกบุคลากร")
    duty = forms.CharField(label="หน้าที่ในทีม", max_length=100, initial="กรรมการ")

    def __init__(self, *args: Any, user: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["person"]
        found = Person.objects.visible_to(user).of_district(team.district).working()
        # A team is drawn from the office and the heads of schools; a list of every teacher would be no list.
        people.queryset = found.eligible_for_teams().exclude(team_memberships__team=team)
        people.label_from_instance = _with_place


def _with_place(person: Person) -> str:
    return f"{person} · {person.school.name}" if person.school else str(person)
