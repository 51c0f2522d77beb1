"""Addresses of schools, imports, settings and lists; those of people stand beside it."""

from django.urls import path

from schools.views import imports, lifecycle, office, schools

patterns = [
    path("schools/", schools.school_list, name="schools"),
    path("schools/new/", schools.school_new, name="school-new"),
    path("schools/<int:pk>/", schools.school, name="school"),
    path("schools/<int:pk>/edit/", schools.school_edit, name="school-edit"),
    path("schools/<int:pk>/counts/", schools.school_counts, name="school-counts"),
    path("schools/<int:pk>/<slug:way>/", lifecycle.school_act, name="school-act"),
    path("office/import/", imports.imports, name="imports"),
    path("office/import/template/", imports.import_template, name="import-template"),
    path("office/import/<uuid:pk>/", imports.import_run, name="import"),
    path("office/import/<uuid:pk>/confirm/", imports.import_confirm, name="import-confirm"),
    path("office/import/<uuid:pk>/drop/", imports.import_drop, name="import-drop"),
    path("office/export/", imports.export, name="export"),
    path("office/settings/", office.settings, name="settings"),
    path("office/settings/garuda/", office.garuda, name="garuda"),
    path("office/lists/", office.lists, name="lists"),
    path("office/lists/size-schemes/<int:pk>/bands/", office.bands, name="bands"),
    path("office/lists/<slug:key>/", office.office_list, name="list"),
    path("office/lists/<slug:key>/new/", office.office_list_row, name="list-new"),
    path("office/lists/<slug:key>/<int:pk>/", office.office_list_row, name="list-row"),
]
