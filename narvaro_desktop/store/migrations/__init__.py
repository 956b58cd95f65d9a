"""Alembic's environment: the same road for a SQLCipher vault and a PostgreSQL database."""
