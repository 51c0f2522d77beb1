"""All documents of the product by key, gathered from `<app>/documents.py`."""

from django.utils.module_loading import autodiscover_modules

from core.errors import DomainError
from reports.base import Document

_documents: dict[str, Document] = {}


def register(document: Document) -> Document:
    """Add one definition; a key taken twice or a definition without key, title or format is a programming error."""
    if not (document.key and document.title and document.formats):
        raise ValueError(f"{type(document).__name__} needs key, title and formats")
    if document.key in _documents and type(_documents[document.key]) is not type(document):
        raise ValueError(f"two documents are called {document.key}")
    _documents[document.key] = document
    return document


def autodiscover() -> None:
    autodiscover_modules("documents")


def every() -> list[Document]:
    """All definitions by key."""
    return [_documents[key] for key in sorted(_documents)]


def get(key: str) -> Document:
    """The definition of `key`, or DomainError naming what there is."""
    if key not in _documents:
        raise DomainError(f"ไม่รู้จักเอกสาร {key} (มี: {', '.join(sorted(_documents)) or 'ไม่มี'})")
    return _documents[key]
