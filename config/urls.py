"""Every address of the product; each app owns its own list."""

from django.urls import include, path

from config import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("", include("core.urls")),
    path("account/", include("accounts.urls")),
    path("documents/", include("reports.urls")),
    path("", include("schools.urls")),
    path("instruments/", include("instruments.urls")),
    path("actions/", include("processes.urls")),
    path("", include("supervision.planning.urls")),
    path("", include("supervision.field.urls")),
]
