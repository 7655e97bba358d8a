"""Importing this module makes every table known to the metadata; for schema work, not for services."""

from app.models import (
    attachment,
    audit,
    deadline,
    document,
    import_batch,
    matter,
    office,
    office_rule,
    own_template,
    setting,
    suggestion,
)

__all__ = [
    "attachment",
    "audit",
    "deadline",
    "document",
    "import_batch",
    "matter",
    "office",
    "office_rule",
    "own_template",
    "setting",
    "suggestion",
]
