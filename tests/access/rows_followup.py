"""Forms of school A1: a draft of the supervisor, one handed over; a gathering A1 is invited to with an agreement."""

from meetings import services as meetings
from tests.access.cast import Cast
from tests.factories import quality


def build(cast: Cast) -> None:
    supervisor = cast.users["supervisor"]
    gathering = quality.gathering(supervisor, [cast.a1], on=cast.today)
    cast.rows |= {
        "followup_draft": quality.filled(supervisor, cast.a1, on=cast.today),
        "followup_handed": quality.handed(supervisor, cast.a1, form="7.2", on=cast.today),
        "gathering": gathering,
        "agreement": meetings.agree(gathering, actor=supervisor, text="แก้ส่วนที่ 1"),
    }
