"""Runs of the seven steps that offices have already show the networks' pages too: the shipped steps, where the office
chose no page of its own."""

from django.db import migrations

PAGES = {
    "จัดระบบข้อมูลสารสนเทศ": "network-needs",
    "จัดทำแผนส่งเสริม": "network-plan",
    "ประชุม/สัมมนา": "network-meetings",
    "ดำเนินการส่งเสริม": "network-activities",
    "ประเมินผลและสรุปผล": "network-follow-up",
    "นำผลการประเมิน": "network-use",
    "สรุปผลการดำเนินงาน": "network-report",
}


def offer(apps, schema_editor):
    Step = apps.get_model("processes", "Step")
    for begin, page in PAGES.items():
        Step.objects.filter(
            version__procedure__code="supervision-network", parent=None, pages=[], title__startswith=begin
        ).update(pages=[page])


class Migration(migrations.Migration):
    dependencies = [("networks", "0001_initial"), ("processes", "0002_step_pages")]

    operations = [migrations.RunPython(offer, migrations.RunPython.noop)]
