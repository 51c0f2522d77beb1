"""Every address of the product; each app owns its own list."""

from django.urls import include, path

urlpatterns = [
    path("", include("accounts.urls")),
]
