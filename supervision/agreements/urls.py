"""Addresses of agreements."""

from django.urls import URLPattern, URLResolver, path

from supervision.agreements.views import board, issuing, one, wording

app_name = "agreements"
_YEAR = "agreements/programmes/<int:pk>/"
_SCHOOL = "agreements/schools/<int:pk>/"
_ONE = "agreements/<int:pk>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(_YEAR, board.board, name="board"),
    path(f"{_YEAR}mark/", board.mark, name="mark"),
    path(f"{_YEAR}text/", wording.text, name="text"),
    path(f"{_YEAR}issue/", issuing.issue_all, name="issue-all"),
    path(_SCHOOL, one.school, name="school"),
    path(f"{_SCHOOL}issue/", issuing.issue, name="issue"),
    path(_ONE, one.agreement, name="agreement"),
    path(f"{_ONE}signers/", one.signers, name="signers"),
    path(f"{_ONE}sign/", one.sign, name="sign"),
    path(f"{_ONE}take-back/", one.take_back, name="take-back"),
    path(f"{_ONE}edition/", issuing.edition, name="edition"),
    path(f"{_ONE}cancel/", one.cancel, name="cancel"),
]
