"""Articles: written, submitted, published or returned; refusals first."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.errors import DomainError, NotAllowed, StaleRevision
from office.errands import services
from office.errands.models import Article
from office.errands.queries import articles_done
from tests.factories import base
from tests.factories.desk import Desk

pytestmark = pytest.mark.django_db
DAY = date(2025, 1, 15)


def article(of: Desk, **more: Any) -> Article:
    words = {"title": "อ่านคล่องเขียนคล่อง", "text": "เนื้อความ", **more}
    return services.save_article(of.district, actor=of.supervisor, author=of.person(of.supervisor), **words)


def test_people_write_their_own_and_the_desk_for_anybody(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        services.save_article(
            desk.district, actor=desk.stranger, author=desk.person(desk.head), title="บทความ", text="เนื้อความ"
        )
    with pytest.raises(DomainError) as told:
        services.save_article(desk.district, actor=desk.supervisor, author=desk.person(desk.head), title="บทความ")
    assert told.value.field == "author"
    assert services.save_article(desk.district, actor=desk.clerk, author=desk.person(desk.head), title="บทความ").pk


def test_an_empty_article_is_not_submitted(desk: Desk) -> None:
    with pytest.raises(DomainError, match="ยังไม่มีเนื้อความ"):
        services.submit_article(article(desk, text=""), actor=desk.supervisor)


def test_submitted_returned_published_withdrawn(desk: Desk) -> None:
    row = services.submit_article(article(desk), actor=desk.supervisor)
    with pytest.raises(DomainError, match="แก้ไขไม่ได้"):
        article(desk, article=row)
    with pytest.raises(NotAllowed):
        services.publish_article(row, actor=desk.supervisor, published_on=DAY, published_where="เว็บไซต์")
    row = services.return_article(row, actor=desk.clerk, reason="ตรวจคำผิด")
    row = services.submit_article(article(desk, article=row, text="แก้แล้ว"), actor=desk.supervisor)
    tomorrow = timezone.localdate() + timedelta(days=1)
    for words, field in (({"published_on": tomorrow}, "published_on"), ({"published_where": " "}, "published_where")):
        with pytest.raises(DomainError) as told:
            services.publish_article(
                row, actor=desk.clerk, **{"published_on": DAY, "published_where": "เว็บไซต์", **words}
            )
        assert told.value.field == field
    row = services.publish_article(row, actor=desk.clerk, published_on=DAY, published_where="เว็บไซต์")
    assert [one.label for one in articles_done(desk.district, DAY, DAY)] == [row.title]
    assert services.withdraw_article(row, actor=desk.supervisor, reason="ข้อมูลเปลี่ยน").state == "withdrawn"
    assert not list(articles_done(desk.district, DAY, DAY))


def test_another_persons_save_is_told(desk: Desk) -> None:
    row = article(desk)
    article(desk, article=row, stamp=row.stamp, text="ฉบับใหม่")
    with pytest.raises(StaleRevision):
        article(desk, article=row, stamp=row.stamp, text="ฉบับเก่า")


def test_drafts_are_seen_by_their_author_and_the_desk(desk: Desk) -> None:
    row = article(desk)
    other = base.user("supervisor", desk.district)
    for user, sees in ((desk.supervisor, True), (desk.clerk, True), (other, False), (desk.stranger, False)):
        assert Article.objects.visible_to(user).filter(pk=row.pk).exists() is sees
    services.publish_article(
        services.submit_article(row, actor=desk.supervisor),
        actor=desk.clerk,
        published_on=DAY,
        published_where="วารสาร",
    )
    assert Article.objects.visible_to(other).count() == 1


def test_written_and_published_in_the_browser(desk: Desk, client: Client) -> None:
    client.force_login(desk.supervisor)
    me = desk.person(desk.supervisor).pk
    answer = client.post(reverse("errands:article-new"), {"author": me, "title": "", "text": "ยาวมาก"})
    assert answer.status_code == 422
    assert "ยาวมาก" in answer.content.decode()
    client.post(reverse("errands:article-new"), {"author": me, "title": "สอนคิด", "text": "ยาวมาก"})
    row = Article.objects.get()
    stale = client.post(
        reverse("errands:article-edit", args=[row.pk]), {"author": me, "title": "สอนคิด", "text": "ก", "stamp": "0"}
    )
    assert stale.status_code == 422
    client.post(reverse("errands:article-submit", args=[row.pk]))
    client.force_login(desk.clerk)
    page = reverse("errands:article-publish", args=[row.pk])
    client.post(page, {"published_on": "15 ม.ค. 2568", "published_where": "เว็บไซต์", "link": "https://example.org/a"})
    row.refresh_from_db()
    assert (row.state, row.published_on) == ("published", DAY)
    assert "สอนคิด" in client.get(reverse("errands:articles")).content.decode()
