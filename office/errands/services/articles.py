"""Articles: written, submitted, published or returned."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import audit, files, notify
from core.errors import DomainError, NotAllowed, needed
from core.stamps import held_since
from office.errands.models import Article
from office.errands.permissions import ARTICLE_STATES, may_act_on_article, may_call, may_write_articles
from office.errands.queries import article_pointer
from schools.models import District, Person
from schools.queries import holders
from schools.scope import people_keys
from schools.services.locks import lock_district


def _locked(article: Article, actor: Any, act: str) -> Article:
    row = (
        Article.objects.select_for_update(of=("self",))
        .select_related("district", "author__user")
        .get(pk=article.pk)
    )  # fmt: skip
    ARTICLE_STATES.next(row.state, act)
    if not may_act_on_article(actor, row, act):
        raise NotAllowed("ท่านทำรายการนี้กับบทความนี้ไม่ได้")
    return row


def _trace(row: Article, act: str, actor: Any, at: datetime, **data: Any) -> None:
    audit.record(
        actor=actor, action=f"article.{act}", target=article_pointer(row), district_code=row.district.code, data=data,
        at=at,
    )  # fmt: skip


def _tell(row: Article, users: list[Any], code: str, title: str, body: str = "") -> None:
    notify.send(
        users, code=f"article.{code}", title=f"{title}: {row.title}", body=body,
        url=reverse("errands:article", args=[row.pk]), pointer=article_pointer(row), district_code=row.district.code,
    )  # fmt: skip


@transaction.atomic
def save_article(
    district: District, *, actor: Any, author: Person, title: str, summary: str = "", text: str = "",
    article: Article | None = None, stamp: int | None = None, now: datetime | None = None,
) -> Article:  # fmt: skip
    """Write a draft or change one. People write their own, the desk for anybody of the office. StaleRevision where
    somebody saved it since; the same title of an author again is the draft that is there."""
    at = now or timezone.now()
    if article is not None:
        row = _locked(article, actor, "edit")
        told = {"author": author, "title": title, "summary": summary, "text": text}
        held_since(row, stamp, actor=actor, values=told)
    else:
        if not may_write_articles(actor, district):
            raise NotAllowed("ท่านเขียนบทความในสำนักงานนี้ไม่ได้")
        row = Article(district=district, created_by=actor, created_at=at, stamp=0)
    own = author.pk in people_keys(actor)
    if not own and not may_call(actor, district) and author.pk != row.author_id:
        raise DomainError("เลือกผู้เขียนได้เฉพาะตนเอง", field="author")
    if not Person.objects.of_district(district).working().of_office().filter(pk=author.pk).exists():
        raise DomainError("กรุณาเลือกผู้เขียนจากบุคลากรของสำนักงาน", field="author")
    row.author, row.title = author, needed(" ".join(title.split()), "กรุณาเขียนชื่อบทความ", field="title")[:300]
    if article is None:
        lock_district(district.pk)
        twin = Article.objects.filter(district=district, author=author, title=row.title, state="draft").first()
        if twin is not None:
            return twin
    row.summary, row.text, row.updated_at = summary.strip()[:500], text.strip(), at
    row.stamp += 1
    row.save()
    _trace(row, "saved", actor, at)
    return row


@transaction.atomic
def submit_article(article: Article, *, actor: Any, now: datetime | None = None) -> Article:
    """To the desk; it has text or a file."""
    row = _locked(article, actor, "submit")
    if not row.text and not files.attachments_of(article_pointer(row)):
        raise DomainError("บทความยังไม่มีเนื้อความหรือไฟล์ กรุณาเขียนหรือแนบก่อนส่ง")
    done = _to(row, "submit", "submitted", actor, now)
    _tell(row, holders("clerk", row.district, timezone.localdate(row.updated_at)), "submitted", "ส่งบทความ")
    return done


@transaction.atomic
def publish_article(
    article: Article, *, actor: Any, published_on: date, published_where: str, link: str = "",
    now: datetime | None = None,
) -> Article:  # fmt: skip
    """Where and when it came out; not in the future."""
    row = _locked(article, actor, "publish")
    at = now or timezone.now()
    if published_on > timezone.localdate(at):
        raise DomainError("วันที่เผยแพร่ต้องไม่เป็นวันในอนาคต", field="published_on")
    row.published_on, row.link = published_on, link.strip()
    row.published_where = needed(published_where, "กรุณาระบุว่าเผยแพร่ที่ใด", field="published_where")[:200]
    done = _to(row, "publish", "published", actor, at, where=row.published_where)
    _tell(row, [row.author.user], "published", "เผยแพร่บทความแล้ว", row.published_where)
    return done


@transaction.atomic
def return_article(article: Article, *, actor: Any, reason: str, now: datetime | None = None) -> Article:
    row = _locked(article, actor, "return")
    row.comment = needed(reason, "กรุณาเขียนว่าต้องแก้ไขอะไร")[:2000]
    done = _to(row, "return", "returned", actor, now, reason=row.comment)
    _tell(row, [row.author.user], "returned", "ส่งบทความกลับแก้ไข", row.comment)
    return done


@transaction.atomic
def withdraw_article(article: Article, *, actor: Any, reason: str, now: datetime | None = None) -> Article:
    row = _locked(article, actor, "withdraw")
    row.comment = needed(reason, "กรุณาเขียนเหตุที่ถอน")[:2000]
    return _to(row, "withdraw", "withdrawn", actor, now, reason=row.comment)


def _to(row: Article, act: str, code: str, actor: Any, now: datetime | None, **data: Any) -> Article:
    row.state, row.updated_at = ARTICLE_STATES.next(row.state, act), now or timezone.now()
    row.stamp += 1
    row.save()
    _trace(row, code, actor, row.updated_at, **data)
    return row
