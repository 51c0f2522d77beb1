"""Read-only: what pages, documents and apps to the right ask of honours and best practices."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Prefetch, Q
from django.urls import reverse

from core.search import Hit
from supervision.recognition.models import Award, BestPractice, Certificate, Poll, PollOption, Recipient


def awards_of(user: Any, district: Any) -> Any:
    """Awards the reader sees, with how many received each: a queryset. Before the announcement the count is for who
    may see the choosing; the row template asks."""
    counted = Count("recipients", filter=Q(recipients__revoked_at=None), distinct=True)
    return Award.objects.visible_to(user).of_district(district).select_related("programme").annotate(received=counted)


def recipients_with_certificates(award: Award) -> list[Recipient]:
    """Everybody who was ever announced, in order, each with the certificate that stands (`standing_certificate`); two
    queries."""
    issued = Certificate.objects.filter(state=Certificate.State.ISSUED)
    rows = list(
        award.recipients.select_related("school", "person").prefetch_related(
            Prefetch("certificates", queryset=issued, to_attr="issued_ones")
        )
    )
    for row in rows:
        row.standing_certificate = row.issued_ones[0] if row.issued_ones else None
    return rows


def verify_url(certificate: Certificate) -> str:
    """The full address behind the QR code: a paper is read far from our pages."""
    return settings.SITE_URL + reverse("recognition:verify", args=[certificate.token])


def honours_of_school(school: Any, *, programme: Any = None) -> Any:
    """What a school and its people received and stands, newest first: a queryset."""
    rows = Recipient.objects.filter(school=school).standing().announced().select_related("award", "person")
    rows = rows.filter(award__programme=programme) if programme is not None else rows
    return rows.order_by("-award__announced_at", "position", "pk")


@dataclass(frozen=True, slots=True)
class PollResult:
    """Counts of a poll that is over; `leaders` are the options with the most votes, several when they are equal."""

    options: list[PollOption]
    abstained: int
    voted: int
    electors: int
    leaders: list[PollOption] = field(default_factory=list)

    @property
    def turnout(self) -> float:
        """Percent of the electors who voted, unrounded."""
        return self.voted * 100 / self.electors if self.electors else 0.0

    @property
    def tied(self) -> bool:
        return len(self.leaders) > 1


def turnout(poll: Poll) -> tuple[int, int]:
    """(voted, electors); one query."""
    found = poll.electors.aggregate(voted=Count("pk", filter=Q(has_voted=True)), electors=Count("pk"))
    return found["voted"], found["electors"]


def result_of(poll: Poll, now: datetime) -> PollResult | None:
    """None while anybody may still vote: nobody learns how it stands before."""
    if not poll.is_over(now):
        return None
    options = list(poll.options.select_related("school", "person").order_by("-votes", "position"))
    voted, electors = turnout(poll)
    most = options[0].votes if options else 0
    leaders = [row for row in options if most and row.votes == most]
    return PollResult(options, poll.abstained, voted, electors, leaders)


def shown_practices(district: Any, *, programme: Any = None) -> Any:
    """Best practices every school reads, newest first: a queryset."""
    rows = BestPractice.objects.filter(school__district=district).shown().select_related("school", "area", "programme")
    return rows.filter(programme=programme) if programme is not None else rows


def honours_of_programme(programme: Any) -> Iterable[Recipient]:
    """Everybody announced and standing, by award: for the year's report."""
    rows = Recipient.objects.filter(award__programme=programme).standing().announced()
    return rows.select_related("award", "school", "person").order_by("award__name", "award", "position", "pk")


def search(user: Any, district: Any, text: str, limit: int) -> list[Hit]:
    """Awards and best practices by name, newest first."""
    if district is None:
        return []
    awards = Award.objects.visible_to(user).of_district(district).standing().filter(name__icontains=text)
    practices = BestPractice.objects.visible_to(user).filter(school__district=district, title__icontains=text)
    found = [
        Hit("การยกย่องเชิดชูเกียรติ", row.name, reverse("recognition:award", args=[row.pk]),
            (row.get_kind_display(), f"ปีงบประมาณ {row.fiscal_year}", row.get_state_display()), "award")
        for row in awards.order_by("-fiscal_year", "-pk")[:limit]
    ]  # fmt: skip
    return found + [
        Hit("แนวปฏิบัติที่ดี", row.title, reverse("recognition:practice", args=[row.pk]),
            (row.school.name, row.get_state_display()), "bulb")
        for row in practices.select_related("school").order_by("-updated_at", "-pk")[:limit]
    ]  # fmt: skip
