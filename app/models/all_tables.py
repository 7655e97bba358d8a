"""Every table by its module. Importing this makes them known to the metadata; for work on all of them at once."""

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
