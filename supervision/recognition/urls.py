"""Addresses of honours, polls, certificates, best practices and sharing; one of them is public."""

from django.urls import URLPattern, URLResolver, path

from supervision.recognition.views import awards, certificates, nominations, polls, practices, programmes, public

app_name = "recognition"
urlpatterns: list[URLPattern | URLResolver] = [
    path("verify/<str:token>/", public.verify, name="verify"),
    path("recognition/", awards.index, name="index"),
    path("recognition/awards/new/", awards.new, name="new"),
    path("recognition/awards/<int:pk>/", awards.award_page, name="award"),
    path("recognition/awards/<int:pk>/edit/", awards.edit, name="edit"),
    path("recognition/awards/<int:pk>/open/", awards.open_, name="open"),
    path("recognition/awards/<int:pk>/by-rule/", awards.by_rule, name="by-rule"),
    path("recognition/awards/<int:pk>/announce/", awards.announce, name="announce"),
    path("recognition/awards/<int:pk>/cancel/", awards.cancel, name="cancel"),
    path("recognition/awards/<int:pk>/recipients/add/", awards.add, name="add"),
    path("recognition/awards/<int:pk>/certificates/", certificates.issue, name="issue"),
    path("recognition/awards/<int:pk>/nominate/", nominations.nominate, name="nominate"),
    path("recognition/awards/<int:pk>/poll/", polls.new, name="poll-new"),
    path("recognition/recipients/<int:pk>/remove/", awards.remove, name="remove"),
    path("recognition/recipients/<int:pk>/revoke/", awards.revoke, name="revoke"),
    path("recognition/nominations/<int:pk>/", nominations.nomination_page, name="nomination"),
    path("recognition/nominations/<int:pk>/decide/", nominations.decide, name="decide"),
    path("recognition/nominations/<int:pk>/withdraw/", nominations.withdraw, name="withdraw"),
    path("recognition/polls/<int:pk>/", polls.poll_page, name="poll"),
    path("recognition/polls/<int:pk>/vote/", polls.vote, name="vote"),
    path("recognition/polls/<int:pk>/close/", polls.close, name="poll-close"),
    path("recognition/polls/<int:pk>/cancel/", polls.cancel, name="poll-cancel"),
    path("recognition/polls/<int:pk>/take/", polls.take, name="poll-take"),
    path("recognition/certificates/", certificates.register, name="certificates"),
    path("recognition/certificates/<int:pk>/", certificates.certificate_page, name="certificate"),
    path("recognition/certificates/<int:pk>/cancel/", certificates.cancel, name="certificate-cancel"),
    path("recognition/practices/", practices.practices, name="practices"),
    path("recognition/practices/new/", practices.new, name="practice-new"),
    path("recognition/practices/<int:pk>/", practices.practice_page, name="practice"),
    path("recognition/practices/<int:pk>/edit/", practices.edit, name="practice-edit"),
    path("recognition/practices/<int:pk>/submit/", practices.submit, name="practice-submit"),
    path("recognition/practices/<int:pk>/show/", practices.show, name="practice-show"),
    path("recognition/practices/<int:pk>/return/", practices.return_, name="practice-return"),
    path("recognition/practices/<int:pk>/withdraw/", practices.withdraw, name="practice-withdraw"),
    path("recognition/programmes/<int:pk>/honours/", programmes.honours, name="honours"),
    path("recognition/programmes/<int:pk>/sharing/", programmes.sharing, name="sharing"),
    path("recognition/programmes/<int:pk>/sharing/call/", programmes.call, name="sharing-call"),
    path("recognition/sharing/<int:pk>/present/", programmes.present, name="present"),
    path("recognition/schools/<int:pk>/honours/", programmes.school_honours, name="school-honours"),
    path("recognition/schools/<int:pk>/sharing/", programmes.school_sharing, name="school-sharing"),
]
