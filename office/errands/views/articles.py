"""Articles of the group's people: list, one article, writing and publishing."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import act_page, acted, pressed
from core.conflicts import guarded
from core.forms import ReasonForm
from core.passed import admit
from core.trail import trail
from office.errands import services
from office.errands.forms import ArticleForm, PublishForm
from office.errands.models import Article
from office.errands.permissions import (
    ARTICLE_STATES,
    ASKERS,
    can_act_on_article,
    may_act_on_article,
    may_call,
    may_write_articles,
)
from office.errands.queries import article_pointer
from office.errands.tables import ArticleTable
from schools.models import Person
from schools.scope import people_keys
from schools.views.common import office_of, require

UNDER = ("errands:articles", "บทความ")
_METHODS = ["GET", "HEAD", "POST"]
_LOOKS = {
    "article.saved": ("plain", "pencil"), "article.submitted": ("", "send"),
    "article.published": ("ok", "circle-check"),
    "article.returned": ("warn", "arrow-back-up"), "article.withdrawn": ("bad", "circle-x"),
}  # fmt: skip


def _article_or_404(request: HttpRequest, pk: int) -> Article:
    found: Article = get_object_or_404(
        Article.objects.visible_to(request.user).select_related("district", "author"), pk=pk
    )
    return found


def _article_for(request: HttpRequest, pk: int, act: str) -> Article:
    """In scope; 403 for who may not act on it. Whose act it is, but too late, is told what happened."""
    found = _article_or_404(request, pk)
    admit(
        request, article_pointer(found), found.get_state_display(), may=may_act_on_article(request.user, found, act),
        now=ARTICLE_STATES.allows(found.state, act),
    )  # fmt: skip
    return found


@requires(*ASKERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    district = office_of(request)
    may = may_write_articles(request.user, district)
    require(may)
    rows = Article.objects.visible_to(request.user).of_district(district).select_related("author")
    return render(
        request,
        "office/errands/articles.html",
        {"table": ArticleTable(request, rows, title="บทความ"), "may_write": may},
    )


@requires(*ASKERS)
@require_http_methods(_METHODS)
def write(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A new article, or with its key the draft; another person's save is told, never written over unasked."""
    found = _article_for(request, pk, "edit") if pk else None
    district = found.district if found else office_of(request)
    require(may_write_articles(request.user, district) or found is not None)
    people = Person.objects.visible_to(request.user).of_district(district).staff().order_by("name_sort")
    mine = people_keys(request.user)
    if not may_call(request.user, district):
        people = people.filter(pk__in={*mine, found.author_id} if found else mine)
    initial = (
        {name: getattr(found, name) for name in ("author", "title", "summary", "text")}
        if found
        else {"author": people.filter(pk__in=mine).first()}
    )
    form = ArticleForm(request.POST or None, people=people, initial=initial)
    saved, more = guarded(
        request, form,
        lambda stamp: services.save_article(
            district, actor=request.user, article=found, stamp=stamp, **form.cleaned_data
        ),
        stamp=found.stamp if found else 0, fresh=lambda: _article_for(request, pk, "edit") if pk else None,
    )  # fmt: skip
    if saved is not None:
        messages.success(request, "บันทึกบทความแล้ว")
        return redirect("errands:article", saved.pk)
    back = reverse("errands:article", args=[pk]) if pk else reverse("errands:articles")
    return act_page(
        request, form, heading="แก้ไขบทความ" if found else "เขียนบทความ", button="บันทึกร่าง", back=back,
        sub=found.title if found else "", under=UNDER, draft=f"article-{pk or 'new'}", **more,
    )  # fmt: skip


@requires(*ASKERS)
@require_safe
def article(request: HttpRequest, pk: int) -> HttpResponse:
    found = _article_or_404(request, pk)
    context: dict[str, Any] = {
        "article": found, "acts": {act: can_act_on_article(request.user, found, act) for act in ARTICLE_STATES.labels},
        "events": trail("article", found.pk, _LOOKS) if may_act_on_article(request.user, found, "edit") else [],
    }  # fmt: skip
    return render(request, "office/errands/article.html", context)


@requires(*ASKERS)
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    found = _article_for(request, pk, "submit")
    back = reverse("errands:article", args=[pk])
    return pressed(request, lambda: services.submit_article(found, actor=request.user), back=back, done="ส่งบทความแล้ว")


@requires("desk.write", "desk.decide")
@require_http_methods(_METHODS)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    found = _article_for(request, pk, "publish")
    form = PublishForm(request.POST or None)
    return _page(request, found, form, services.publish_article, "บันทึกการเผยแพร่", "บันทึกว่าเผยแพร่แล้ว")


@requires("desk.write", "desk.decide")
@require_http_methods(_METHODS)
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    found = _article_for(request, pk, "return")
    form = ReasonForm(request.POST or None, label="ต้องแก้ไขอะไร")
    return _page(request, found, form, services.return_article, "ส่งกลับแก้ไข", "ส่งกลับ")


@requires(*ASKERS)
@require_http_methods(_METHODS)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = _article_for(request, pk, "withdraw")
    form = ReasonForm(request.POST or None, label="เหตุที่ถอน")
    return _page(request, found, form, services.withdraw_article, "ถอนการเผยแพร่", "ถอนการเผยแพร่")


def _page(request: HttpRequest, found: Article, form: Any, act: Any, *words: str) -> HttpResponse:
    """Run the act with the form's values, then the article; else the form's page. `words`: heading and button."""
    heading, button = words
    return acted(
        request, form, lambda: act(found, actor=request.user, **form.cleaned_data), heading=heading, button=button,
        back=reverse("errands:article", args=[found.pk]), done=f"{heading}: บันทึกแล้ว", sub=found.title, under=UNDER,
    )  # fmt: skip
