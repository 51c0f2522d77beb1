"""Addresses. Test results of schools, their trends, early warnings, and the item bank."""

from django.urls import URLPattern, URLResolver, path

from supervision.achievement.views import bank, checks, figures, imports, records

app_name = "achievement"
urlpatterns: list[URLPattern | URLResolver] = [
    path("achievement/", figures.index, name="index"),
    path("achievement/papers/<int:pk>/", figures.paper_page, name="paper"),
    path("achievement/schools/<int:pk>/", figures.school_page, name="school"),
    path("achievement/warnings/", figures.warnings, name="warnings"),
    path("achievement/warnings/rule/", figures.rule, name="rule"),
    path("achievement/results/new/", records.result_new, name="result-new"),
    path("achievement/results/<int:pk>/edit/", records.result_edit, name="result-edit"),
    path("achievement/results/<int:pk>/remove/", records.result_remove, name="result-remove"),
    path("achievement/exams/", records.exams, name="exams"),
    path("achievement/exams/new/", records.exam_edit, name="exam-new"),
    path("achievement/exams/<int:pk>/edit/", records.exam_edit, name="exam-edit"),
    path("achievement/exams/<int:pk>/papers/new/", records.paper_new, name="paper-new"),
    path("achievement/papers/<int:pk>/edit/", records.paper_edit, name="paper-edit"),
    path("achievement/import/", imports.imports, name="imports"),
    path("achievement/import/template/", imports.import_template, name="import-template"),
    path("achievement/import/<uuid:pk>/", imports.import_run, name="import"),
    path("achievement/import/<uuid:pk>/confirm/", imports.import_confirm, name="import-confirm"),
    path("achievement/import/<uuid:pk>/drop/", imports.import_drop, name="import-drop"),
    path("achievement/bank/", bank.bank, name="bank"),
    path("achievement/bank/new/", bank.item_new, name="item-new"),
    path("achievement/bank/<int:pk>/", bank.item, name="item"),
    path("achievement/bank/<int:pk>/edit/", bank.item_edit, name="item-edit"),
    path("achievement/bank/<int:pk>/use/", bank.item_use, name="item-use"),
    path("achievement/bank/<int:pk>/withdraw/", bank.item_withdraw, name="item-withdraw"),
    path("achievement/bank/<int:pk>/restore/", bank.item_restore, name="item-restore"),
    path("achievement/checks/", checks.checks, name="checks"),
    path("achievement/checks/new/", checks.check_new, name="check-new"),
    path("achievement/checks/<int:pk>/", checks.check, name="check"),
    path("achievement/checks/<int:pk>/record/", checks.check_record, name="check-record"),
    path("achievement/checks/<int:pk>/finish/", checks.check_finish, name="check-finish"),
    path("achievement/checks/<int:pk>/reopen/", checks.check_reopen, name="check-reopen"),
    path("achievement/checks/<int:pk>/cancel/", checks.check_cancel, name="check-cancel"),
]
