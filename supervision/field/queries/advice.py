"""Which findings the low levels of a visit's sheets propose."""

from dataclasses import dataclass
from typing import Any

from instruments.models import Answer
from supervision.field.models import Advice, Visit


@dataclass(frozen=True, slots=True)
class Proposal:
    """One line of the library that a rating called up; `about` is the class the sheet is about,
    never the person: a finding is read by more people than a teacher's sheet."""

    advice: Advice
    item: str
    level: int
    about: str

    @property
    def key(self) -> str:
        return f"{self.advice.pk}|{self.about}"

    @property
    def text(self) -> str:
        return f"{self.advice.finding} ({self.about})" if self.about else self.advice.finding


def advice_for(district: Any) -> list[Advice]:
    """The lines an office uses, in the order of instruments and items; one query."""
    rows = Advice.objects.of_district(district).filter(is_active=True).select_related("instrument")
    return list(rows.order_by("instrument__name", "item_code", "at_most"))


def proposals(visit: Visit) -> list[Proposal]:
    """What the visit's ratings propose and is neither a finding yet nor set aside: of several lines for one rating the
    one for the lowest level that holds. Two queries."""
    rated = list(
        Answer.objects.filter(response__visit_sheet__visit=visit, number__isnull=False, item__kind="rating")
        .select_related("item", "response__version")
        .order_by("response__visit_sheet__position", "item__section__position", "item__position")
    )
    lines: dict[tuple[int, str], list[Advice]] = {}
    instruments = {answer.response.version.instrument_id for answer in rated}
    for line in Advice.objects.filter(instrument__in=instruments, is_active=True).order_by("at_most"):
        lines.setdefault((line.instrument_id, line.item_code), []).append(line)
    written = {finding.text for finding in visit.findings.all()} if lines else set()
    found = []
    for answer in rated:
        for line in lines.get((answer.response.version.instrument_id, answer.item.code), ()):
            if answer.number is not None and answer.number <= line.at_most:
                proposal = Proposal(line, answer.item.text, int(answer.number), answer.response.classroom)
                if proposal.text not in written and proposal.key not in visit.advice_aside:
                    found.append(proposal)
                break
    return found
