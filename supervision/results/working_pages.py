"""The working pages `evaluation` and `ranking` of a model's steps, and how far each is."""

from django.urls import reverse

from supervision.improvement.models import Participation, Programme
from supervision.improvement.working import Standing, WorkingPage
from supervision.results.models import Edition, Evaluation, Sheet
from supervision.results.queries.board import board_rows


def _evaluation(programme: Programme) -> Standing:
    """Schools with enough assessors' sheets."""
    found = Evaluation.objects.filter(programme=programme).first()
    if found is None:
        return Standing(words="ยังไม่เปิดประเมิน")
    rows = board_rows(found)
    total, done = rows.count(), rows.filter(sent__gte=found.assessors_wanted).count()
    return Standing(done, total, f"ผู้ประเมินครบ {done} จาก {total} โรงเรียน")


def _school_evaluation(participation: Participation) -> Standing:
    """Whether the school's own sheet is sent; what assessors do is not told before it is out."""
    own = Sheet.objects.of_schools().filter(participation=participation).first()
    if own is None:
        return Standing(words="ยังไม่ประเมินตนเอง")
    done = own.state == Sheet.State.SUBMITTED
    return Standing(int(done), 1, "ส่งการประเมินตนเองแล้ว" if done else "กำลังประเมินตนเอง")


def _ranking(programme: Programme) -> Standing:
    """Says only whether results are out, since everybody who sees the programme reads it."""
    found = Edition.objects.of_programme(programme).standing().first()
    if found is None:
        return Standing(0, 1, "ยังไม่เผยแพร่")
    return Standing(1, 1, f"เผยแพร่ฉบับที่ {found.number} แล้ว")


def _own(participation: Participation) -> str:
    return reverse("quality-results:own", args=[participation.pk])


def _school_ranking(participation: Participation) -> Standing:
    return _ranking(participation.programme)


PAGES = (
    WorkingPage(
        "evaluation", "ประเมินผล", office=lambda one: reverse("quality-results:evaluation", args=[one.pk]), school=_own,
        standing=_evaluation, school_standing=_school_evaluation,
    ),
    WorkingPage(
        "ranking", "ผลและการจัดลำดับ", office=lambda one: reverse("quality-results:ranking", args=[one.pk]), school=_own,
        standing=_ranking, school_standing=_school_ranking,
    ),
)  # fmt: skip
