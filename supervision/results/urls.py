"""Addresses of evaluations and results."""

from django.urls import path

from supervision.results.views import assessors, board, colours, editions, moderation, pictures, sheets

app_name = "quality-results"

urlpatterns = [
    path("quality-results/mine/", sheets.mine, name="mine"),
    path("quality-results/programmes/<int:pk>/evaluation/", board.evaluation, name="evaluation"),
    path("quality-results/programmes/<int:pk>/settings/", board.settings, name="settings"),
    path("quality-results/programmes/<int:pk>/ranking/", editions.ranking, name="ranking"),
    path("quality-results/schools/<int:pk>/", editions.own, name="own"),
    path("quality-results/schools/<int:pk>/sheets/", sheets.sheets, name="sheets"),
    path("quality-results/schools/<int:pk>/begin/", sheets.begin_own, name="begin-own"),
    path("quality-results/evaluations/<int:pk>/begin/<int:participation>/", sheets.begin, name="begin"),
    path("quality-results/evaluations/<int:pk>/assessors/", assessors.assessors, name="assessors"),
    path("quality-results/evaluations/<int:pk>/assessors/new/", assessors.name_assessors, name="assessors-new"),
    path("quality-results/evaluations/<int:pk>/assessors/<int:duty>/end/", assessors.end_assessor, name="assessor-end"),
    path("quality-results/evaluations/<int:pk>/moderation/", moderation.moderation, name="moderation"),
    path(
        "quality-results/evaluations/<int:pk>/moderation/<int:participation>/<int:indicator>/",
        moderation.moderate,
        name="moderate",
    ),
    path("quality-results/evaluations/<int:pk>/compute/", board.compute, name="compute"),
    path("quality-results/sheets/<uuid:key>/", sheets.sheet, name="sheet"),
    path("quality-results/sheets/<uuid:key>/check/", sheets.check, name="sheet-check"),
    path("quality-results/sheets/<uuid:key>/submit/", sheets.submit, name="sheet-submit"),
    path("quality-results/sheets/<uuid:key>/reopen/", sheets.reopen, name="sheet-reopen"),
    path("quality-results/editions/<int:pk>/", editions.edition, name="edition"),
    path("quality-results/editions/<int:pk>/publish/", editions.publish, name="publish"),
    path("quality-results/editions/<int:pk>/schools/<int:participation>/", editions.school, name="school"),
    path(
        "quality-results/editions/<int:pk>/schools/<int:participation>/<int:indicator>/",
        editions.explain,
        name="explain",
    ),
    path("quality-results/programmes/<int:pk>/heat/", pictures.heat_page, name="heat"),
    path("quality-results/programmes/<int:pk>/trend/", pictures.trend_page, name="trend"),
    path("quality-results/schools/<int:pk>/profile/", pictures.profile_page, name="profile"),
    path("quality-results/colours/", colours.colours_page, name="colours"),
    path("quality-results/colours/schools/<int:pk>/", colours.why_page, name="colour-why"),
]
