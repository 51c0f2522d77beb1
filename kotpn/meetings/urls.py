"""Addresses of kotpn.meetings."""

from django.urls import URLPattern, URLResolver

app_name = "committee-meetings"
urlpatterns: list[URLPattern | URLResolver] = []
