"""`manage.py documents`: one line a document — key, formats, Thai title, parameters."""

from typing import Any

from django.core.management.base import BaseCommand

from reports import registry


class Command(BaseCommand):
    help = "List every document: key, formats, Thai title, parameters (tab-separated)"

    def handle(self, *args: Any, **options: Any) -> None:
        for document in registry.every():
            names = ", ".join(document.form_class.base_fields) or "-"
            self.stdout.write(f"{document.key}\t{','.join(document.formats)}\t{document.title}\t{names}")
