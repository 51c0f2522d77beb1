from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("circulars", "0001_initial"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="circular",
            name="reminded_on",
        ),
    ]
