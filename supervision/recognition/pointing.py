"""How awards, nominations, polls, certificates and best practices answer to whoever points at them."""

from typing import Any

from django.urls import reverse

from core.pointers import Pointer, Provider, register_provider
from supervision.improvement.models import Programme
from supervision.recognition.models import Award, BestPractice, Certificate, Nomination, Poll
from supervision.recognition.permissions import can_edit_practice
from supervision.recognition.services.common import award_pointer, practice_pointer
from supervision.recognition.services.sharing import TIE


def _award(key: str) -> Award:
    return Award.objects.select_related("district").get(pk=int(key))


def _nomination(key: str) -> Nomination:
    return Nomination.objects.select_related("award__district", "school", "person").get(pk=int(key))


def _poll(key: str) -> Poll:
    return Poll.objects.select_related("award__district").get(pk=int(key))


def _certificate(key: str) -> Certificate:
    return Certificate.objects.select_related("district").get(pk=int(key))


def _practice(key: str) -> BestPractice:
    return BestPractice.objects.select_related("school__district").get(pk=int(key))


def _programme(key: str) -> Programme:
    return Programme.objects.select_related("district").get(pk=int(key))


def _seen(model: Any) -> Any:
    """Whether the reader sees the row, by the path of its model."""
    return lambda user, key: model.objects.visible_to(user).filter(pk=int(key)).exists()


def _never(user: Any, key: str) -> bool:
    return False


def _may_attach(user: Any, key: str) -> bool:
    row = _nomination(key)
    return row.nominated_by_id == user.pk and row.state == Nomination.State.SUBMITTED and row.award.is_open


def _search_awards(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    """Announced ones; of one school those it received."""
    rows = Award.objects.visible_to(user).of_district(district).announced().filter(name__icontains=text)
    if school is not None:
        rows = rows.filter(recipients__school=school, recipients__revoked_at=None).distinct()
    return [award_pointer(row) for row in rows.order_by("-announced_at", "-pk")[:limit]]


def _search_practices(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    rows = BestPractice.objects.visible_to(user).filter(school__district=district, title__icontains=text).shown()
    rows = rows.filter(school=school) if school is not None else rows
    return [practice_pointer(row) for row in rows[:limit]]


def _search_programmes(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    rows = Programme.objects.visible_to(user).of_district(district).filter(name__icontains=text).standing()
    return [_sharing_pointer(row) for row in rows[:limit]]


def _sharing_pointer(programme: Programme) -> Pointer:
    return Pointer(TIE, str(programme.pk), f"แลกเปลี่ยนเรียนรู้ {programme}", programme.ends_on)


def register() -> None:
    register_provider(
        "award",
        Provider(
            label=lambda key: str(_award(key)),
            url=lambda key: reverse("recognition:award", args=[key]),
            may_view=_seen(Award),
            may_change=_never,
            district_code=lambda key: _award(key).district.code,
            printed=lambda key: ("certificate", {"award": key}),
            thai="การยกย่องเชิดชูเกียรติ",
            search=_search_awards,
            snapshot=lambda key: award_pointer(_award(key)),
        ),
    )
    register_provider(
        "nomination",
        Provider(
            label=lambda key: f"การเสนอชื่อรับ{_nomination(key).award}",
            url=lambda key: reverse("recognition:nomination", args=[key]),
            may_view=_seen(Nomination),
            may_change=_may_attach,
            district_code=lambda key: _nomination(key).award.district.code,
            max_files=10,
        ),
    )
    register_provider(
        "poll",
        Provider(
            label=lambda key: str(_poll(key)),
            url=lambda key: reverse("recognition:poll", args=[key]),
            may_view=_seen(Poll),
            may_change=_never,
            district_code=lambda key: _poll(key).award.district.code,
        ),
    )
    register_provider(
        "certificate",
        Provider(
            label=lambda key: str(_certificate(key)),
            url=lambda key: reverse("recognition:certificate", args=[key]),
            may_view=_seen(Certificate),
            may_change=_never,
            district_code=lambda key: _certificate(key).district.code,
            printed=lambda key: ("certificate", {"certificate": key}),
        ),
    )
    register_provider(
        "best_practice",
        Provider(
            label=lambda key: str(_practice(key)),
            url=lambda key: reverse("recognition:practice", args=[key]),
            may_view=_seen(BestPractice),
            may_change=lambda user, key: can_edit_practice(user, _practice(key)),
            district_code=lambda key: _practice(key).school.district.code,
            max_files=20,
            thai="แนวปฏิบัติที่ดี",
            search=_search_practices,
            snapshot=lambda key: practice_pointer(_practice(key)),
        ),
    )
    register_provider(
        TIE,
        Provider(
            label=lambda key: f"แลกเปลี่ยนเรียนรู้ {_programme(key)}",
            url=lambda key: reverse("recognition:sharing", args=[key]),
            may_view=_seen(Programme),
            may_change=_never,
            district_code=lambda key: _programme(key).district.code,
            thai="กิจกรรมแลกเปลี่ยนเรียนรู้",
            search=_search_programmes,
            snapshot=lambda key: _sharing_pointer(_programme(key)),
        ),
    )
