"""Addresses. The register of studies and R&D."""

from django.urls import URLPattern, URLResolver, path

from supervision.research import views

app_name = "research"
urlpatterns: list[URLPattern | URLResolver] = [
    path("research/", views.studies, name="studies"),
    path("research/new/", views.new, name="new"),
    path("research/<int:pk>/", views.study_page, name="study"),
    path("research/<int:pk>/edit/", views.edit, name="edit"),
    path("research/<int:pk>/stage/", views.stage, name="stage"),
    path("research/<int:pk>/cancel/", views.cancel, name="cancel"),
    path("research/<int:pk>/publish/", views.publish, name="publish"),
    path("research/<int:pk>/take-back/", views.take_back, name="take-back"),
]
