"""Parameters the documents of visits share: a period, a cluster, a school, a supervisor, each with a default."""

from typing import Any

from django import forms
from django.utils import timezone

from core.thai.dates import thai_date
from reports.base import Reader
from reports.rows import RowField
from schools.models import Cluster, Person, School
from schools.printing import DistrictForm
from supervision.field.models import Visit
from supervision.field.queries.lists import supervising
from supervision.field.queries.periods import Period, choices, latest_period, read_period


class PeriodForm(DistrictForm):
    """`period` names a term (1-2568) or a fiscal year (fy2568); the latest one with visits unless told."""

    period = forms.ChoiceField(label="ภาคเรียนหรือปีงบประมาณ")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        latest = latest_period(self.district, today)
        offered = choices(self.district, today)
        if latest.code not in dict(offered):
            offered.insert(0, (latest.code, latest.label))
        self.fields["period"].choices = offered
        self.fields["period"].initial = latest.code

    def clean_period(self) -> Period:
        found = read_period(self.district, self.cleaned_data["period"])
        if found is None:
            raise forms.ValidationError("ไม่รู้จักภาคเรียนหรือปีงบประมาณนี้")
        return found


class ScopedPeriodForm(PeriodForm):
    """A period narrowed by cluster, school and supervisor; each list holds only what the reader may see."""

    cluster = forms.ModelChoiceField(label="กลุ่มโรงเรียน", queryset=Cluster.objects.none(), required=False)
    school = forms.ModelChoiceField(label="โรงเรียน", queryset=School.objects.none(), required=False)
    supervisor = forms.ModelChoiceField(label="ศึกษานิเทศก์", queryset=Person.objects.none(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cluster"].label = getattr(self.district.settings, "cluster_label", "กลุ่มโรงเรียน")
        for name, rows in {
            "cluster": Cluster.objects,
            "school": School.objects,
            "supervisor": supervising(self.district),
        }.items():
            field = self.fields[name]
            field.queryset = self.reader.visible(rows).filter(district=self.district)
            field.empty_label = "ทั้งหมด"


def visits_of(reader: Reader, district: Any, params: dict[str, Any]) -> Any:
    """Visits the reader may see in the period and scope of `params`; those not cancelled."""
    rows = params["period"].visits(reader.visible(Visit.objects).filter(district=district)).not_cancelled()
    if params.get("cluster"):
        rows = rows.filter(school__cluster=params["cluster"])
    if params.get("school"):
        rows = rows.filter(school=params["school"])
    if params.get("supervisor"):
        rows = rows.of_person(params["supervisor"])
    return rows


def name_of(visit: Visit) -> str:
    state = f" ({visit.state_label})" if visit.state in (Visit.State.DRAFT, Visit.State.CANCELLED) else ""
    return f"{thai_date(visit.visited_on, 'short')} {visit.school.name} · {visit.topic[:80]}{state}"


def visit_field(label: str, **options: Any) -> RowField:
    """One visit; its form sets the rows to `visits_to_print`."""
    return RowField(
        label=label, queryset=Visit.objects.none(), named=name_of, find=lambda rows, text: rows.narrowed("q", text),
        page="visits", asks="เรื่องหรือโรงเรียน", gone="ไม่พบบันทึกการนิเทศนี้ในเขตของท่าน", **options,
    )  # fmt: skip


def visits_to_print(form: DistrictForm) -> Any:
    """Every visit of the office the reader may see, the newest first."""
    rows = form.reader.visible(Visit.objects).filter(district=form.district).order_by("-visited_on", "-pk")
    return rows.select_related("school__cluster", "school__amphoe", "lead", "district__settings")


def scope_words(params: dict[str, Any]) -> str:
    """What a document covers, in words for its heading."""
    parts = [params["period"].label]
    for name in ("cluster", "school", "supervisor"):
        if params.get(name):
            parts.append(str(params[name]))
    return " · ".join(parts)
