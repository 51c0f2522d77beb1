from django.urls import path

from supervision.progress.views import following, indicator, next_year, office, plan, reporting, sheet

app_name = "progress"

urlpatterns = [
    path("improvement-progress/<int:pk>/baselines/", office.baselines, name="baselines"),
    path("improvement-progress/<int:pk>/baselines/accept/", office.accept_all, name="accept-all"),
    path("improvement-progress/<int:pk>/baselines/remind/", office.remind, name="remind"),
    path("improvement-progress/<int:pk>/targets/", office.targets, name="fill-targets"),
    path("improvement-progress/<int:pk>/plans/", office.plans, name="plans"),
    path("improvement-progress/<int:pk>/reports/", following.reports, name="reports"),
    path("improvement-progress/<int:pk>/reports/remind/", following.remind, name="remind-reports"),
    path("improvement-progress/<int:pk>/objectives/", following.objectives, name="objectives"),
    path("improvement-progress/<int:pk>/next/", next_year.next_plan, name="next-plan"),
    path("improvement-progress/<int:pk>/next/open/", next_year.open_next, name="open-next"),
    path("improvement-progress/<int:pk>/carry/", next_year.carry, name="carry-over"),
    path("improvement-progress/report/", reporting.choose, name="choose"),
    path("improvement-progress/schools/<int:pk>/", sheet.baseline, name="baseline"),
    path("improvement-progress/schools/<int:pk>/areas/<int:area>/", sheet.area, name="area"),
    path("improvement-progress/schools/<int:pk>/submit/", sheet.submit, name="submit"),
    path("improvement-progress/schools/<int:pk>/accept/", sheet.accept, name="accept"),
    path("improvement-progress/schools/<int:pk>/return/", sheet.send_back, name="return"),
    path("improvement-progress/schools/<int:pk>/plan/", plan.plan, name="plan"),
    path("improvement-progress/schools/<int:pk>/plan/new/", plan.new, name="plan-new"),
    path("improvement-progress/schools/<int:pk>/plan/<int:line>/", plan.edit, name="plan-edit"),
    path("improvement-progress/schools/<int:pk>/plan/<int:line>/remove/", plan.remove, name="plan-remove"),
    path("improvement-progress/schools/<int:pk>/plan/<int:line>/done/", plan.done, name="plan-done"),
    path("improvement-progress/schools/<int:pk>/report/", reporting.report, name="report"),
    path("improvement-progress/schools/<int:pk>/reports/", following.school_reports, name="school-reports"),
    path("improvement-progress/schools/<int:pk>/objectives/", following.school_objectives, name="school-objectives"),
    path("improvement-progress/schools/<int:pk>/indicators/<int:indicator>/", indicator.page, name="indicator"),
    path("improvement-progress/schools/<int:pk>/next/", next_year.school_next, name="school-next"),
    path("improvement-progress/reports/<int:pk>/", reporting.page, name="report-page"),
    path("improvement-progress/reports/<int:pk>/cancel/", reporting.cancel, name="report-cancel"),
]
