"""Addresses of the instruments app."""

from django.urls import URLPattern, URLResolver, path

from instruments.views import bands

app_name = "instruments"
urlpatterns: list[URLPattern | URLResolver] = [
    path("bands/", bands.bands, name="bands"),
    path("bands/new/", bands.band_new, name="band-new"),
    path("bands/<int:pk>/", bands.band_edit, name="band-edit"),
    path("bands/<int:pk>/copy/", bands.band_copy, name="band-copy"),
    path("bands/<int:pk>/switch/", bands.band_switch, name="band-switch"),
]
