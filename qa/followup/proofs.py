"""Forms 7.1, 7.2 and 7.3 as proof of a year's work (evidence.proofs)."""

from collections.abc import Iterator

from django.urls import reverse

from evidence.proofs import ProofSource, Record, Scope, Tag
from evidence.tags import answered, fixed, yes_no
from qa.followup.models import FollowUp
from qa.followup.querysets import HANDED

_FORMS = {value: str(word) for value, word in FollowUp.Form.choices}
_STATES = [(state.value, str(state.label)) for state in FollowUp.State if state.value in HANDED]
_BATCHES = [(str(number), f"ครั้งที่ {number}") for number in range(1, 7)]


def gather(scope: Scope) -> Iterator[Record]:
    """Forms of the year that were handed to their school. One query."""
    rows = (
        FollowUp.objects.of_district(scope.district)
        .handed()
        .filter(done_on__range=(scope.start, scope.end))
        .order_by("-done_on", "-pk")
        .values_list("pk", "form", "round_no", "school", "school__name", "done_on", "state", "exemplary")
    )
    for pk, form, batch, school, name, day, state, exemplary in rows:
        tags = {"form": (form,), "batch": (str(batch),), "state": (state,), "exemplary": answered(exemplary)}
        yield Record("quality_follow_up", str(pk), f"{_FORMS[form]} {name}", day, tags, school)


FOLLOW_UPS = ProofSource(
    key="qa-followup", thai="การติดตามระบบประกันคุณภาพ", unit="ฉบับ", gather=gather,
    tags=(
        Tag("form", "แบบ", fixed(FollowUp.Form.choices)), Tag("batch", "ครั้งที่", fixed(_BATCHES)),
        Tag("state", "สถานะ", fixed(_STATES)), yes_no("exemplary", "เป็นแบบอย่างได้"),
    ),
    page=lambda scope: reverse("followup:list"),
)  # fmt: skip
