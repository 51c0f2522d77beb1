"""Read-only questions: pointers, the state of a monthly call, search, what counts as work done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from core.pointers import Pointer
from core.search import Hit
from office.errands.models import Article, Errand, ItemCall, MeetingItem
from schools.models import WorkGroup
from schools.work_sources import WorkRow


@dataclass(frozen=True)
class GroupItems:
    """A work group (None for the group as a whole) with its items; `has_none` when it said so."""

    group: WorkGroup | None
    items: list[MeetingItem]
    has_none: bool

    @property
    def is_silent(self) -> bool:
        return not self.items and not self.has_none


def errand_pointer(errand: Errand) -> Pointer:
    return Pointer("errand", str(errand.pk), errand.title, errand.asked_on)


def article_pointer(article: Article) -> Pointer:
    return Pointer("article", str(article.pk), article.title, article.published_on)


def call_pointer(call: ItemCall) -> Pointer:
    return Pointer("item_call", str(call.pk), str(call), call.month)


def items_by_group(call: ItemCall) -> list[GroupItems]:
    """Every active work group of the office with what it sent, then items of no group; two queries."""
    items: dict[int | None, list[MeetingItem]] = {}
    for item in call.items.select_related("created_by", "work_group", "call"):
        items.setdefault(item.work_group_id, []).append(item)
    rows = [
        _group(group, items.get(group.pk, []))
        for group in WorkGroup.objects.of_district(call.district_id).order_by("number", "pk")
        if group.is_active or group.pk in items
    ]
    return [*rows, _group(None, items[None])] if None in items else rows


def _group(group: WorkGroup | None, items: list[MeetingItem]) -> GroupItems:
    real = [item for item in items if item.kind != MeetingItem.Kind.NONE]
    return GroupItems(group, real, len(real) < len(items))


def search(user: Any, district: Any, text: str, limit: int) -> list[Hit]:
    """Errands by title, articles by title or gist, newest first."""
    if district is None:
        return []
    errands = Errand.objects.visible_to(user).of_district(district).filter(title__contains=text)
    found = [
        Hit("งานประสานและงานมอบหมาย", row.title, reverse("errands:errand", args=[row.pk]),
            (row.get_kind_display(), row.get_state_display()), "arrows-exchange")
        for row in errands.order_by("-asked_on", "-pk")[:limit]
    ]  # fmt: skip
    articles = Article.objects.visible_to(user).of_district(district).filter(title__contains=text)
    return found + [
        Hit("บทความ", row.title, reverse("errands:article", args=[row.pk]),
            (row.author.full_name, row.get_state_display()), "writing")
        for row in articles.select_related("author").order_by("-updated_at", "-pk")[:limit]
    ]  # fmt: skip


def articles_done(district: Any, start: date, end: date) -> Iterator[WorkRow]:
    """Published articles of those days, as work their authors did."""
    rows = Article.objects.of_district(district).published().filter(published_on__range=(start, end))
    for pk, day, title, author, where in rows.values_list("pk", "published_on", "title", "author", "published_where"):
        yield WorkRow(day, title, reverse("errands:article", args=[pk]), people=(author,), state=where)
