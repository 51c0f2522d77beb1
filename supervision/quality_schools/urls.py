"""Addresses. One quality school per amphoe: feeder schools, plan, follow-up, report."""

from django.urls import URLPattern, URLResolver, path

from supervision.quality_schools.views import plans, years

app_name = "quality-schools"
urlpatterns: list[URLPattern | URLResolver] = [
    path("quality-schools/", years.index, name="index"),
    path("quality-schools/open/", years.open_, name="open"),
    path("quality-schools/<int:pk>/owners/", years.owners, name="owners"),
    path("quality-schools/<int:pk>/focus/add/", years.focus_add, name="focus-add"),
    path("quality-schools/<int:pk>/focus/<int:focus>/", years.focus_edit, name="focus-edit"),
    path("quality-schools/<int:pk>/amphoe/<int:amphoe>/", years.school, name="school"),
    path("quality-schools/<int:pk>/follow-up/", years.follow_up_page, name="follow-up"),
    path("quality-schools/<int:pk>/report/", years.report, name="report"),
    path("quality-schools/<int:pk>/publish/", years.publish, name="publish"),
    path("quality-schools/<int:pk>/take-back/", years.take_back, name="take-back"),
    path("quality-schools/plans/<int:pk>/", plans.plan, name="plan"),
    path("quality-schools/plans/<int:pk>/edit/", plans.edit, name="plan-edit"),
    path("quality-schools/plans/<int:pk>/submit/", plans.submit, name="plan-submit"),
    path("quality-schools/plans/<int:pk>/withdraw/", plans.withdraw, name="plan-withdraw"),
    path("quality-schools/plans/<int:pk>/decide/", plans.decide, name="plan-decide"),
    path("quality-schools/plans/<int:pk>/dispatch/", plans.dispatch, name="dispatch"),
    path("quality-schools/dispatches/<int:pk>/reply/", plans.reply, name="reply"),
]
