"""Addresses of the evidence app."""

from django.urls import URLPattern, URLResolver, path

from evidence.views import items

app_name = "evidence"
urlpatterns: list[URLPattern | URLResolver] = [
    path("evidence/<int:pk>/", items.item, name="item"),
]
