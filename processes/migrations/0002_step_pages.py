"""A step shows any number of pages: the one it had becomes the first."""

import django.contrib.postgres.fields
from django.db import migrations, models


def keep_the_page(apps, schema_editor):
    steps = apps.get_model("processes", "Step")
    for code in steps.objects.exclude(page="").values_list("page", flat=True).distinct():
        steps.objects.filter(page=code).update(pages=[code])


def keep_the_first(apps, schema_editor):
    steps = apps.get_model("processes", "Step")
    for step in steps.objects.exclude(pages=[]):
        steps.objects.filter(pk=step.pk).update(page=step.pages[0])


class Migration(migrations.Migration):
    dependencies = [("processes", "0001_squashed")]

    operations = [
        migrations.AddField(
            model_name="step",
            name="pages",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40), blank=True, default=list, size=None
            ),
        ),
        migrations.RunPython(keep_the_page, keep_the_first),
        migrations.RemoveField(model_name="step", name="page"),
    ]
