"""Addresses of inclusive schools in counts and of coordination on special education."""

from django.urls import URLPattern, URLResolver, path

from supervision.inclusion.views import coordination, counts

app_name = "inclusion"
urlpatterns: list[URLPattern | URLResolver] = [
    path("inclusion/", counts.index, name="index"),
    path("inclusion/open/", counts.open_, name="open"),
    path("inclusion/schools/<int:pk>/", counts.school_page, name="school"),
    path("inclusion/years/<int:pk>/", counts.year_page, name="year"),
    path("inclusion/years/<int:pk>/edit/", counts.edit, name="edit"),
    path("inclusion/years/<int:pk>/help/", counts.help_add, name="help-add"),
    path("inclusion/help/<int:pk>/drop/", counts.help_drop, name="help-drop"),
    path("inclusion/years/<int:pk>/submit/", counts.submit, name="submit"),
    path("inclusion/years/<int:pk>/accept/", counts.accept, name="accept"),
    path("inclusion/years/<int:pk>/return/", counts.return_, name="return"),
    path("inclusion/coordination/", coordination.log, name="coordination"),
    path("inclusion/coordination/new/", coordination.new, name="coordination-new"),
    path("inclusion/coordination/<int:pk>/edit/", coordination.edit, name="coordination-edit"),
    path("inclusion/coordination/<int:pk>/cancel/", coordination.cancel, name="coordination-cancel"),
]
