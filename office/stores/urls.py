"""Addresses. Supplies, requisitions, stock, repairs and purchases."""

from django.urls import URLPattern, URLResolver

app_name = "stores"
urlpatterns: list[URLPattern | URLResolver] = []
