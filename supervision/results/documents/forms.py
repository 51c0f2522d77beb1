"""What the papers of one year's results ask: which programme, and which edition where there are several."""

from typing import Any

from django import forms

from core.errors import DomainError
from reports.base import BuildContext
from reports.forms import DigitsField
from schools.printing import DistrictForm
from supervision.improvement.models import Programme
from supervision.results.models import Edition
from supervision.results.queries.shown import Shown, shown

NOTHING = "ยังไม่มีผลประเมินที่เผยแพร่ให้ท่านดู"


class EditionForm(DistrictForm):
    """`programme` is the newest with a result the reader may see, `edition` its published one unless given."""

    programme = forms.ModelChoiceField(
        Programme.objects.none(), label="รูปแบบและปี", empty_label=None, error_messages={"required": NOTHING}
    )
    edition = forms.IntegerField(label="ฉบับที่ (เว้นว่างคือฉบับที่เผยแพร่)", required=False, min_value=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["programme"]
        editions = self.reader.visible(Edition.objects).values("evaluation__programme")
        field.queryset = Programme.objects.filter(district=self.district, pk__in=editions).order_by("-year", "pk")
        newest = field.queryset.first()
        field.initial = newest.pk if newest else None


class PrintedEditionForm(EditionForm):
    digits = DigitsField()


def shown_of(context: BuildContext) -> Shown:
    """The edition the parameters name, or DomainError."""
    found = shown(
        context.visible, context.params["programme"], user=context.reader.user, number=context.params["edition"]
    )
    if found is None:
        raise DomainError("ไม่มีผลฉบับนี้ หรือยังไม่เผยแพร่", field="edition")
    return found


def edition_line(found: Shown) -> str:
    """Which edition stands on the paper."""
    if found.is_draft:
        return f"ฉบับที่ {found.edition.number} ยังไม่เผยแพร่"
    return f"ฉบับที่ {found.edition.number}"
