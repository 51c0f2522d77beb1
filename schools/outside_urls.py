"""Addresses of the register of outside people and bodies."""

from django.urls import URLPattern, URLResolver, path

from schools.views import outside

app_name = "outside"
urlpatterns: list[URLPattern | URLResolver] = [
    path("office/outside/", outside.people, name="people"),
    path("office/outside/new/", outside.person_form, name="person-new"),
    path("office/outside/<int:pk>/", outside.person, name="person"),
    path("office/outside/<int:pk>/edit/", outside.person_form, name="person-edit"),
    path("office/outside/<int:pk>/switch/", outside.person_switch, name="person-switch"),
    path("office/outside/<int:pk>/account/", outside.link, name="link"),
    path("office/outside/bodies/", outside.bodies, name="bodies"),
    path("office/outside/bodies/new/", outside.body_form, name="body-new"),
    path("office/outside/bodies/<int:pk>/", outside.body, name="body"),
    path("office/outside/bodies/<int:pk>/edit/", outside.body_form, name="body-edit"),
    path("office/outside/bodies/<int:pk>/switch/", outside.body_switch, name="body-switch"),
]
