"""An import workbook on its way: uploaded, rehearsed, confirmed. The real run does what the rehearsal said."""

from django.db import models

from schools.models.rehearsed import RehearsedImport


class ImportRun(RehearsedImport):
    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="imports")
    fingerprint = models.CharField(max_length=64, help_text="ลายนิ้วมือของผลซ้อม: ถ้าคำนวณใหม่แล้วต่าง ต้องซ้อมใหม่")
    invite = models.BooleanField("ส่งคำเชิญทางอีเมล", default=False)
