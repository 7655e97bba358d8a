"""The rules in force: the shipped ones, the office's versions of them, and its own; read inside a session."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.own_indicator import OwnRule
from app.services.figure_rules.model import FigureRule, rule_of, standard_rules
from app.services.figure_rules.rows import RuleForm, RuleRow
from app.services.foundation.errors import FieldProblem
from app.services.indicators.combining import Combined
from app.services.indicators.library import IndicatorLibrary


class RuleBook:
    """Reads rules; the newest edition of a code counts."""

    def __init__(self, folder: Path, library: IndicatorLibrary) -> None:
        """``folder`` is ``resources/base_data``; ``library`` knows the items."""
        self._folder, self._library = folder, library
        self._read: tuple[Combined, dict[RuleRow, FigureRule]] | None = None

    def by(self, library: IndicatorLibrary) -> "RuleBook":
        """The same rules, read with the items of another library."""
        made = RuleBook(self._folder, library)
        made.standard = self.standard
        return made

    @cached_property
    def standard(self) -> dict[str, RuleRow]:
        """The shipped rules by code."""
        return standard_rules(self._folder)

    def rows(self, session: Session) -> tuple[RuleRow, ...]:
        """Every rule as it stands now, withdrawn ones too: the shipped order, then the office's own by code."""
        newest = select(func.max(OwnRule.id)).group_by(OwnRule.code)
        own = {each.code: self.row_of(each) for each in session.scalars(select(OwnRule).where(OwnRule.id.in_(newest)))}
        shipped = [own.pop(code, row) for code, row in self.standard.items()]
        return (*shipped, *(own[code] for code in sorted(own)))

    def in_force(self, session: Session) -> tuple[FigureRule, ...]:
        """The rules to check by; a rule whose item is no longer there rests."""
        return tuple(self._readable(row for row in self.rows(session) if not row.is_withdrawn))

    def row_of(self, rule: OwnRule) -> RuleRow:
        """An edition of the office's as it leaves the service."""
        standard = self.standard.get(rule.code)
        return RuleRow(
            code=rule.code,
            name=rule.name,
            form=standard.form if standard else RuleForm.EXPRESSION,
            left=rule.left,
            relation=rule.relation,
            right=rule.right,
            priority=rule.priority,
            remedy=rule.remedy,
            source=standard.source if standard else "本院规定",
            certainty=None,
            edition=rule.edition,
            reason=rule.reason,
            is_withdrawn=rule.is_withdrawn,
            is_standard=standard is not None,
            back=standard.back if standard else "",
        )

    def _readable(self, rows: Iterable[RuleRow]) -> Iterable[FigureRule]:
        known = self._known()
        for row in rows:
            if row not in known:
                try:
                    known[row] = rule_of(row, self._library.items)
                except FieldProblem:
                    if not row.edition:
                        raise  # a shipped rule is wrong: say so
                    continue
            yield known[row]

    def _known(self) -> dict[RuleRow, FigureRule]:
        """Expressions read before, as long as the items stay the same: rules are asked for with every number typed."""
        current, read = self._library.current, self._read
        if read is None or read[0] is not current:
            read = self._read = current, {}
        return read[1]
