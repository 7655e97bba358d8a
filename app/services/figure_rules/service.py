"""Rules between base figures of one open store: what is broken, and the office's own rules tested before they count."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.database import Database, Unit
from app.models.office import Office
from app.models.own_indicator import OwnRule
from app.services.base_data.following import FollowDefinitions, no_definition_follows
from app.services.base_data.periods import Months, month_before
from app.services.documents.service import Documents
from app.services.figure_rules import intentions as wish
from app.services.figure_rules.among import BrokenAmong, among
from app.services.figure_rules.book import RuleBook
from app.services.figure_rules.checking import Asked, checked_in, in_order
from app.services.figure_rules.drafting import checked_rule, next_code
from app.services.figure_rules.model import FigureRule
from app.services.figure_rules.rows import BrokenRule, RuleDraft, RuleRow, RuleTest
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.foundation.intentions import performs
from app.services.foundation.refusals import ChangedMeanwhile, needed
from app.services.indicators.library import IndicatorLibrary
from app.services.trail.since import changes_since

TESTED_MONTHS = 24


@dataclass(frozen=True)
class Parts:
    """What rules need, handed in by the desk."""

    database: Database
    clock: Clock
    changes: Changes
    library: IndicatorLibrary
    book: RuleBook
    documents: Documents
    follow: FollowDefinitions = no_definition_follows


class FigureRules:
    """The rules of one store, and where they do not hold."""

    def __init__(self, parts: Parts) -> None:
        """Nothing is read yet."""
        self._parts = parts

    def by(self, library: IndicatorLibrary) -> "FigureRules":
        """The same rules over the items of another library, such as one that is not committed yet."""
        return FigureRules(replace(self._parts, library=library, book=self._parts.book.by(library)))

    def broken(self, unit: str, months: Months) -> tuple[BrokenRule, ...]:
        """The rules broken in a range of months, month by month; ``unit`` empty for the office."""
        with self._parts.database.read() as session:
            return self.broken_in(session, unit, months)

    def broken_in(self, session: Session, unit: str, months: Months) -> tuple[BrokenRule, ...]:
        """The same inside a transaction that may have written figures."""
        rules = self._parts.book.in_force(session)
        return checked_in(session, self._parts.library, rules, Asked(unit, months)).broken

    def broken_among(self, session: Session, unit: str, months: Months, touched: Collection[str] | None) -> BrokenAmong:
        """What is broken of the rules that speak of some items, in a transaction that wrote them; None: all of them."""
        library = self._parts.library
        its = among(self._parts.book.in_force(session), library.items, touched)
        return BrokenAmong(its, checked_in(session, library, its.rules, Asked(unit, months, its.items)).broken)

    def broken_after(
        self, unit: str, months: Months, known: Sequence[BrokenRule], touched: Collection[str]
    ) -> tuple[BrokenRule, ...]:
        """What is broken after some items were written: ``known`` was before; only what they can break is checked."""
        with self._parts.database.read() as session:
            found = self.broken_among(session, unit, months, touched)
            rules = self._parts.book.in_force(session)
        kept = [each for each in known if not found.among.checks(each.code, each.items[0])]
        return in_order([*kept, *found.broken], rules, self._parts.library.items)

    def rules(self) -> tuple[RuleRow, ...]:
        """Every rule as it stands, the withdrawn ones too."""
        with self._parts.database.read() as session:
            return self._parts.book.rows(session)

    def editions(self, code: str) -> tuple[RuleRow, ...]:
        """Every edition of a rule, the newest first, the shipped one last."""
        wanted = select(OwnRule).where(OwnRule.code == code).order_by(OwnRule.edition.desc())
        with self._parts.database.read() as session:
            own = tuple(self._parts.book.row_of(each) for each in session.scalars(wanted))
        shipped = self._parts.book.standard.get(code)
        return (*own, shipped) if shipped else own

    def test(self, draft: RuleDraft, months: int = TESTED_MONTHS) -> RuleTest:
        """What a draft would have found in the office's past months, this one included; raises FieldProblem."""
        with self._parts.database.read() as session:
            return self._tested(session, draft, self._past(months))

    @performs(wish.TAKE_EFFECT)
    def take_effect(self, actor: Actor, test: RuleTest) -> Written:
        """Let a tested rule count from now on, as a new edition; the last year is held against it at once.

        Raises FieldProblem, ChangedMeanwhile, and DomainError where the figures have changed since the test.
        """
        draft, parts = test.draft, self._parts
        with parts.database.write(actor, wish.TAKE_EFFECT, parts.clock.now(), draft.reason) as unit:
            self._refuse_stale(unit.session, draft)
            if self._tested(unit.session, draft, Months(test.first, test.last)) != test:
                raise DomainError("试算以后基础数据有了变化，规则没有生效。请重新试算，看过结果后再生效。")
            rule = self._read(unit.session, draft)
            written = self._put(unit, rule.row, is_withdrawn=False)
        parts.changes.publish(None)
        return written

    @performs(wish.WITHDRAW)
    def withdraw(self, actor: Actor, code: str, reason: str, edition: int) -> Written:
        """Stop using a rule; ``edition`` is the one that was shown. Raises FieldProblem, DomainError."""
        why, parts = needed("reason", "停用的理由", reason), self._parts
        with parts.database.write(actor, wish.WITHDRAW, parts.clock.now(), why) as unit:
            found = next((row for row in parts.book.rows(unit.session) if row.code == code), None)
            if found is None or found.is_withdrawn:
                raise DomainError(f"规则“{code}”{'已经停用' if found else '不存在'}。请刷新后再看。")
            self._refuse_other(unit.session, code, edition)
            written = self._put(unit, found, is_withdrawn=True, reason=why)
        parts.changes.publish(None)
        return written

    def files(self, unit: str, months: Months) -> tuple[bytes, bytes]:
        """Workbook and PDF of the rules broken in a range of months."""
        from app.services.figure_rules.paper import BrokenSheet, table_of, workbook_of

        with self._parts.database.read() as session:
            of = unit or session.scalar(select(Office.name)) or ""
            is_demonstration = bool(session.scalar(select(Office.is_demonstration)))
            found = self.broken_in(session, of, months)
        sheet = BrokenSheet(of, months, self._parts.clock.today(), found, is_demonstration)
        return workbook_of(sheet, self._parts.clock.now()), self._parts.documents.tables([table_of(sheet)])

    def _past(self, months: int) -> Months:
        this = f"{self._parts.clock.today():%Y-%m}"
        return Months(month_before(this, months - 1), this)

    def _tested(self, session: Session, draft: RuleDraft, months: Months) -> RuleTest:
        rule = self._read(session, draft)
        found = checked_in(session, self._parts.library, (rule,), Asked("", months))
        return RuleTest(draft, *months, found.known, found.broken)

    def _read(self, session: Session, draft: RuleDraft) -> FigureRule:
        book = self._parts.book
        codes = [*book.standard, *session.scalars(select(OwnRule.code))]
        return checked_rule(draft, book.standard, self._parts.library.items, draft.code or next_code(codes))

    def _put(self, unit: Unit, row: RuleRow, *, is_withdrawn: bool, reason: str = "") -> Written:
        last = unit.session.scalar(select(func.max(OwnRule.edition)).where(OwnRule.code == row.code)) or 0
        names = ("code", "name", "left", "relation", "right", "priority", "remedy")
        kept = OwnRule(**{name: getattr(row, name) for name in names}, edition=last + 1)
        kept.reason, kept.is_withdrawn = reason or row.reason, is_withdrawn
        unit.session.add(kept)
        unit.session.flush()
        self._parts.follow(unit)
        return Written(kept.id, unit.act)

    def _refuse_stale(self, session: Session, draft: RuleDraft) -> None:
        if draft.code:
            self._refuse_other(session, draft.code, draft.edition)

    def _refuse_other(self, session: Session, code: str, edition: int) -> None:
        wanted = select(OwnRule).where(OwnRule.code == code).order_by(OwnRule.edition.desc()).limit(1)
        newest = session.scalars(wanted).one_or_none()
        if newest is not None and newest.edition != edition:
            raise ChangedMeanwhile(f"规则“{newest.name}”", changes_since(session, newest, newest.version - 1))
        if newest is None and edition:
            raise DomainError(f"规则“{code}”的第{edition}版已被撤销。请刷新后再改。")
