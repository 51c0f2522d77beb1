from django.apps import AppConfig


class SampleDocumentsConfig(AppConfig):
    """Makes tests/reports/documents.py known to test processes and their workers."""

    name = "tests.reports"
    label = "sample_documents"
