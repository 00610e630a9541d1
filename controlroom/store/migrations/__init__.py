"""Versions of the database, run by alembic inside one transaction each way."""
