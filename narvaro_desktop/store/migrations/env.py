"""Run the migrations on a connection that the caller has opened and in the caller's transaction."""

from alembic import context

from narvaro_desktop.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
context.run_migrations()
