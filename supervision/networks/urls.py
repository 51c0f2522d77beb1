"""Addresses of supervision networks; the personal link of a survey is public."""

from django.urls import URLPattern, URLResolver, path

from supervision.networks.views import belonging, networks, public, surveys, years

app_name = "networks"
urlpatterns: list[URLPattern | URLResolver] = [
    path("n/<str:token>/", public.answer, name="answer"),
    path("networks/", networks.index, name="index"),
    path("networks/new/", networks.new, name="new"),
    path("networks/years/", years.overview, name="overview"),
    path("networks/schools/", belonging.matrix, name="matrix"),
    path("networks/<int:pk>/", networks.network_page, name="network"),
    path("networks/<int:pk>/edit/", networks.edit, name="edit"),
    path("networks/<int:pk>/close/", networks.close, name="close"),
    path("networks/<int:pk>/reopen/", networks.reopen, name="reopen"),
    path("networks/<int:pk>/members/add/", networks.members, name="members"),
    path("networks/members/<int:pk>/leave/", networks.leave, name="leave"),
    path("networks/<int:pk>/pairs/add/", networks.pair, name="pair"),
    path("networks/pairs/<int:pk>/end/", networks.end_pair, name="pair-end"),
    path("networks/<int:pk>/years/open/", networks.open_year, name="year-open"),
    path("networks/years/<int:pk>/", years.year_page, name="year"),
    path("networks/years/<int:pk>/words/", years.words, name="words"),
    path("networks/years/<int:pk>/plan/add/", years.plan_add, name="plan-add"),
    path("networks/plan/<int:pk>/edit/", years.plan_edit, name="plan-edit"),
    path("networks/plan/<int:pk>/drop/", years.plan_drop, name="plan-drop"),
    path("networks/years/<int:pk>/call/", years.call, name="call"),
    path("networks/years/<int:pk>/activities/add/", years.activity_add, name="activity-add"),
    path("networks/activities/<int:pk>/edit/", years.activity_edit, name="activity-edit"),
    path("networks/activities/<int:pk>/drop/", years.activity_drop, name="activity-drop"),
    path("networks/years/<int:pk>/survey/", surveys.survey_page, name="survey"),
    path("networks/years/<int:pk>/survey/open/", surveys.survey_open, name="survey-open"),
    path("networks/years/<int:pk>/survey/remind/", surveys.survey_remind, name="survey-remind"),
    path("networks/years/<int:pk>/survey/close/", surveys.survey_close, name="survey-close"),
    path("networks/years/<int:pk>/follow-ups/", surveys.follow_ups, name="follow-ups"),
    path("networks/years/<int:pk>/follow-up/", surveys.follow_up, name="follow-up"),
    path("networks/follow-ups/<int:pk>/drop/", surveys.follow_up_drop, name="follow-up-drop"),
    path("networks/years/<int:pk>/report/", years.report, name="report"),
    path("networks/years/<int:pk>/reopen/", years.reopen, name="year-reopen"),
    path("networks/years/<int:pk>/publish/", years.publish, name="publish"),
    path("networks/years/<int:pk>/take-back/", years.take_back, name="take-back"),
]
