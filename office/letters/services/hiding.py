"""What was told of a letter before it was made secret, told no longer where others keep it."""

from typing import Any

from core.models import Notice
from evidence.services import relabel_record
from meetings.services import relabel_ties
from office.letters.models import Letter
from office.letters.queries import KIND, pointer_of
from office.letters.signals import made_secret

# Their bodies hold what the desk or a head wrote of the letter.
_WITH_WORDS = ("letter.proposed", "letter.routed")
# So much of a subject is known again where a longer one was cut off.
_KNOWN = 40


def hide_subject(letter: Letter, subject: str) -> None:
    """Notices, evidence and gatherings name a letter that is secret now by its class, and so do titles of folders and
    errands about it; `subject` is what it was called before. E-mails that are out stay as they were, and so does the
    trace of what was done: its pages hide it (`veiling`)."""
    notices = list(Notice.objects.filter(target_kind=KIND, target_key=str(letter.pk), code__startswith="letter."))
    for notice in notices:
        notice.title = f"{notice.title.partition(': ')[0]}: {letter.told}"
        if notice.code in _WITH_WORDS:
            notice.body = ""
    Notice.objects.bulk_update(notices, ["title", "body"])
    pointer = pointer_of(letter)
    relabel_record(pointer, hidden=subject)
    relabel_ties(pointer)
    made_secret.send(Letter, letter=letter, subject=subject)


def retitle(rows: Any, kind: str, *, letter: Letter, subject: str) -> None:
    """Titles of `rows` that are about the letter (pointers of `kind`), and of the notices of them, name it by its class
    where they said its subject."""
    changed = [row for row in rows if instead(row.title, subject, letter.told) != row.title]
    notices = list(Notice.objects.filter(target_kind=kind, target_key__in=[str(row.pk) for row in changed]))
    for one in (*changed, *notices):
        one.title = instead(one.title, subject, letter.told)[:300]
    rows.model.objects.bulk_update(changed, ["title"])
    Notice.objects.bulk_update(notices, ["title"])


def instead(words: str, subject: str, told: str) -> str:
    """`words` with what is told where they say the subject, or its beginning where they were cut off."""
    if subject in words:
        return words.replace(subject, told)
    head, known, tail = words.partition(subject[:_KNOWN])
    return head + told if known and len(subject) > _KNOWN and subject.startswith(known + tail) else words
