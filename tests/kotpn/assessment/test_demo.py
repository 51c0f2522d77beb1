"""The demo's self-assessments: through services alone, each issue proved by real work, the same twice."""

import re

import pytest
from django.utils import timezone

from core.icons import ALL
from core.thai.years import fiscal_year
from kotpn.assessment import demo
from kotpn.assessment.missing import missing
from kotpn.assessment.models import Assessment, IssueEvidence
from kotpn.assessment.narrative import written
from kotpn.assessment.queries.page import ICONS
from kotpn.assessment.result_tables import result_tables
from kotpn.assessment.standing import standing_of
from kotpn.committee.models import Committee
from tests.factories.standard_year import assessed

pytestmark = pytest.mark.django_db


def test_the_last_year_is_proved_by_its_work_and_the_one_before_was_sent() -> None:
    context = assessed(timezone.localdate())
    last = fiscal_year(context.today) - 1
    opened, sent = Assessment.objects.of_district(context.first).order_by("-fiscal_year")
    assert (opened.fiscal_year, opened.state, sent.fiscal_year, sent.state) == (last, "draft", last - 1, "sent")
    standing = standing_of(opened)
    assert standing.verdict.level == 5
    assert not missing(opened, standing)
    assert all(answer.owner and answer.carried_out for answer in opened.answers.all())
    assert not IssueEvidence.objects.exists()  # nothing was hung by hand: the work proves it
    for issue in standing.issues:
        assert all(row.unexplained is False for row in issue.lines)
        for rows in written(issue.answer, issue.offers).values():
            for row in rows:
                assert row.source_url or row.sentence.section == "opinion"
                assert not re.search(r"\{\w+\}", row.text), row.text
    kept = standing_of(sent)
    assert (kept.verdict.issues, kept.verdict.carried_out, kept.verdict.with_evidence) == (4, 4, kept.verdict.level - 1)
    assert sent.sent_reference

    tables = result_tables(context.first, last, today=context.today)
    assert any("คำสั่งระบุ" in said for said in tables.teams.warnings)
    assert {one.key.partition("-")[0] for one in tables.levels} >= {"round"}
    count = Committee.objects.count(), Assessment.objects.count()
    demo.seed(context)
    assert (Committee.objects.count(), Assessment.objects.count()) == count


def test_every_kind_of_record_has_an_icon_that_is_drawn() -> None:
    assert not set(ICONS.values()) - ALL
