"""Addresses of this app."""

from django.urls import path

from kotpn.assessment.views import tables

app_name = "assessment"
urlpatterns = [
    path("kotpn/assessment/tables/", tables.tables, name="tables"),
    path("kotpn/assessment/tables/<str:key>/", tables.table_schools, name="table-schools"),
]
