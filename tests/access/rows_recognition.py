"""Office A: an announced award given to A1 with its certificate, one that takes nominations with a poll, a draft; best
practices of A1; a programme with a sharing event."""

from datetime import timedelta

from supervision.recognition import services
from supervision.recognition.models import Award
from tests.access.cast import Cast
from tests.factories import recognition
from tests.factories.improvement import a_programme, a_quality_model, an_indicator_set


def build(cast: Cast) -> None:
    head, principal = cast.users["group_director"], cast.users["principal_a1"]
    supervisor, secretary = cast.users["supervisor"], cast.users["committee_secretary"]
    rows = cast.rows
    model = a_quality_model(cast.a, code="honours-2566")
    programme = a_programme(head, cast.a, schools=[cast.a1, cast.a2], set=an_indicator_set(model), year=2566)
    rows["honour_programme"] = programme
    rows["honour_school"] = programme.participations.get(school=cast.a1)
    announced = recognition.an_announced_award(head, cast.a, [cast.a1], programme=programme)
    rows["award"], rows["recipient"] = announced, announced.recipients.get()
    rows["certificate"] = services.issue_certificates(announced, actor=head)[0]
    draft = recognition.an_award(head, cast.a, name="รางวัลที่ยังเป็นร่าง")
    rows["award_draft"] = draft
    rows["recipient_draft"] = services.add_recipient(draft, actor=head, school=cast.a2, why="ดี")
    rows["award_open"] = _polled(cast, supervisor, secretary)
    rows["nomination"] = services.nominate(
        recognition.an_open_award(head, cast.a, name="รางวัลที่เปิดรับชื่อ"), actor=principal, school=cast.a1, reason="ดี"
    )
    rows["practice"] = recognition.a_shown_practice(cast.a1, principal, head, programme=programme)
    rows["practice_draft"] = recognition.a_best_practice(cast.a1, principal, title="ร่างของโรงเรียน")
    rows["practice_sent"] = services.submit_practice(
        recognition.a_best_practice(cast.a1, principal, title="ส่งแล้ว"), actor=principal
    )
    rows["sharing"] = services.call_sharing(
        programme, actor=head, title="เวทีแลกเปลี่ยน", held_on=cast.today + timedelta(days=3)
    )


def _polled(cast: Cast, supervisor: object, secretary: object) -> Award:
    """Electors: both principals and the supervisor."""
    award = recognition.an_open_award(cast.users["group_director"], cast.a, name="รางวัลประชามติ")
    for school in (cast.a1, cast.a2):
        recognition.an_accepted_nomination(award, by=supervisor, head=secretary, school=school)
    poll = recognition.a_poll(award, cast.users["group_director"], groups=["principals", "role:supervisor"])
    cast.rows["poll"], cast.rows["poll_option"] = poll, poll.options.first()
    return award
