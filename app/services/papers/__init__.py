"""The papers of records: which documents a record can have, their facts, drafts, numbers and frozen copies."""
