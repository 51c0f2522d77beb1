"""Addresses of this app."""

from django.urls import URLPattern, path

from kotpn.standards.views import lines, parts, sets

app_name = "office-standards"
urlpatterns: list[URLPattern] = [
    path("kotpn/standards/", sets.sets, name="sets"),
    path("kotpn/standards/new/", sets.new, name="set-new"),
    path("kotpn/standards/<int:pk>/", sets.standard_set, name="set"),
    path("kotpn/standards/<int:pk>/front/", sets.front, name="set-front"),
    path("kotpn/standards/<int:pk>/labels/", sets.labels, name="set-labels"),
    path("kotpn/standards/<int:pk>/copy/", sets.copy, name="set-copy"),
    path("kotpn/standards/<int:pk>/publish/", sets.publish, name="set-publish"),
    path("kotpn/standards/<int:pk>/end/", sets.end, name="set-end"),
    path("kotpn/standards/<int:pk>/retire/", sets.retire, name="set-retire"),
    path("kotpn/standards/<int:pk>/delete/", sets.delete, name="set-delete"),
    path("kotpn/standards/<int:pk>/standards/new/", parts.new_standard, name="standard-new"),
    path("kotpn/standards/standards/<int:pk>/", parts.standard, name="standard"),
    path("kotpn/standards/standards/<int:pk>/remove/", parts.remove_standard, name="standard-remove"),
    path("kotpn/standards/standards/<int:pk>/indicators/new/", parts.new_indicator, name="indicator-new"),
    path("kotpn/standards/indicators/<int:pk>/", parts.indicator, name="indicator"),
    path("kotpn/standards/indicators/<int:pk>/edit/", parts.edit_indicator, name="indicator-edit"),
    path("kotpn/standards/indicators/<int:pk>/rules/", parts.rules, name="rules"),
    path("kotpn/standards/indicators/<int:pk>/remove/", parts.remove_indicator, name="indicator-remove"),
    path("kotpn/standards/indicators/<int:pk>/issues/new/", parts.new_issue, name="issue-new"),
    path("kotpn/standards/issues/<int:pk>/", parts.issue, name="issue"),
    path("kotpn/standards/issues/<int:pk>/remove/", parts.remove_issue, name="issue-remove"),
    path("kotpn/standards/issues/<int:pk>/lines/new/", lines.new_line, name="line-new"),
    path("kotpn/standards/lines/<int:pk>/", lines.line, name="line"),
    path("kotpn/standards/lines/<int:pk>/move/", lines.move, name="line-move"),
    path("kotpn/standards/lines/<int:pk>/remove/", parts.remove_line, name="line-remove"),
]
