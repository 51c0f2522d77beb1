"""Read-only questions about letters: years and places of the register, what waits, search for the whole product."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.roles import roles_with
from core.pointers import Pointer
from core.search import Hit
from core.thai.dates import thai_date
from office.letters.models import Letter, LetterRoute
from office.letters.permissions import OWN, POSTS
from office.letters.searching import number_at
from schools.models import Appointment, Person
from schools.scope import people_keys, roles_of

KIND = "letter"


def pointer_of(letter: Letter) -> Pointer:
    return Pointer(KIND, str(letter.pk), f"{letter.reference} {letter.told}"[:300], letter.registered_on)


def years_of(district: Any, direction: str) -> list[int]:
    """Years (พ.ศ.) the register has numbers of, the newest first; two looks into its index, whatever its length."""
    rows = Letter.objects.of_district(district).of_direction(direction)
    ends = [rows.order_by(sign).values_list("place", flat=True).first() for sign in ("place", "-place")]
    if ends[0] is None or ends[1] is None:
        return []
    return list(range(number_at(ends[1])[0], number_at(ends[0])[0] - 1, -1))


def place_on(rows: Any, day: date) -> int | None:
    """Place of the last letter of `rows` registered on that day or before; None where there is none."""
    found: int | None = (
        rows.filter(registered_on__lte=day).order_by("-registered_on", "-place").values_list("place", flat=True).first()
    )
    return found


def recipients(district: Any, on: date) -> Any:
    """People of the office a letter may be handed to: those who have an account and read their own post."""
    held = Appointment.objects.in_force(on).filter(district=district, role__in=roles_with(OWN), school__isnull=True)
    rows = Person.objects.of_district(district).working().of_office().filter(user__is_active=True)
    return rows.filter(pk__in=held.values("person")).select_related("user").order_by("name_sort", "pk")


@dataclass(frozen=True)
class DeskCount:
    """What waits for the clerk: not yet put forward, with an opinion and not handed out, late with somebody."""

    fresh: int
    decided: int
    late: int

    def __bool__(self) -> bool:
        return bool(self.fresh or self.decided or self.late)


def desk_count(district: Any, today: date | None = None) -> DeskCount:
    """Two queries over the partial sets that wait."""
    rows = Letter.objects.of_district(district).incoming()
    late = LetterRoute.objects.filter(
        letter__district=district, letter__state=Letter.State.ROUTED, done_at__isnull=True,
        due_on__lt=today or timezone.localdate(),
    )  # fmt: skip
    return DeskCount(
        rows.filter(state=Letter.State.REGISTERED).count(),
        rows.filter(state=Letter.State.DECIDED).count(),
        late.values("letter").distinct().count(),
    )


def put_before(user: Any, district: Any) -> Any:
    """Letters that wait for the opinion of a post this person holds here, the oldest first."""
    held = roles_of(user, district) & set(POSTS)
    rows = Letter.objects.of_district(district).incoming().filter(state=Letter.State.PROPOSED, proposed_to__in=held)
    return rows.order_by("proposed_at", "pk")


def handed_to(user: Any, district: Any) -> Any:
    """Routes of this person that are not finished, the oldest first, with their letters."""
    rows = LetterRoute.objects.filter(
        person__in=people_keys(user), letter__district=district, letter__state=Letter.State.ROUTED, done_at__isnull=True
    )
    return rows.select_related("letter", "routed_by").order_by("routed_at", "pk")


def latest_of(user: Any, district: Any, direction: str, limit: int = 10) -> list[Letter]:
    """The last letters this person registered, the newest first: what stands beside the form."""
    rows = Letter.objects.of_district(district).of_direction(direction).filter(created_by=user)
    return list(rows.order_by("-place")[:limit])


def known_places(district: Any, direction: str) -> list[str]:
    """Senders (of letters in) or receivers (of letters out) of the last 300 letters, offered while typing."""
    name = "sender" if direction == Letter.Direction.IN else "receiver"
    rows = Letter.objects.of_district(district).of_direction(direction).order_by("-place")
    return sorted(set(rows.values_list(name, flat=True)[:300]))


def answered_by(user: Any, letter: Letter) -> list[Letter]:
    """Letters out that answer it, the newest first."""
    return list(Letter.objects.visible_to(user).filter(answers=letter).order_by("-place"))


def search(user: Any, district: Any, text: str, limit: int) -> list[Hit]:
    """Letters by number, sender, receiver and subject, the newest first; a secret one by all but its subject."""
    rows = Letter.objects.visible_to(user).of_district(district).containing(text)
    return [
        Hit("หนังสือรับ-ส่ง", row.told, reverse("letters:letter", args=[row.pk]),
            (row.reference, row.sender if row.is_in else row.receiver, thai_date(row.registered_on, "short")), "mail")
        for row in rows.order_by("-place", "-pk")[:limit]
    ]  # fmt: skip


def search_evidence(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    """Letters as proof, the newest first; none is of one school, and none is secret."""
    if school is not None:
        return []
    rows = Letter.objects.visible_to(user).of_district(district).standing().open_to_tell()
    if text.strip():
        rows = rows.containing(text)
    return [pointer_of(row) for row in rows.order_by("-place", "-pk")[:limit]]
