"""One agreement: its wording for a school, what stands now, what stood before, how others point at it."""

from datetime import date
from typing import Any

from django.utils import timezone

from core.pointers import Pointer
from core.thai.years import academic_label, fiscal_label
from supervision.agreements import wording
from supervision.agreements.models import Agreement, AgreementText
from supervision.improvement.models import Participation, Programme
from supervision.indicators.models import Area

KIND = "agreement"


def text_of(programme: Programme) -> AgreementText:
    """The programme's wording: its own row, else last year's of the same model, else the shipped example; the last two
    unsaved."""
    found = AgreementText.objects.filter(programme=programme).first()
    if found is not None:
        return found
    made = AgreementText(programme=programme, stamp=0, updated_at=timezone.now())
    earlier = (
        AgreementText.objects.filter(programme__model=programme.model_id, programme__year__lt=programme.year)
        .order_by("-programme__year")
        .first()
    )
    names = (*wording.TEXTS, "office_witnesses", "school_witnesses")
    for name in names:
        setattr(made, name, getattr(earlier, name) if earlier else wording.example().get(name, ""))
    made.is_example = earlier.is_example if earlier else True
    return made


def year_label(programme: Programme) -> str:
    """ปีงบประมาณ 2569 or ปีการศึกษา 2569."""
    fiscal = programme.year_kind == Programme.YearKind.FISCAL
    return fiscal_label(programme.year) if fiscal else academic_label(programme.year)


def goal_of(programme: Programme, areas: list[Area]) -> str:
    """What the office calls its goal: with the extra area its own name for that."""
    extra = any(area.is_extra for area in areas)
    return (programme.model.extra_label if extra else "") or programme.model.goal_label


def wording_of(text: AgreementText, programme: Programme, school: Any, areas: list[Area]) -> dict[str, Any]:
    """The texts with their fields filled for a school, and the names as they are now."""
    names = {
        "school": school.name, "office": programme.district.name, "model": programme.model.name,
        "goal": goal_of(programme, areas),
    }  # fmt: skip
    values = wording.values_for(**names, year=year_label(programme), areas=[area.name for area in areas])
    texts = {name: wording.filled(getattr(text, name), values).strip() for name in wording.TEXTS}
    return {**texts, **names, "year": programme.year, "year_label": year_label(programme)}


def standing_of(participation: Participation) -> Agreement | None:
    found: Agreement | None = Agreement.objects.standing().whole().filter(participation=participation).first()
    return found


def history_of(participation: Participation) -> list[Agreement]:
    """Every edition, the newest first."""
    return list(Agreement.objects.filter(participation=participation).order_by("-edition"))


def pointer_of(agreement: Agreement) -> Pointer:
    """`agreement.participation` with school and programme read before."""
    return Pointer(
        KIND, str(agreement.pk), f"{agreement} {agreement.reference}", agreement.dated, agreement.content_hash
    )


def search_evidence(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    """Standing agreements of an office or a school by the school's name or the programme's, the newest first."""
    rows = Agreement.objects.visible_to(user).of_district(district).standing()
    if school is not None:
        rows = rows.filter(participation__school=school)
    rows = rows.filter(participation__school__name__icontains=text) | rows.filter(
        participation__programme__name__icontains=text
    )
    return [pointer_of(row) for row in rows.whole().order_by("-dated", "-pk")[:limit]]


def signing_day(programme: Programme, today: date) -> date:
    """The day an agreement is dated unless told: today, but not after the programme's last day."""
    return min(today, programme.ends_on)


def without_agreement(programme: Programme) -> list[Participation]:
    """Schools in the programme without a standing agreement, by cluster and name: the order of the numbers."""
    rows: Any = Participation.objects.filter(programme=programme).counted()
    standing = Agreement.objects.standing().of_programme(programme).values("participation")
    found = rows.exclude(pk__in=standing).select_related("school__cluster")
    return list(found.order_by("school__cluster__name_sort", "school__name_sort", "pk"))
