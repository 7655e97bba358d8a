"""Writes the first migration from the tables as the models have them now; only until the first release.

From the first release on 0001 is frozen, and each change is a file of its own, written by hand beside it.
Run with the project's own Python: ``.venv/bin/python installer/make_migration.py``.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "app" / "models" / "migrations" / "versions" / "0001_initial.py"
WIDTH = 118
HEAD = '''"""Lay the first tables and guard the audit trail; frozen, so nothing of the program is imported here."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = sa.MetaData()

# fmt: off
'''
TAIL = '''

def upgrade() -> None:
    """Lay every table with its indexes, then the guards."""
    TABLES.create_all(op.get_bind(), checkfirst=False)
    for guard in GUARDS:
        op.execute(guard)


def downgrade() -> None:
    """Refuse; a store goes back by restoring its backup."""
    raise NotImplementedError("restore the backup made before the upgrade")
'''


def main() -> None:
    """Write the file and bring it into the house's form."""
    sys.path.insert(0, str(ROOT))
    import app.models.all_tables  # noqa: F401 - importing it is what fills the metadata
    from app.models.base import Base
    from app.models.sqlite import GUARDS

    tables = [table_text(table) for table in Base.metadata.sorted_tables]
    guards = "GUARDS = (\n" + "".join(f"    {guard_text(guard)},\n" for guard in GUARDS) + ")\n"
    TARGET.write_text("\n".join([HEAD, *tables, guards]) + "# fmt: on\n" + TAIL, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", str(TARGET)], check=True)


def table_text(table) -> str:  # type: ignore[no-untyped-def]  # SQLAlchemy is not imported by the set-up scripts
    """One table as a frozen definition, every name spelt out."""
    parts = [f'"{table.name}"', "TABLES"]
    parts += [column_text(column) for column in table.columns]
    parts += [text for constraint in sorted(table.constraints, key=rank) if (text := constraint_text(constraint))]
    parts += [index_text(index) for index in sorted(table.indexes, key=lambda index: str(index.name))]
    return "sa.Table(\n" + packed(parts) + ")\n"


def packed(parts: list[str]) -> str:
    """The parts on as few lines as the width allows; one a line would make a file nobody reads to the end."""
    lines = [""]
    for part in parts:
        if lines[-1] and len(lines[-1]) + len(part) + 2 > WIDTH:
            lines.append("")
        lines[-1] += f"{' ' if lines[-1] else '    '}{part},"
    return "".join(f"{line}\n" for line in lines)


def column_text(column) -> str:  # type: ignore[no-untyped-def]  # as above
    """One column: the type as the database has it, without the program's own decorators."""
    kind = repr(getattr(column.type, "impl", column.type))
    more = "" if column.autoincrement == "auto" else f", autoincrement={column.autoincrement}"
    return f'sa.Column("{column.name}", sa.{kind}, nullable={column.nullable}{more})'


def constraint_text(constraint) -> str:  # type: ignore[no-untyped-def]  # as above
    """One constraint with its name."""
    names = ", ".join(f'"{column.name}"' for column in constraint.columns)
    match type(constraint).__name__:
        case "PrimaryKeyConstraint":
            return f'sa.PrimaryKeyConstraint({names}, name="{constraint.name}")'
        case "UniqueConstraint":
            return f'sa.UniqueConstraint({names}, name="{constraint.name}")'
        case "CheckConstraint":
            return f'sa.CheckConstraint({str(constraint.sqltext)!r}, name="{constraint.name}")'
        case "ForeignKeyConstraint":
            there = ", ".join(f'"{element.target_fullname}"' for element in constraint.elements)
            return f'sa.ForeignKeyConstraint([{names}], [{there}], name="{constraint.name}")'
    raise TypeError(f"unknown constraint {constraint!r}")


def index_text(index) -> str:  # type: ignore[no-untyped-def]  # as above
    """One index with its name."""
    columns = ", ".join(f'"{column.name}"' for column in index.columns)
    where = index.dialect_options["sqlite"]["where"]
    partial = "" if where is None else f', sqlite_where=sa.text("{where}")'
    return f'sa.Index("{index.name}", {columns}{", unique=True" if index.unique else ""}{partial})'


def guard_text(guard: str) -> str:
    """One trigger, as text on lines of a readable length."""
    head, _, rest = guard.partition("begin ")
    return f'"{head}"\n    "begin {rest}"'


def rank(constraint) -> tuple[str, str]:  # type: ignore[no-untyped-def]  # as above
    """The order of constraints, the same at every run."""
    return type(constraint).__name__, str(constraint.name)


if __name__ == "__main__":
    main()
