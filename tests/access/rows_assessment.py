"""A self-assessment of office A being written: the clerk answers for its first issue, which has a sentence and a piece
of evidence hung by hand; and one that the secretary sent."""

from kotpn.assessment import services
from tests.access.cast import Cast
from tests.factories import assessment as factory
from tests.factories import evidence


def build(cast: Cast) -> None:
    secretary = cast.users["committee_secretary"]
    indicator = factory.an_indicator(cast.a, code="access")
    made = factory.an_assessment(secretary, cast.a, fiscal_year=2568, indicator=indicator)
    answer = made.answers.select_related("issue", "assessment__district").get(issue__number=1)
    services.name_owner(answer, actor=secretary, owner=cast.person("clerk"))
    item = evidence.link(secretary, cast.a, None, url="https://example.org/assessment", title="คลิปการประชุม")
    use = services.hang(answer, item, actor=secretary)
    sent = factory.an_assessment(secretary, cast.a, fiscal_year=2567, indicator=indicator)
    for one in sent.answers.select_related("issue", "assessment__district"):
        services.state_carried_out(one, actor=secretary, carried_out=False)
    services.submit(sent, actor=secretary)
    cast.rows |= {
        "assessment_sent": sent,
        "assessment": made, "assessment_answer": answer, "assessment_use": use,
        "assessment_line": answer.issue.lines.get(),
        "assessment_sentence": services.write_sentence(
            answer, "result", actor=secretary, text="มีผลดี", evidence=use
        ),
    }  # fmt: skip
