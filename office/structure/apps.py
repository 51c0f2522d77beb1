from django.apps import AppConfig


class StructureConfig(AppConfig):
    name = "office.structure"
    label = "office_structure"
    verbose_name = "โครงสร้างสำนักงาน"
