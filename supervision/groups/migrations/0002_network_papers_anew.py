"""Stored papers of published network reports named people from outside and printed what members had written: they are
made anew, without, when somebody opens them next."""

from django.db import migrations


def forget(apps, schema_editor):
    for paper in apps.get_model("groups", "PublishedPaper").objects.filter(kind="network"):
        paper.file.storage.delete(paper.file.name)
        paper.delete()


class Migration(migrations.Migration):
    dependencies = [("groups", "0001_initial")]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
