"""Which schools are in a programme, by its stated rule: pure, so that the page can say what the register would change.

A population, not a sample: every school open on `counts_on` is in. One that opens later or closes before the end is in
or out as the programme's two settings say, and the words say why.
"""

from dataclasses import dataclass

from core.thai.dates import thai_date
from schools.models import School
from supervision.improvement.models import Programme

_IN = Programme.Rule.IN


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reason` is empty for a school that was open all the time."""

    is_in: bool
    reason: str = ""


def verdict(programme: Programme, school: School) -> Verdict | None:
    """None for a school that has nothing to do with the year: closed before it counts, or opened after its end."""
    joined = school.opened_on is not None and school.opened_on > programme.counts_on
    if school.opened_on is not None and school.opened_on > programme.ends_on:
        return None
    if school.closed_on is not None and school.closed_on <= programme.counts_on:
        return None
    left = school.closed_on is not None and school.closed_on <= programme.ends_on
    if not (joined or left):
        return Verdict(True)
    is_in, words = True, []
    if joined:
        is_in = programme.joiners == _IN
        words.append(f"เปิดเมื่อ {thai_date(school.opened_on, 'short')} หลังวันนับโรงเรียน {_counted(programme.joiners)}")
    if left:
        is_in = is_in and programme.leavers == _IN
        words.append(f"{_ended(school)} {thai_date(school.closed_on, 'short')} ก่อนสิ้นสุด {_counted(programme.leavers)}")
    return Verdict(is_in, " · ".join(words))


def gone(programme: Programme, school: School) -> Verdict:
    """What a row says of a school that dropped out of the year altogether, such as one closed as of a day before it."""
    if school.closed_on is not None and school.closed_on <= programme.counts_on:
        return Verdict(False, f"{_ended(school)} {thai_date(school.closed_on, 'short')} ก่อนวันนับโรงเรียน")
    return Verdict(False, "เปิดหลังสิ้นสุดการขับเคลื่อน")


def _ended(school: School) -> str:
    if school.status == School.Status.MERGED:
        return f"รวมกับ{school.merged_into.name}เมื่อ" if school.merged_into else "รวมกับโรงเรียนอื่นเมื่อ"
    return "ปิดเมื่อ"


def _counted(rule: str) -> str:
    return "นับรวมตามเกณฑ์" if rule == _IN else "ไม่นับรวมตามเกณฑ์"
