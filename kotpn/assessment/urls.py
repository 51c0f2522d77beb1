"""Addresses of the office's self-assessments."""

from django.urls import URLPattern, URLResolver, path

from kotpn.assessment.views import hang, index, lines, page, sending, sentences, tables, work

_ISSUE = "kotpn/assessment/<int:pk>/issues/<int:answer>/"
_SENTENCE = _ISSUE + "sentences/<int:sentence>/"

app_name = "assessment"
urlpatterns: list[URLPattern | URLResolver] = [
    path("kotpn/assessment/", index.index, name="index"),
    path("kotpn/assessment/begin/", index.begin, name="begin"),
    path("kotpn/assessment/tables/", tables.tables, name="tables"),
    path("kotpn/assessment/tables/<str:key>/", tables.table_schools, name="table-schools"),
    path("kotpn/assessment/<int:pk>/", page.assessment, name="assessment"),
    path("kotpn/assessment/<int:pk>/rules/", index.rules, name="rules"),
    path("kotpn/assessment/<int:pk>/versions/", sending.versions, name="versions"),
    path("kotpn/assessment/<int:pk>/closing/", sending.closing, name="closing"),
    path("kotpn/assessment/<int:pk>/level/", sending.level, name="level"),
    path("kotpn/assessment/<int:pk>/submit/", sending.submit, name="submit"),
    path("kotpn/assessment/<int:pk>/withdraw/", sending.withdraw, name="withdraw"),
    path("kotpn/assessment/<int:pk>/decide/", sending.decide, name="decide"),
    path("kotpn/assessment/<int:pk>/reopen/", sending.reopen, name="reopen"),
    path("kotpn/assessment/<int:pk>/sent/", sending.sent, name="sent"),
    path("kotpn/assessment/<int:pk>/cancel/", sending.cancel, name="cancel"),
    path("kotpn/assessment/<int:pk>/lines/<int:line>/", lines.line, name="line"),
    path("kotpn/assessment/<int:pk>/lines/<int:line>/accept/", work.accept, name="line-accept"),
    path("kotpn/assessment/<int:pk>/lines/<int:line>/refuse/", work.refuse, name="line-refuse"),
    path("kotpn/assessment/<int:pk>/lines/<int:line>/drop/", work.drop, name="line-drop"),
    path(_ISSUE + "carried/", work.carried, name="carried"),
    path(_ISSUE + "accept-all/", work.accept_all, name="accept-all"),
    path(_ISSUE + "owner/", work.owner, name="owner"),
    path(_ISSUE + "no-evidence/", work.no_evidence, name="no-evidence"),
    path(_ISSUE + "hang/", hang.hang, name="hang"),
    path(_ISSUE + "uses/<int:use>/unhang/", work.unhang, name="unhang"),
    path(_ISSUE + "drafts/<slug:section>/", sentences.use_drafts, name="drafts"),
    path(_ISSUE + "drafts/<slug:section>/edit/", sentences.drafts, name="drafts-edit"),
    path(_ISSUE + "sentences/new/<slug:section>/", sentences.new, name="sentence-new"),
    path(_SENTENCE, sentences.sentence, name="sentence"),
    path(_SENTENCE + "drop/", sentences.drop, name="sentence-drop"),
    path(_SENTENCE + "move/", sentences.move, name="sentence-move"),
    path(_SENTENCE + "refresh/", sentences.refresh, name="sentence-refresh"),
]
