"""Addresses of monitoring plans and their results."""

from django.urls import URLPattern, URLResolver, path

from kotpn.monitoring.views import index, plans, public, results

app_name = "monitoring"
urlpatterns: list[URLPattern | URLResolver] = [
    path("kotpn/monitoring/", index.index, name="index"),
    path("kotpn/monitoring/plans/new/", plans.new, name="plan-new"),
    path("kotpn/monitoring/plans/<int:pk>/", plans.plan, name="plan"),
    path("kotpn/monitoring/plans/<int:pk>/texts/", plans.texts, name="plan-texts"),
    path("kotpn/monitoring/plans/<int:pk>/draw/", plans.draw, name="plan-draw"),
    path("kotpn/monitoring/plans/<int:pk>/lines/new/", plans.line_new, name="line-new"),
    path("kotpn/monitoring/plans/<int:pk>/lines/<int:line>/", plans.line_edit, name="line-edit"),
    path("kotpn/monitoring/plans/<int:pk>/lines/<int:line>/move/", plans.line_move, name="line-move"),
    path("kotpn/monitoring/plans/<int:pk>/lines/<int:line>/drop/", plans.line_drop, name="line-drop"),
    path("kotpn/monitoring/plans/<int:pk>/send/", plans.send, name="plan-send"),
    path("kotpn/monitoring/plans/<int:pk>/withdraw/", plans.withdraw, name="plan-withdraw"),
    path("kotpn/monitoring/plans/<int:pk>/reopen/", plans.reopen, name="plan-reopen"),
    path("kotpn/monitoring/plans/<int:pk>/cancel/", plans.cancel, name="plan-cancel"),
    path("kotpn/monitoring/results/new/", results.new, name="result-new"),
    path("kotpn/monitoring/results/<int:pk>/", results.report, name="result"),
    path("kotpn/monitoring/results/<int:pk>/edit/", results.edit, name="result-edit"),
    path("kotpn/monitoring/results/<int:pk>/send/", results.send, name="result-send"),
    path("kotpn/monitoring/results/<int:pk>/withdraw/", results.withdraw, name="result-withdraw"),
    path("kotpn/monitoring/results/<int:pk>/cancel/", results.cancel, name="result-cancel"),
    path("kotpn/monitoring/results/<int:pk>/publish/", results.publish, name="result-publish"),
    path("kotpn/monitoring/results/<int:pk>/withhold/", results.withhold, name="result-withhold"),
    path("results/<str:key>/", public.report, name="public"),
]
