"""Addresses. The desk's day; folders presented for signature, and where each is now."""

from django.urls import URLPattern, URLResolver, path

from office.folders.views import desk

app_name = "folders"
urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/", desk.desk, name="desk"),
]
