"""How sets of questions, checks, exams, results and imports answer to whoever points at them."""

from typing import Any

from django.urls import reverse

from core.pointers import Pointer, Provider, register_provider
from supervision.achievement.models import AssessmentCheck, BankItem, Exam, ExamResult
from supervision.achievement.permissions import may_edit_item, may_read_office
from supervision.achievement.services.common import check_pointer, item_pointer


def _item(key: str) -> BankItem:
    return BankItem.objects.select_related("district").get(pk=int(key))


def _check(key: str) -> AssessmentCheck:
    return AssessmentCheck.objects.select_related("school__district").get(pk=int(key))


def _exam(key: str) -> Exam:
    return Exam.objects.select_related("district").get(pk=int(key))


def _result(key: str) -> ExamResult:
    return ExamResult.objects.select_related("paper__exam__district", "school").get(pk=int(key))


def _seen(model: Any) -> Any:
    """Whether the reader sees the row, by the path of its model."""
    return lambda user, key: model.objects.visible_to(user).filter(pk=int(key)).exists()


def _never(user: Any, key: str) -> bool:
    return False


def _search_items(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    rows = BankItem.objects.visible_to(user).of_district(district).in_use().filter(title__icontains=text)
    return [item_pointer(row) for row in rows.order_by("-updated_at", "-pk")[:limit]]


def register() -> None:
    register_provider(
        "bank_item",
        Provider(
            label=lambda key: _item(key).title,
            url=lambda key: reverse("achievement:item", args=[key]),
            may_view=_seen(BankItem),
            may_change=lambda user, key: _item(key).state == BankItem.State.IN_USE and may_edit_item(user, _item(key)),
            district_code=lambda key: _item(key).district.code,
            # Where others used it is the office's to read.
            may_trace=lambda user, key: may_read_office(user, _item(key).district_id),
            max_files=20,
            thai="คลังข้อสอบ",
            search=_search_items,
            snapshot=lambda key: item_pointer(_item(key)),
        ),
    )
    register_provider(
        "assessment_check",
        Provider(
            label=lambda key: str(_check(key)),
            url=lambda key: reverse("achievement:check", args=[key]),
            may_view=_seen(AssessmentCheck),
            may_change=_never,
            district_code=lambda key: _check(key).school.district.code,
            snapshot=lambda key: check_pointer(_check(key)),
        ),
    )
    register_provider(
        "exam",
        Provider(
            label=lambda key: _exam(key).name,
            url=lambda key: reverse("achievement:exams"),
            may_view=_seen(Exam),
            may_change=_never,
            district_code=lambda key: _exam(key).district.code,
        ),
    )
    register_provider(
        "exam_result",
        Provider(
            label=lambda key: str(_result(key)),
            url=lambda key: reverse("achievement:paper", args=[_result(key).paper_id]),
            may_view=_seen(ExamResult),
            may_change=_never,
            district_code=lambda key: _result(key).paper.exam.district.code,
        ),
    )
