"""The vault: keys, connection, tables, migrations, access log and backup."""
