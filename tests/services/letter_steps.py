"""One way to take a letter through the steps of its path, by the real services."""

from pathlib import Path

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.case_terms import Verdict
from app.models.dates import PartialDate
from app.services.approvals.rows import COMMITTEE
from app.services.suggestion_paths.rows import AnswerDraft, AskDraft, StepDraft, StepRow, SystemDecision
from tests.services.records import let_check_pass

CLERK = Actor("张某")


class LetterSteps:
    """Takes the steps before 登记制发, each with what it needs; days are those of the tests unless said."""

    def __init__(self, desk: OpenDesk, folder: Path) -> None:
        """``folder`` is where the scan lies."""
        self._desk = desk
        self.scan = folder / "办理材料.pdf"
        self.scan.write_bytes(b"%PDF-1.7 steps")

    def take_all(self, letter: int, on: str = "2026-11-20", *, but: str = "") -> None:
        """Every required step, or up to the one named ``but``; the text is not written, its check laid as passed."""
        while (row := self.next(letter)) is not None and row.code != but:
            self.take(letter, row, on)
        if not but:
            let_check_pass(self._desk._database, letter)

    def next(self, letter: int) -> StepRow | None:
        """The step to take now, where it is not the text."""
        missing = self._desk.suggestion_paths.missing(letter, is_text_elsewhere=True)
        return next(iter(missing), None)

    def take(self, letter: int, row: StepRow, on: str = "2026-11-20") -> None:
        """One step by what it needs: a result of the national system, an opinion, or its day."""
        paths, day, code = self._desk.suggestion_paths, PartialDate(on), row.code
        if row.step.act:
            post = paths.deciders(row.step.act)[0]
            person, number = ("钱某", "") if post != COMMITTEE else (COMMITTEE, "检委会〔2026〕3号")
            paths.register_system_decision(CLERK, letter, code, SystemDecision(day, person, post, number))
        elif row.step.opinion is not None:
            self.opine(letter, code, on)
        else:
            paths.record_step(CLERK, letter, code, StepDraft(day, scan=self.scan))

    def opine(self, letter: int, code: str, on: str = "2026-11-20", verdict: Verdict = Verdict.AGREED) -> None:
        """Ask and be answered on one day."""
        paths, day = self._desk.suggestion_paths, PartialDate(on)
        let_check_pass(self._desk._database, letter)  # what is sent for review has been checked
        paths.ask(CLERK, letter, code, AskDraft("有关部门", day))
        paths.answer(CLERK, letter, code, AnswerDraft(day, verdict, "经审核，提出意见", scan=self.scan))
