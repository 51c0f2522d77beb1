"""Deciding on a report along the office's chain, and what a later change shows as."""

import pytest

from core.errors import DomainError, NotAllowed
from core.models import Notice
from supervision.reporting import services
from supervision.reporting.models import ReportPaper
from tests.factories import reporting as make
from tests.factories.field import at
from tests.reporting.conftest import Cast

pytestmark = pytest.mark.django_db


def test_neither_author_nor_colleague_decides(cast: Cast) -> None:
    paper = make.submitted(cast.supervisor, cast.district)
    for user in (cast.supervisor, cast.colleague, cast.stranger):
        with pytest.raises((NotAllowed, DomainError)):
            make.decide(paper, user)
    paper.refresh_from_db()
    assert paper.state == ReportPaper.State.SUBMITTED


def test_the_director_waits_for_the_group_director(cast: Cast) -> None:
    paper = make.submitted(cast.supervisor, cast.district)
    with pytest.raises((NotAllowed, DomainError)):
        make.decide(paper, cast.office_director)


def test_return_needs_a_reason_and_reaches_the_author(cast: Cast) -> None:
    paper = make.submitted(cast.supervisor, cast.district)
    with pytest.raises(DomainError, match="เหตุผล"):
        make.decide(paper, cast.director, decision="returned")
    make.decide(paper, cast.director, decision="returned", comment="เพิ่มข้อเสนอแนะรายกลุ่ม")
    assert paper.state == ReportPaper.State.RETURNED
    assert Notice.objects.filter(recipient=cast.supervisor, body__contains="เพิ่มข้อเสนอแนะรายกลุ่ม").exists()


def test_the_whole_chain_approves(cast: Cast) -> None:
    paper = make.submitted(cast.supervisor, cast.district)
    make.decide(paper, cast.director)
    assert paper.state == ReportPaper.State.SUBMITTED
    make.decide(paper, cast.office_director)
    assert paper.state == ReportPaper.State.APPROVED
    assert paper.approved_hash == paper.content_hash
    assert not paper.changed_after_approval


def test_a_change_after_approval_is_a_new_revision(cast: Cast) -> None:
    paper = make.decide(
        make.decide(make.submitted(cast.supervisor, cast.district), cast.director), cast.office_director
    )
    services.save_texts(
        paper, actor=cast.supervisor, texts={"summary": "แก้ถ้อยคำ"}, lock_version=paper.lock_version, now=at(make.DAY)
    )
    paper.refresh_from_db()
    assert (paper.revision, paper.approved_revision) == (2, 1)
    assert paper.changed_after_approval
    assert paper.state_code == "changed"


def test_withdraw_takes_it_back(cast: Cast) -> None:
    paper = make.submitted(cast.supervisor, cast.district)
    with pytest.raises(NotAllowed):
        services.withdraw_report(paper, actor=cast.colleague, now=at(make.DAY))
    services.withdraw_report(paper, actor=cast.supervisor, now=at(make.DAY))
    paper.refresh_from_db()
    assert paper.state == ReportPaper.State.DRAFT


def test_cancel_needs_a_reason_and_frees_the_period(cast: Cast) -> None:
    paper = make.draft(cast.supervisor, cast.district)
    with pytest.raises(DomainError, match="เหตุผล"):
        services.cancel_report(paper, actor=cast.supervisor, reason=" ", now=at(make.DAY))
    services.cancel_report(paper, actor=cast.supervisor, reason="ทำซ้ำ", now=at(make.DAY))
    assert make.draft(cast.supervisor, cast.district).pk != paper.pk
