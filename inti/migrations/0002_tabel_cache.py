"""The cache's table, so that `migrate` is the only step of an installation."""

from django.core.management import call_command
from django.db import migrations


def create_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("inti", "0001_awal")]

    operations = [
        migrations.RunPython(create_table, migrations.RunPython.noop),
        migrations.RunSQL(migrations.RunSQL.noop, "DROP TABLE inti_cache"),
    ]
