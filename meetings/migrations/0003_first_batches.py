"""Every gathering gets its first รุ่น with the people noted so far, and its kind as a row of the office's list."""

from django.db import migrations

NAMES = {"focus_group": "ประชุมกลุ่ม (Focus Group)", "meeting": "ประชุม"}


def fill(apps, schema_editor):
    gatherings = apps.get_model("meetings", "Gathering")
    kinds = apps.get_model("meetings", "GatheringKind")
    batches = apps.get_model("meetings", "Batch")
    participants = apps.get_model("meetings", "Participant")
    for row in gatherings.objects.all():
        code = row.kind_code if row.kind_code in NAMES else "meeting"
        kind, _ = kinds.objects.get_or_create(
            district_id=row.district_id, reference_key=code,
            defaults={"name": NAMES[code], "position": 8 if code == "focus_group" else 1},
        )  # fmt: skip
        gatherings.objects.filter(pk=row.pk).update(kind=kind, held_to=row.held_on)
        batch = batches.objects.create(
            gathering=row, number=1, starts_on=row.held_on, ends_on=row.held_on, time_from=row.time_from,
            time_to=row.time_to, place=row.place,
        )  # fmt: skip
        participants.objects.bulk_create(
            participants(batch=batch, person_id=one.person_id, came=one.came, note=one.note)
            for one in row.attendances.all()
        )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_any_gathering")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=False)]
