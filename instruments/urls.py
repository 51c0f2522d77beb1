"""Addresses of the instruments app."""

from django.urls import URLPattern, URLResolver, path

from instruments.views import bands, compare, exchange

app_name = "instruments"
urlpatterns: list[URLPattern | URLResolver] = [
    path("compare/", compare.compare_page, name="compare"),
    path("bands/", bands.bands, name="bands"),
    path("bands/new/", bands.band_new, name="band-new"),
    path("bands/<int:pk>/", bands.band_edit, name="band-edit"),
    path("bands/<int:pk>/copy/", bands.band_copy, name="band-copy"),
    path("bands/<int:pk>/switch/", bands.band_switch, name="band-switch"),
    path("import/", exchange.import_form, name="import"),
    path("import/confirm/", exchange.import_confirm, name="import-confirm"),
    path("versions/<int:pk>/content/", exchange.content, name="content"),
    path("versions/<int:pk>/xlsform/", exchange.export_form, name="export"),
]
