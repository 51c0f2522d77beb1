"""Agreements as they would be issued: what the preview, the list of what is missing and the freezing all read."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from supervision.agreements import wording
from supervision.agreements.models import AgreementWitness
from supervision.agreements.queries.agreements import text_of, wording_of
from supervision.agreements.queries.signers import Signer, office_signer, office_witnesses, school_signers
from supervision.agreements.queries.targets import Targets, areas_of, targets_of
from supervision.improvement.models import Participation, Programme

Side = AgreementWitness.Side


@dataclass(frozen=True, slots=True)
class Draft:
    """An agreement as it would be issued: what the preview and the freezing both read."""

    participation: Participation
    wording: dict[str, Any]
    targets: Targets
    office: Signer
    school: Signer
    witnesses: list[tuple[str, str, str]] = field(default_factory=list)


def drafts_for(
    programme: Programme, participations: Iterable[Participation], *, on: date, use_office: bool = False
) -> list[Draft]:
    """Agreements as they would be issued on that day, in the order given; a fixed number of queries. `participations`
    come with their school."""
    parts = list(participations)
    for part in parts:
        part.programme = programme
    text, areas = text_of(programme), areas_of(programme)
    targets = targets_of(programme, parts, use_office=use_office, areas=areas)
    office = office_signer(programme.district, on)
    heads = school_signers([part.school for part in parts], on)
    ours = wording.witnesses_of(text.office_witnesses, field="") or office_witnesses(programme.district, on)
    theirs = wording.witnesses_of(text.school_witnesses, field="")
    witnesses = [(Side.OFFICE.value, *one) for one in ours] + [(Side.SCHOOL.value, *one) for one in theirs]
    return [
        Draft(
            part,
            wording_of(text, programme, part.school, areas),
            targets[part.pk],
            office,
            heads[part.school_id],
            witnesses,
        )
        for part in parts
    ]


def why_not(draft: Draft) -> str:
    """The reason an agreement cannot be issued, "" when it can."""
    part = draft.participation
    if not part.is_in:
        return f"ไม่อยู่ในการขับเคลื่อน{': ' + part.reason if part.reason else ''}"
    if draft.targets.missing:
        return f"ยังไม่มีค่าเป้าหมายของตัวชี้วัด {' '.join(draft.targets.missing)}"
    if not draft.targets.rows:
        return "ไม่มีตัวชี้วัดของโรงเรียนประเภทนี้"
    return ""
