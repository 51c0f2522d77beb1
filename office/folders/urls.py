"""Addresses. Folders presented for signature, and where each is now."""

from django.urls import URLPattern, URLResolver

app_name = "folders"
urlpatterns: list[URLPattern | URLResolver] = []
