"""Runs the migrations on the connection it is handed; alembic loads this file by its path."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
context.run_migrations()
