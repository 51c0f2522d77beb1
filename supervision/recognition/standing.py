"""How far the honours and the sharing of a programme are, for the line of its steps."""

from supervision.improvement.models import Participation, Programme
from supervision.improvement.working import Standing
from supervision.recognition.models import Award, BestPractice, Recipient, SharingEvent


def honours(programme: Programme) -> Standing:
    """Awards announced of those that were begun; one query."""
    states = list(Award.objects.filter(programme=programme).standing().values_list("state", flat=True))
    done = states.count(Award.State.ANNOUNCED)
    words = f"ประกาศแล้ว {done} จาก {len(states)} รางวัล" if states else "ยังไม่มีรางวัล"
    return Standing(done, len(states), words)


def school_honours(participation: Participation) -> Standing:
    """What the school itself received; one query."""
    count = Recipient.objects.filter(
        award__programme=participation.programme_id, school=participation.school_id
    ).standing().announced().count()  # fmt: skip
    return Standing(count, count, f"ได้รับ {count} รางวัล" if count else "ยังไม่มีประกาศ")


def sharing(programme: Programme) -> Standing:
    """Events that were held of those that were called; one query."""
    rows = SharingEvent.objects.filter(programme=programme).exclude(gathering__state="cancelled")
    states = list(rows.values_list("gathering__state", flat=True))
    done = states.count("held")
    words = f"จัดแล้ว {done} จาก {len(states)} ครั้ง" if states else "ยังไม่ได้นัด"
    return Standing(done, len(states), words)


def school_sharing(participation: Participation) -> Standing:
    """Best practices the school sent, and whether they are shown; one query."""
    rows = BestPractice.objects.filter(programme=participation.programme_id, school=participation.school_id)
    states = list(rows.values_list("state", flat=True))
    shown = states.count(BestPractice.State.SHOWN)
    words = f"แนวปฏิบัติที่ดีเผยแพร่ {shown} จาก {len(states)} เรื่อง" if states else "ยังไม่มีแนวปฏิบัติที่ดี"
    return Standing(shown, len(states), words)
