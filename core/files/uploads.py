"""Stops a file that is too large while it arrives: its bytes are counted and dropped, the rest of the form is kept."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from core.files import kinds

MB = 1024 * 1024


class OversizedUpload(UploadedFile):
    """Stands for a file of which only the size and the family are known; `core.files.store` refuses it with the size in
    its words."""

    family = "image"


class LimitHandler(FileUploadHandler):
    """First of FILE_UPLOAD_HANDLERS. Refusing outright would close the connection and lose what was typed beside it."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.seen = 0
        self.limit = max(settings.FILE_LIMITS_MB.values()) * MB

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if start == 0:
            self.family = kinds.family_of(raw_data[:8192])
            self.limit = settings.FILE_LIMITS_MB[self.family] * MB
        self.seen = start + len(raw_data)
        return raw_data if self.seen <= self.limit else None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if self.seen <= self.limit:
            return None
        stands = OversizedUpload(file=BytesIO(), name=self.file_name, content_type=self.content_type, size=self.seen)
        stands.family = self.family
        return stands
