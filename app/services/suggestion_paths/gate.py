"""Stands before the steps of a letter: what must come first has come, or the step is refused with what is missing."""

from sqlalchemy.orm import Session

from app.models.suggestion import Suggestion as Letter
from app.models.terms import SuggestionKind, SuggestionStep
from app.services.suggestion_paths.deriving import issued_phase, progress_of
from app.services.suggestion_paths.library import PathLibrary
from app.services.suggestion_paths.model import Phase
from app.services.suggestion_paths.refusals import StepsMissing
from app.services.suggestion_paths.rows import LetterProgress, StepRow
from app.services.suggestion_paths.switches import switches_in

_DRAFT = "draft"


class PathGate:
    """Asks inside somebody's session. A letter without a path, or taken over from a ledger, passes every gate."""

    def __init__(self, library: PathLibrary) -> None:
        """``library`` has the paths."""
        self.library = library

    def progress(self, session: Session, letter: Letter) -> LetterProgress:
        """How far a letter has come; raises DomainError where its path is not known."""
        if not letter.path:
            is_issued = letter.step is SuggestionStep.ISSUED
            return LetterProgress(phase=issued_phase(letter) if is_issued else Phase.ISSUE)
        return progress_of(session, letter, self.library.find(letter.path), switches_in(session))

    def refuse_issue(self, session: Session, letter: Letter, *, is_text_elsewhere: bool) -> None:
        """Refuse 登记制发 while a required step is missing; raises StepsMissing."""
        self._refuse(letter, "登记制发", self.lacking(session, letter, is_text_elsewhere=is_text_elsewhere))

    def lacking(self, session: Session, letter: Letter, *, is_text_elsewhere: bool = False) -> tuple[StepRow, ...]:
        """What stands between a letter and its issue."""
        if not self.is_kept(letter):
            return ()
        missing = self.progress(session, letter).missing
        return tuple(each for each in missing if not (is_text_elsewhere and each.code == _DRAFT))

    def refuse_before(
        self, session: Session, letter: Letter, code: str, wish: str, *, is_text_elsewhere: bool = False
    ) -> None:
        """Refuse a step while a required one before it is missing; raises StepsMissing."""
        if not self.is_kept(letter):
            return
        codes = [each.code for each in self.progress(session, letter).steps]
        before = codes[: codes.index(code)] if code in codes else codes
        missing = self.lacking(session, letter, is_text_elsewhere=is_text_elsewhere)
        self._refuse(letter, wish, tuple(each for each in missing if each.code in before))

    def is_kept(self, letter: Letter) -> bool:
        """Whether the letter was begun here, on a path."""
        return bool(letter.path) and letter.batch_id is None

    def check(self, code: str, kind: SuggestionKind) -> None:
        """Refuse a path that letters of this kind do not take."""
        self.library.check(code, kind)

    @staticmethod
    def _refuse(letter: Letter, wish: str, missing: tuple[StepRow, ...]) -> None:
        if missing:
            raise StepsMissing(letter.number or letter.entry_number, wish, missing)
