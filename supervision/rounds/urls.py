"""Addresses of rounds and of a school's own supervision."""

from django.urls import URLPattern, URLResolver, path

from supervision.rounds.views import entries, internal, office, recording, results, rounds, summaries

app_name = "rounds"
urlpatterns: list[URLPattern | URLResolver] = [
    path("rounds/", rounds.index, name="rounds"),
    path("rounds/new/", rounds.new, name="new"),
    path("rounds/<int:pk>/", rounds.round_page, name="round"),
    path("rounds/<int:pk>/edit/", rounds.edit, name="edit"),
    path("rounds/<int:pk>/open/", rounds.open_, name="open"),
    path("rounds/<int:pk>/extend/", rounds.extend, name="extend"),
    path("rounds/<int:pk>/close/", rounds.close, name="close"),
    path("rounds/<int:pk>/cancel/", rounds.cancel, name="cancel"),
    path("rounds/<int:pk>/delete/", rounds.delete, name="delete"),
    path("rounds/<int:pk>/remind/", rounds.remind, name="remind"),
    path("rounds/<int:pk>/accept/", rounds.accept, name="accept"),
    path("rounds/<int:pk>/apply/", rounds.apply, name="apply"),
    path("rounds/<int:pk>/results/", results.results_page, name="results"),
    path("rounds/entries/<int:pk>/", entries.entry_page, name="entry"),
    path("rounds/entries/<int:pk>/sheets/<uuid:response>/", entries.sheet, name="sheet"),
    path("rounds/entries/<int:pk>/sheets/<uuid:response>/remove/", entries.remove, name="remove-sheet"),
    path("rounds/entries/<int:pk>/sheets/<uuid:response>/working/", entries.working, name="working"),
    path("rounds/entries/<int:pk>/hand/", entries.hand, name="hand"),
    path("rounds/entries/<int:pk>/submit/", entries.submit, name="submit"),
    path("rounds/entries/<int:pk>/return/", entries.return_, name="return"),
    path("rounds/entries/<int:pk>/excuse/", entries.excuse, name="excuse"),
    path("rounds/entries/<int:pk>/unexcuse/", entries.unexcuse, name="unexcuse"),
    path("internal/", internal.index, name="internal"),
    path("internal/school/<int:school>/plan/", internal.plan, name="internal-plan"),
    path("internal/school/<int:school>/summary/<int:year>/<int:term>/", summaries.summary, name="internal-summary"),
    path("internal/school/<int:school>/summary/<int:year>/<int:term>/submit/", summaries.submit_summary,
         name="internal-submit"),
    path("internal/<int:pk>/", internal.visit_page, name="internal-visit"),
    path("internal/<int:pk>/record/", recording.record, name="internal-record"),
    path("internal/<int:pk>/done/", internal.done, name="internal-done"),
    path("internal/<int:pk>/reopen/", internal.reopen, name="internal-reopen"),
    path("internal/<int:pk>/acknowledge/", internal.acknowledge, name="internal-acknowledge"),
    path("internal/<int:pk>/move/", internal.move, name="internal-move"),
    path("internal/<int:pk>/cancel/", internal.cancel, name="internal-cancel"),
    path("internal/<int:pk>/working/", recording.working, name="internal-working"),
    path("internal/office/", office.board_page, name="internal-office"),
    path("internal/office/<int:pk>/", office.summary_page, name="internal-office-summary"),
]  # fmt: skip
