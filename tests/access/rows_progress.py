"""`progress_programme` runs in office A with both schools: A1 (`progress_part`) is writing its baseline, A2
(`progress_sent`) has sent it. `progress_line` and `progress_report` are A1's."""

from tests.access.cast import Cast
from tests.factories import improvement, progress


def build(cast: Cast) -> None:
    director, principal = cast.users["group_director"], cast.users["principal_a1"]
    programme = improvement.a_programme(director, cast.a, schools=[cast.a1, cast.a2], **progress.around_today())
    part, other = progress.part_of(programme, cast.a1), progress.part_of(programme, cast.a2)
    progress.sent(other, cast.users["principal_a2"])
    cast.rows |= {
        "progress_programme": programme,
        "progress_part": part,
        "progress_sent": other,
        "progress_line": progress.a_line(part, principal),
        "progress_report": progress.a_report(part, principal),
        "progress_indicator": progress.indicators_of(programme)[0],
    }
