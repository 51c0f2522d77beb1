"""Addresses of the processes app."""

from django.urls import URLPattern, URLResolver, path

from processes.views import actions, boards, drafts, procedures, runs

app_name = "processes"
urlpatterns: list[URLPattern | URLResolver] = [
    path("actions/", actions.actions, name="actions"),
    path("actions/<int:pk>/", actions.action, name="action"),
    path("actions/<int:pk>/draft/", actions.draft, name="draft"),
    path("actions/<int:pk>/report/", actions.report, name="report"),
    path("actions/<int:pk>/close/", actions.close, name="close"),
    path("actions/<int:pk>/return/", actions.return_, name="return"),
    path("actions/<int:pk>/reopen/", actions.reopen, name="reopen"),
    path("actions/<int:pk>/cancel/", actions.cancel, name="cancel"),
    path("procedures/", procedures.index, name="procedures"),
    path("procedures/new/", procedures.new, name="procedure-new"),
    path("procedures/<int:pk>/", procedures.procedure, name="procedure"),
    path("procedures/<int:pk>/draft/", procedures.draft, name="procedure-draft"),
    path("procedures/<int:pk>/active/", procedures.active, name="procedure-active"),
    path("procedures/<int:pk>/open/", runs.open_, name="runs-open"),
    path("procedures/<int:pk>/board/", boards.board, name="runs-board"),
    path("procedures/drafts/<int:pk>/", drafts.build, name="version"),
    path("procedures/drafts/<int:pk>/words/", drafts.words, name="version-words"),
    path("procedures/drafts/<int:pk>/publish/", drafts.publish, name="version-publish"),
    path("procedures/drafts/<int:pk>/delete/", drafts.delete, name="version-delete"),
    path("procedures/drafts/<int:pk>/steps/new/", drafts.new_step, name="step-new"),
    path("procedures/drafts/<int:pk>/steps/<int:step>/", drafts.step, name="step"),
    path("procedures/drafts/<int:pk>/steps/<int:step>/move/", drafts.move, name="step-move"),
    path("procedures/drafts/<int:pk>/steps/<int:step>/remove/", drafts.remove, name="step-remove"),
    path("runs/", boards.index, name="runs"),
    path("runs/<int:pk>/", runs.run, name="run"),
    path("runs/<int:pk>/steps/<int:row>/", runs.step, name="run-step"),
    path("runs/<int:pk>/cancel/", runs.cancel, name="run-cancel"),
]
