"""What this app tells the others when the program starts."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.urls import reverse

from core import audit, navigation
from core.approvals import register_inbox
from core.pointers import Pointer, Provider, register_provider
from office.errands import blocks
from office.errands.models import Article, Errand, ItemCall, MeetingItem
from office.errands.permissions import ASKERS, can_act, can_act_on_article
from office.errands.queries import article_pointer, articles_done, errand_pointer
from office.letters.models import Letter
from office.letters.services import retitle, secret_keys, veil_about
from office.letters.signals import made_secret
from schools.scope import office_keys, register_naming, register_path
from schools.views.common import held_here
from schools.work_sources import WorkSource, register_source

ACTS = {
    "errand.asked": "{kind}: ผู้รับผิดชอบ {who}",
    "errand.edited": "แก้ไขเรื่อง",
    "errand.answered": "ตอบ: {text}",
    "errand.accepted": "รับผล ปิดเรื่อง",
    "errand.returned": "ส่งกลับให้ทำเพิ่ม: {reason}",
    "errand.cancelled": "ยกเลิก: {reason}",
    "article.saved": "บันทึกร่างบทความ",
    "article.submitted": "ส่งบทความ",
    "article.published": "เผยแพร่ที่ {where}",
    "article.returned": "ส่งกลับแก้ไข: {reason}",
    "article.withdrawn": "ถอนการเผยแพร่: {reason}",
    "item_call.called": "เปิดรับเรื่องเข้าประชุม",
    "item_call.item": "เรื่องเข้าประชุม: {what}",
    "item_call.taken": "จัด {count} เรื่องเข้าวาระ {what}",
}


def _errand(key: str) -> Errand:
    return Errand.objects.select_related("district").get(pk=int(key))


def _article(key: str) -> Article:
    return Article.objects.select_related("district").get(pk=int(key))


def _search_errands(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    if school is not None:
        return []
    rows = Errand.objects.visible_to(user).of_district(district).filter(title__contains=text)
    return [errand_pointer(row) for row in rows.order_by("-asked_on", "-pk")[:limit]]


def _search_articles(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    if school is not None:
        return []
    rows = Article.objects.visible_to(user).of_district(district).filter(title__contains=text)
    return [article_pointer(row) for row in rows.order_by("-updated_at", "-pk")[:limit]]


def _named(user: Any) -> bool:
    keys = office_keys(user)
    return bool(keys) and Errand.objects.filter(person__in=keys).exists()


def _hide(letter: Letter, subject: str, **_: Any) -> None:
    retitle(Errand.objects.about("letter", letter.pk), "errand", letter=letter, subject=subject)


def _letter_of(keys: set[str]) -> Iterable[tuple[int, str]]:
    return Errand.objects.filter(pk__in=keys, thing_kind="letter").values_list("pk", "thing_key")


def _about_secret() -> Q:
    rows = Errand.objects.filter(thing_kind="letter", thing_key__in=secret_keys())
    return Q(target_kind="errand", target_key__in=rows.values_list(Cast("pk", TextField())))


def _providers() -> None:
    register_provider(
        "errand",
        Provider(
            label=lambda key: str(_errand(key)),
            url=lambda key: reverse("errands:errand", args=[key]),
            may_view=lambda user, key: Errand.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: can_act(user, _errand(key), "answer"),
            district_code=lambda key: _errand(key).district.code,
            thai="งานประสานและงานมอบหมาย",
            search=_search_errands,
            snapshot=lambda key: errand_pointer(_errand(key)),
        ),
    )
    register_provider(
        "article",
        Provider(
            label=lambda key: str(_article(key)),
            url=lambda key: reverse("errands:article", args=[key]),
            may_view=lambda user, key: Article.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: can_act_on_article(user, _article(key), "edit"),
            district_code=lambda key: _article(key).district.code,
            thai="บทความ",
            search=_search_articles,
            snapshot=lambda key: article_pointer(_article(key)),
        ),
    )
    register_provider(
        "item_call",
        Provider(
            label=lambda key: str(ItemCall.objects.get(pk=int(key))),
            url=lambda key: reverse("errands:call", args=[key]),
            may_view=lambda user, key: ItemCall.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: False,
            district_code=lambda key: ItemCall.objects.select_related("district").get(pk=int(key)).district.code,
        ),
    )


def register_all() -> None:
    register_path(ItemCall, district="district", read=ASKERS)
    register_path(MeetingItem, district="call__district", read=ASKERS)
    audit.register(ACTS)
    audit.register_veil("errand", lambda entries: veil_about(entries, "errand", _letter_of), about=_about_secret)
    register_naming("desk.own", _named)
    made_secret.connect(_hide, dispatch_uid="errands")
    _providers()
    register_inbox("errand", blocks.inbox)
    register_source(WorkSource("articles", "บทความ", "เรื่อง", "writing", articles_done, names=()))
    blocks.fill()
    navigation.register(
        navigation.NavItem(
            "errands", "งานประสานและงานมอบหมาย", "errands:errands", "arrows-exchange", order=120,
            section=navigation.OFFICE, capabilities=ASKERS, visible=held_here(*ASKERS),
        ),
        navigation.NavItem(
            "monthly-items", "เรื่องเข้าประชุมประจำเดือน", "errands:calls", "list-numbers", order=122,
            section=navigation.OFFICE, capabilities=ASKERS, visible=held_here(*ASKERS),
        ),
        navigation.NavItem(
            "articles", "บทความ", "errands:articles", "writing", order=124, section=navigation.OFFICE,
            capabilities=ASKERS, visible=held_here(*ASKERS),
        ),
    )  # fmt: skip
