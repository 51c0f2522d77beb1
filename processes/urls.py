"""Addresses of the processes app."""

from django.urls import URLPattern, URLResolver, path

from processes import views

app_name = "processes"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.actions, name="actions"),
    path("<int:pk>/", views.action, name="action"),
    path("<int:pk>/draft/", views.draft, name="draft"),
    path("<int:pk>/report/", views.report, name="report"),
    path("<int:pk>/close/", views.close, name="close"),
    path("<int:pk>/return/", views.return_, name="return"),
    path("<int:pk>/reopen/", views.reopen, name="reopen"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
]
