"""Office A: a result of A1 with its import on the way, a set of questions for schools, a check told and one begun;
a curriculum of A1 as a draft, sent with a review, and in force."""

from supervision.achievement.importing.service import receive
from supervision.curricula import services as curricula
from tests.access.cast import Cast
from tests.factories import achievement, instruments


def build(cast: Cast) -> None:
    head, supervisor, rows = cast.users["group_director"], cast.users["supervisor"], cast.rows
    principal = cast.users["principal_a1"]
    thai = achievement.paper(cast.a)
    rows["exam_paper"], rows["exam"] = thai, thai.exam
    rows["exam_result"] = achievement.give(thai, 50, school=cast.a1)
    data = achievement.workbook([(cast.a2.code10, "O-NET", 2567, "ป.6", "ภาษาไทย", 9, 44)])
    rows["exam_import"], _ = receive(data, cast.a, actor=head, name="a.xlsx")
    rows["bank_item"] = achievement.an_item(supervisor, cast.a)
    version = instruments.published(head, cast.a)
    rows["check"] = achievement.a_check(head, cast.a1, version, done=True)
    rows["check_draft"] = achievement.a_check(head, cast.a2, version)
    rows["curriculum_kind"] = achievement.kind(cast.a)
    rows["curriculum_draft"] = achievement.a_curriculum(cast.a1, principal)
    sent = achievement.a_sent_curriculum(cast.a1, principal, version="2")
    rows["curriculum_sent"] = sent
    rows["review_draft"] = achievement.a_review(head, sent, version, done=False)
    accepted = achievement.a_sent_curriculum(cast.a1, principal, version="3")
    rows["review"] = achievement.a_review(head, accepted, version)
    rows["curriculum"] = curricula.accept_curriculum(accepted, actor=head)
