"""Addresses of the reports app."""

from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("", views.document_list, name="list"),
    path("runs/<uuid:pk>/", views.run, name="run"),
    path("runs/<uuid:pk>/cancel/", views.cancel, name="cancel"),
    path("runs/<uuid:pk>/retry/", views.retry, name="retry"),
    path("runs/<uuid:pk>/file/", views.download, name="download"),
    path("<slug:key>/", views.document, name="document"),
]
