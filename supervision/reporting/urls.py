"""Addresses of reports."""

from django.urls import path

from supervision.reporting import views

app_name = "reporting"
urlpatterns = [
    path("reports/", views.reports, name="reports"),
    path("reports/new/", views.report_create, name="report-create"),
    path("reports/<int:pk>/", views.report, name="report"),
    path("reports/<int:pk>/edit/", views.report_edit, name="report-edit"),
    path("reports/<int:pk>/submit/", views.report_submit, name="report-submit"),
    path("reports/<int:pk>/withdraw/", views.report_withdraw, name="report-withdraw"),
    path("reports/<int:pk>/cancel/", views.report_cancel, name="report-cancel"),
    path("reports/<int:pk>/decide/", views.report_decide, name="report-decide"),
]
