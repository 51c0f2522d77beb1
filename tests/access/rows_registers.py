"""Office A: a study of the supervisor and one published to schools; a library draft, one shown to schools and one
kept; media of school A1 as a draft, waiting with a reviewer, listed without and with sharing."""

from supervision.media import services as media
from supervision.research import services as research
from tests.access.cast import Cast
from tests.factories import registers


def build(cast: Cast) -> None:
    head, supervisor, principal = (cast.users[name] for name in ("group_director", "supervisor", "principal_a1"))
    rows, reviewer = cast.rows, cast.users["supervisor"]
    rows["study"] = registers.a_study(supervisor, cast.a, title="งานวิจัยที่กำลังทำ")
    shown = registers.a_study(supervisor, cast.a, title="งานวิจัยที่เผยแพร่")
    research.come_to(shown, actor=supervisor, stage="report", on=cast.today)
    rows["study_shown"] = research.publish_study(shown, actor=head, schools=True, public=False)
    rows["document_draft"] = registers.a_document(supervisor, cast.a, title="ร่าง")
    rows["document_shown"] = registers.a_listed_document(supervisor, cast.a, title="ให้โรงเรียนอ่าน", for_schools=True)
    rows["document"] = registers.a_listed_document(supervisor, cast.a, title="เฉพาะสำนักงาน")
    rows["library_category"] = registers.a_category(cast.a)
    rows["medium_draft"] = registers.a_medium(principal, cast.a, school=cast.a1, title="ร่างของโรงเรียน")
    sent = registers.a_sent_medium(principal, cast.a, school=cast.a1, title="รอพิจารณา")
    rows["medium_sent"], rows["medium_review"] = sent, registers.an_asked_review(sent, head, reviewer)
    judged = registers.a_sent_medium(principal, cast.a, school=cast.a1, title="ประเมินแล้ว")
    registers.a_finished_review(judged, head, reviewer)
    rows["medium_judged"] = judged
    for name, share in (("medium_kept", False), ("medium_shared", True)):
        one = registers.a_sent_medium(principal, cast.a, school=cast.a1, title=name)
        registers.a_finished_review(one, head, reviewer)
        rows[name] = media.list_medium(one, actor=head, share=share)
