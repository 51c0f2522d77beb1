"""Addresses. Circulars and who has read them."""

from django.urls import URLPattern, URLResolver

app_name = "circulars"
urlpatterns: list[URLPattern | URLResolver] = []
