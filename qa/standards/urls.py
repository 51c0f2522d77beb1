"""Addresses of standards."""

from django.urls import URLPattern, URLResolver, path

from qa.standards.views import district, drafts, school, sets

app_name = "standards"
urlpatterns: list[URLPattern | URLResolver] = [
    path("qa/standards/", sets.sets, name="sets"),
    path("qa/standards/new/", sets.new, name="set-new"),
    path("qa/standards/<int:pk>/", sets.standard_set, name="set"),
    path("qa/standards/<int:pk>/beside/", sets.side_by_side, name="beside"),
    path("qa/standards/<int:pk>/copy/", sets.copy, name="set-copy"),
    path("qa/standards/<int:pk>/publish/", sets.publish, name="set-publish"),
    path("qa/standards/<int:pk>/end/", sets.end, name="set-end"),
    path("qa/standards/<int:pk>/retire/", sets.retire, name="set-retire"),
    path("qa/standards/<int:pk>/delete/", sets.delete, name="set-delete"),
    path("qa/standards/settings/", district.settings, name="settings"),
    path("qa/standards/<int:pk>/paper/", district.paper, name="paper"),
    path("qa/standards/<int:pk>/paper/send/", district.send, name="paper-send"),
    path("qa/standards/<int:pk>/paper/withdraw/", district.withdraw, name="paper-withdraw"),
    path("qa/standards/<int:pk>/paper/endorse/", district.endorse, name="paper-endorse"),
    path("qa/standards/<int:pk>/paper/return/", district.return_, name="paper-return"),
    path("qa/standards/<int:pk>/paper/announce/", district.announce, name="paper-announce"),
    path("qa/standards/<int:pk>/edit/", drafts.front, name="set-front"),
    path("qa/standards/<int:pk>/scale/", drafts.scale, name="set-scale"),
    path("qa/standards/<int:pk>/items/new/", drafts.new_item, name="item-new"),
    path("qa/standards/<int:pk>/items/<int:item>/", drafts.item, name="item"),
    path("qa/standards/<int:pk>/items/<int:item>/move/", drafts.move, name="item-move"),
    path("qa/standards/<int:pk>/items/<int:item>/remove/", drafts.remove, name="item-remove"),
    path("qa/standards/<int:pk>/items/<int:item>/ties/", drafts.ties, name="item-ties"),
    path("qa/standards/board/", school.board, name="board"),
    path("qa/standards/<int:pk>/paper/tie/", district.tie, name="paper-tie"),
    path("qa/standards/school/", school.papers, name="school-papers"),
    path("qa/standards/school/new/", school.new, name="school-new"),
    path("qa/standards/school/<int:pk>/", school.paper, name="school-paper"),
    path("qa/standards/school/<int:pk>/targets/", school.targets, name="school-targets"),
    path("qa/standards/school/<int:pk>/items/new/", school.own_item, name="school-item-new"),
    path("qa/standards/school/<int:pk>/items/<int:item>/", school.own_item, name="school-item"),
    path("qa/standards/school/<int:pk>/items/<int:item>/remove/", school.remove_item, name="school-item-remove"),
    path("qa/standards/school/<int:pk>/declare/", school.declare, name="school-declare"),
    path("qa/standards/school/<int:pk>/revise/", school.revise, name="school-revise"),
    path("qa/standards/school/<int:pk>/delete/", school.delete, name="school-delete"),
]
