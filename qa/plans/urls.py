"""Addresses of quality plans."""

from django.urls import URLPattern, URLResolver, path

from qa.plans.views import plans, rows

app_name = "quality-plans"
urlpatterns: list[URLPattern | URLResolver] = [
    path("qa/plans/", plans.plans, name="plans"),
    path("qa/plans/new/", plans.new, name="plan-new"),
    path("qa/plans/<int:pk>/", plans.plan, name="plan"),
    path("qa/plans/<int:pk>/edit/", rows.front, name="plan-front"),
    path("qa/plans/<int:pk>/pick/", rows.pick, name="plan-pick"),
    path("qa/plans/<int:pk>/submit/", plans.submit, name="plan-submit"),
    path("qa/plans/<int:pk>/withdraw/", plans.withdraw, name="plan-withdraw"),
    path("qa/plans/<int:pk>/decide/", plans.decide, name="plan-decide"),
    path("qa/plans/<int:pk>/cancel/", plans.cancel, name="plan-cancel"),
    path("qa/plans/<int:pk>/results/<int:year>/", plans.results, name="plan-results"),
    path("qa/plans/<int:pk>/<slug:part>/new/", rows.new_row, name="row-new"),
    path("qa/plans/<int:pk>/<slug:part>/<int:row>/", rows.row, name="row"),
    path("qa/plans/<int:pk>/<slug:part>/<int:row>/move/", rows.move, name="row-move"),
    path("qa/plans/<int:pk>/<slug:part>/<int:row>/remove/", rows.remove, name="row-remove"),
]
