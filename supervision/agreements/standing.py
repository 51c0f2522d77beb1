"""How far the agreements of a programme or a school are, for the step they stand at."""

from supervision.agreements.models import Agreement
from supervision.agreements.queries import counts_of
from supervision.improvement.models import Participation, Programme
from supervision.improvement.working import Standing


def standing_of_programme(programme: Programme) -> Standing:
    """Signed by both of all schools in; one query."""
    counts = counts_of(programme)
    return Standing(counts.signed, counts.total, counts.words)


def standing_of_school(participation: Participation) -> Standing:
    """One of one; one query."""
    row = Agreement.objects.standing().filter(participation=participation).only("state").first()
    if row is None:
        return Standing(0, 1, "ยังไม่ออก")
    return Standing(int(row.state == Agreement.State.SIGNED), 1, row.get_state_display())
