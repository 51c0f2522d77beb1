"""Addresses of quality levels and external assessment."""

from django.urls import path

from qa.levels.views import external, figures, imports

app_name = "levels"

urlpatterns = [
    path("qa/levels/", figures.summary_page, name="summary"),
    path("qa/levels/schools/", figures.schools_page, name="schools"),
    path("qa/levels/schools/<int:pk>/", figures.school_page, name="school"),
    path("qa/levels/beside/", figures.beside_page, name="beside"),
    path("qa/levels/synthesis/", figures.synthesis_page, name="synthesis"),
    path("qa/levels/import/", imports.imports, name="imports"),
    path("qa/levels/import/template/", imports.import_template, name="import-template"),
    path("qa/levels/import/<uuid:pk>/", imports.import_run, name="import"),
    path("qa/levels/import/<uuid:pk>/confirm/", imports.import_confirm, name="import-confirm"),
    path("qa/levels/import/<uuid:pk>/drop/", imports.import_drop, name="import-drop"),
    path("qa/levels/external/", external.rounds, name="rounds"),
    path("qa/levels/external/new/", external.round_edit, name="round-new"),
    path("qa/levels/external/<int:pk>/", external.round_page, name="round"),
    path("qa/levels/external/<int:pk>/edit/", external.round_edit, name="round-edit"),
    path("qa/levels/external/<int:pk>/results/new/", external.result_new, name="result-new"),
    path("qa/levels/external/results/<int:pk>/", external.result_page, name="result"),
    path("qa/levels/external/results/<int:pk>/edit/", external.result_edit, name="result-edit"),
    path("qa/levels/external/results/<int:pk>/advice/", external.advice_new, name="advice-new"),
]
