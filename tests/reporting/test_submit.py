"""Sending a report: refusals first, then what is frozen."""

import pytest

from core.bulk import many_acts
from core.errors import DomainError, NotAllowed, StaleRevision
from supervision.field.queries import term_period
from supervision.reporting import services
from supervision.reporting.models import ReportPaper
from tests.factories import field as visits
from tests.factories import reporting as make
from tests.factories.field import at
from tests.reporting.conftest import Cast

pytestmark = pytest.mark.django_db


def test_a_stranger_cannot_begin_one(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        make.draft(cast.stranger, cast.district)


def test_the_office_director_reads_but_does_not_write(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        make.draft(cast.office_director, cast.district)


def test_what_is_missing_is_named(cast: Cast) -> None:
    paper = make.draft(cast.supervisor, cast.district, texts={"summary": "สรุป"})
    with pytest.raises(DomainError, match="วัตถุประสงค์"):
        services.submit_report(paper, actor=cast.supervisor, now=at(make.DAY), today=make.DAY)


def test_a_second_submit_is_refused_and_leaves_one_round(cast: Cast) -> None:
    paper = make.submitted(cast.supervisor, cast.district)
    with pytest.raises(DomainError, match="ไม่ต้องส่งซ้ำ"):
        services.submit_report(paper, actor=cast.supervisor, now=at(make.DAY), today=make.DAY)
    assert paper.rounds.count() == 1


def test_nobody_writes_over_somebody_else(cast: Cast) -> None:
    paper = make.draft(cast.supervisor, cast.district)
    seen = paper.lock_version
    services.save_texts(paper, actor=cast.director, texts={"summary": "ของผู้อื่น"}, lock_version=seen, now=at(make.DAY))
    with pytest.raises(StaleRevision):
        services.save_texts(
            paper, actor=cast.supervisor, texts={"summary": "ของฉัน"}, lock_version=seen, now=at(make.DAY)
        )
    assert ReportPaper.objects.get(pk=paper.pk).summary == "ของผู้อื่น"


def test_two_clicks_make_one_report(cast: Cast) -> None:
    period = term_period(cast.district, 2567, 1)
    first = services.create_report(cast.district, actor=cast.supervisor, period=period, now=at(make.DAY))
    again = services.create_report(cast.district, actor=cast.director, period=period, now=at(make.DAY))
    assert first.pk == again.pk


def test_among_many_acts_the_paper_that_is_there_is_given_back(cast: Cast) -> None:
    first = make.draft(cast.supervisor, cast.district)
    period = term_period(cast.district, 2567, 1)
    assert first.period_code == period.code
    with many_acts():
        again = services.create_report(cast.district, actor=cast.supervisor, period=period, now=at(make.DAY))
    assert again == first


def test_a_cluster_of_another_office_is_refused(cast: Cast) -> None:
    from tests.factories import base

    with pytest.raises(DomainError, match="ไม่ได้อยู่ในเขต"):
        make.draft(cast.supervisor, cast.district, cluster=base.cluster(cast.other_district))


def test_sending_freezes_texts_and_figures(cast: Cast) -> None:
    visits.closed(cast.supervisor, cast.school, cast.principal, cast.director)
    paper = make.submitted(cast.supervisor, cast.district)
    visits.submitted(cast.colleague, cast.neighbour)
    paper.refresh_from_db()
    assert paper.state == ReportPaper.State.SUBMITTED
    assert paper.frozen is not None
    counted = paper.frozen["figures"]["coverage"]
    assert (counted["schools"], counted["done"], counted["visits"]) == (2, 1, 1)
    assert paper.frozen["texts"]["summary"] == make.TEXTS["summary"]
    assert paper.rounds.get().content_hash == paper.content_hash
