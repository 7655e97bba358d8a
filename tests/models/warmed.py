"""Imported once by the process that writers are forked from."""

from tests.models.killing import everything_imported

everything_imported()
