"""Addresses. Requests to and from other groups, assigned tasks, articles, items for the monthly meeting."""

from django.urls import URLPattern, URLResolver, path

from office.errands.views import articles, errands, monthly

app_name = "errands"
_ERRAND, _ARTICLE, _CALL = "desk/errands/<int:pk>/", "desk/articles/<int:pk>/", "desk/monthly/<int:pk>/"
_ITEM = f"{_CALL}items/<int:item>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/errands/", errands.index, name="errands"),
    path("desk/errands/new/<slug:kind>/", errands.new, name="new"),
    path(_ERRAND, errands.errand, name="errand"),
    path(f"{_ERRAND}edit/", errands.edit, name="edit"),
    path(f"{_ERRAND}answer/", errands.answer, name="answer"),
    path(f"{_ERRAND}accept/", errands.accept, name="accept"),
    path(f"{_ERRAND}return/", errands.send_back, name="return"),
    path(f"{_ERRAND}cancel/", errands.cancel, name="cancel"),
    path("desk/articles/", articles.index, name="articles"),
    path("desk/articles/new/", articles.write, name="article-new"),
    path(_ARTICLE, articles.article, name="article"),
    path(f"{_ARTICLE}edit/", articles.write, name="article-edit"),
    path(f"{_ARTICLE}submit/", articles.submit, name="article-submit"),
    path(f"{_ARTICLE}publish/", articles.publish, name="article-publish"),
    path(f"{_ARTICLE}return/", articles.send_back, name="article-return"),
    path(f"{_ARTICLE}withdraw/", articles.withdraw, name="article-withdraw"),
    path("desk/monthly/", monthly.index, name="calls"),
    path("desk/monthly/new/", monthly.new, name="call-new"),
    path(_CALL, monthly.call, name="call"),
    path(f"{_CALL}items/new/", monthly.item, name="item-new"),
    path(_ITEM, monthly.item, name="item"),
    path(f"{_ITEM}remove/", monthly.remove, name="item-remove"),
    path(f"{_ITEM}move/", monthly.move, name="item-move"),
    path(f"{_CALL}take/", monthly.take, name="take"),
]
