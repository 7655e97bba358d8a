"""Errors and warnings gathered while rows are checked; the same warning about many rows is said once."""

from collections.abc import Iterator, Set

from app.services.importing.rows import Finding

_NAMED_ROWS = 12


class Findings:
    """What was found so far. Errors stand row by row; warnings are gathered by their words."""

    def __init__(self) -> None:
        """Nothing found yet."""
        self.errors: list[Finding] = []
        self._warnings: dict[tuple[str, str | None, str], list[int]] = {}
        self._general: list[Finding] = []

    def error(self, sheet: str, row: int, column: str, message: str) -> None:
        """A reason to hand the row back."""
        self.errors.append(Finding(sheet, row, column, f"第{row}行{message}"))

    def warning(self, sheet: str, row: int, column: str | None, message: str) -> None:
        """Something to look at; the row comes in. ``message`` names no row."""
        self._warnings.setdefault((sheet, column, message), []).append(row)

    def general(self, finding: Finding) -> None:
        """A warning about a column, a sheet or the file."""
        self._general.append(finding)

    def warnings(self, left_out: Set[tuple[str, int]]) -> tuple[Finding, ...]:
        """All warnings, those about columns first. Rows ``left_out`` (sheet, row) do not come in and need none."""
        return (*self._general, *self._about_rows(left_out))

    def _about_rows(self, left_out: Set[tuple[str, int]]) -> Iterator[Finding]:
        for (sheet, column, message), met in self._warnings.items():
            rows = [row for row in met if (sheet, row) not in left_out]
            if not rows:
                continue
            named = "、".join(str(row) for row in rows[:_NAMED_ROWS])
            more = f"等共 {len(rows)} 行" if len(rows) > _NAMED_ROWS else "行"
            yield Finding(sheet, rows[0], column, f"第{named}{more}：{message}")
