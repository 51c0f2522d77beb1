"""Forms of school A1: a draft of the supervisor, one handed over; a gathering A1 is invited to with everything a
gathering may have, and one that names a teacher of A2 who is not invited with a school."""

from datetime import time, timedelta
from decimal import Decimal

from django.utils import timezone

from instruments.queries import form_of, usable_versions
from instruments.services import AnswerValue
from meetings import services as meetings
from tests.access.cast import Cast
from tests.factories import base, quality


def build(cast: Cast) -> None:
    supervisor = cast.users["supervisor"]
    gathering = quality.gathering(supervisor, [cast.a1], on=cast.today)
    cast.rows |= {
        "followup_draft": quality.filled(supervisor, cast.a1, on=cast.today),
        "followup_handed": quality.handed(supervisor, cast.a1, form="7.2", on=cast.today),
        "gathering": gathering,
        "agreement": meetings.agree(gathering, actor=supervisor, text="แก้ส่วนที่ 1"),
    }
    _parts(cast, gathering, supervisor)
    named = quality.gathering(supervisor, [cast.a1], on=cast.today, title="ถอดบทเรียนของกลุ่ม")
    meetings.add_duty(named, actor=supervisor, person=cast.person("staff_a2"), duty="ผู้รับผิดชอบ")
    cast.rows["gathering_named"] = named


def _parts(cast: Cast, gathering: object, supervisor: object) -> None:
    batch = gathering.batches.get()
    second = meetings.save_batch(
        gathering, actor=supervisor, starts_on=cast.today + timedelta(days=7), ends_on=None, place="หอประชุม"
    )
    version = usable_versions(cast.a, of_gatherings=True).get()
    evaluation = meetings.hang_form(gathering, actor=supervisor, version=version)
    until = timezone.now() + timedelta(days=1)
    evaluation = meetings.open_link(evaluation, actor=supervisor, until=until)
    sheet = {key: AnswerValue(number=Decimal(4)) for key in form_of(version.pk).rated}
    meetings.enter_papers(evaluation, actor=supervisor, sheets=[sheet], key="cast")
    cast.rows |= {
        "batch": batch,
        "batch_second": second,
        "programme_item": meetings.save_item(
            batch, actor=supervisor, day=batch.starts_on, time_from=time(9), topic="เปิดประชุม"
        ),
        "duty": meetings.add_duty(gathering, actor=supervisor, person=base.person(cast.a), duty="ฝ่ายลงทะเบียน"),
        "participant": meetings.add_participant(batch, actor=supervisor, person=base.person(cast.a, school=cast.a1)),
        "head_count": meetings.save_count(batch, actor=supervisor, group="นักเรียน", expected=40),
        "lesson": meetings.save_lesson(gathering, actor=supervisor, values={"learned": "ฟังก่อนแนะนำ"}),
        "tie": meetings.tie(gathering, actor=supervisor, kind="visit", key=str(cast.rows["visit"].pk)),
        "evaluation": evaluation,
    }
