"""Where alembic meets the database: always on a connection that the store opened and begun."""

from __future__ import annotations

from alembic import context

from controlroom.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
