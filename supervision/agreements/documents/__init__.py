"""Printed agreements: `mou`, one or all of a programme as one file. Importing it registers them."""

from supervision.agreements.documents.mou import AgreementPaper
from supervision.agreements.documents.paper import Paper, draft_paper, issued_paper

__all__ = ["AgreementPaper", "Paper", "draft_paper", "issued_paper"]
