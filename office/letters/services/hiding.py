"""What was told of a letter before it was made secret, told no longer where others keep it."""

from core.models import Notice
from evidence.services import relabel_record
from meetings.services import relabel_ties
from office.letters.models import Letter
from office.letters.queries import KIND, pointer_of

# Their bodies hold what the desk or a head wrote of the letter.
_WITH_WORDS = ("letter.proposed", "letter.routed")


def hide_subject(letter: Letter, subject: str) -> None:
    """Notices, evidence and gatherings name a letter that is secret now by its class; `subject` is what it was called
    before. E-mails that are out, and the trace of what was done, stay as they were."""
    notices = list(Notice.objects.filter(target_kind=KIND, target_key=str(letter.pk), code__startswith="letter."))
    for notice in notices:
        notice.title = f"{notice.title.partition(': ')[0]}: {letter.told}"
        if notice.code in _WITH_WORDS:
            notice.body = ""
    Notice.objects.bulk_update(notices, ["title", "body"])
    pointer = pointer_of(letter)
    relabel_record(pointer, hidden=subject)
    relabel_ties(pointer)
