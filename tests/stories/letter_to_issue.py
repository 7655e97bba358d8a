"""A letter taken from its clue to 登记制发, every step by the button that its page offers next."""

from collections.abc import Callable

from app.models.letter_terms import CheckMoment
from app.services.approvals.rows import CHIEF, COMMITTEE
from app.services.papers.rows import LETTER, TypedPaper
from app.services.suggestion_paths.model import SuggestionPath
from app.views.approvals.dialogs import ProposeDialog, SignDialog
from app.views.pre_issue.dialog import CheckDialog
from app.views.shared.form_dialog import FormDialog
from app.views.suggestion_paths.dialogs import AnswerDialog, AskDialog, StepDialog
from app.views.suggestion_paths.record_view import LetterSteps
from app.views.suggestions.draft_dialog import DraftDialog
from app.views.suggestions.issue_dialog import IssueDialog
from tests.stories.clue_desk import ClueDesk
from tests.stories.conftest import CLERK, type_chinese
from tests.stories.letter_page import TODAY, LetterPage

ISSUE = "登记制发"
_WORDS = {
    "handler": CLERK.name,
    "case_name": "青山河监管案",
    "case_source": "本院在履行检察职责中发现。",
    "facts": "经查，李某在青山河堆放砂石约1200立方米，有勘查笔录证实。",
    "problem": "青山河张家湾段河道内违法堆放砂石，巡查不到位。",
    "proposal": "清理河道砂石。\n建立巡查制度。",
    "basis": "《中华人民共和国防洪法》第二十二条",
    "objection_period": "十五日",
    "copies_to": "青山县人民代表大会常务委员会",
}
_OF_PAPER = "青山县人民法院（2025）青民初12号民事判决"
_ACTS_AT_MOST = 30


class LetterToIssue:
    """``open_clue`` begins it."""

    def __init__(self, page: LetterPage) -> None:
        """``page`` is where the letter will be."""
        self.page = page
        self._unit, self._act = "", ""
        self._takes: dict[type[FormDialog], Callable[[], None]] = {
            StepDialog: self._record,
            ProposeDialog: self._propose,
            SignDialog: self._sign,
            AskDialog: self._ask,
            AnswerDialog: self._answer,
            DraftDialog: self._write,
        }

    def open_clue(self, path: SuggestionPath, unit: str) -> None:
        """A clue that came in, made a letter of the path in the dialog of 研判, and the letter opened from it."""
        self._unit = unit
        clues = ClueDesk(self.page.desk, self.page.bot)
        self.page.desk.go_to("线索")
        clue = clues.has(unit, "青山河张家湾段河道内堆放砂石")
        clues.page.open_record(clue)
        self.page.desk.click("研判…")
        self.page.desk.fill(outcome="立项", target="检察建议", suggestion_kind=path.kind.label, path=path.name)
        self.page.desk.fill(on=TODAY)
        self.page.confirm()
        made = clues.card(clue).opened_as
        assert made is not None
        self.page.desk.click(f"打开检察建议 {made.entry_number}")
        assert self.page.card.draft.path == path.code
        self.page.acts.append("线索研判")

    def take_steps(self, *, in_system: bool = False) -> None:
        """Press what comes next until the letter may be issued; decisions are on signed sheets or ``in_system``."""
        while self.page.next != ISSUE:
            assert len(self.page.acts) < _ACTS_AT_MOST, self.page.acts
            now = self._steps.steps.progress.next
            assert now is not None
            self._act = now.step.act
            if in_system and now.step.act:
                self._register_decision()
            else:
                self.page.desk.click(self.page.next, self.page.record)
                self._takes[type(self.page.desk.dialog)]()
            self.page.wait(1)

    def _record(self) -> None:
        self.page.desk.fill(on=TODAY, scan=str(self.page.desk.has_scan("办理材料.pdf")))
        self.page.confirm("登记办理步骤")

    def _propose(self) -> None:
        self.page.desk.fill(content="事实清楚，建议同意。", reviewer="王某")
        self.page.confirm("提请审批")

    def _sign(self) -> None:
        _, decider, number = self._decider()
        self.page.desk.fill(review_person="王某", review_on=TODAY, review_verdict="同意")
        self.page.desk.fill(decide_person=decider, decide_on=TODAY, decide_verdict="同意", authority=number)
        self.page.desk.fill(scan=str(self.page.desk.has_scan("签批件.pdf")))
        self.page.confirm("登记签批")

    def _register_decision(self) -> None:
        """业务系统审批结果, on the tab 办理."""
        post, decider, number = self._decider()
        self.page.press_on(self._steps.steps, "业务系统审批结果…")
        self.page.desk.fill(post=post)
        self.page.desk.fill(person=decider, on=TODAY, number=number)
        self.page.confirm("登记业务系统审批结果")

    def _decider(self) -> tuple[str, str, str]:
        """Post, name and number of the decision: the committee's where it has to decide, else the chief's."""
        post = self.page.desk.services.suggestion_paths.deciders(self._act)[0]
        return (post, COMMITTEE, "青检委〔2026〕3号") if post == COMMITTEE else (CHIEF, "钱某", "")

    def _ask(self) -> None:
        self.page.desk.fill(counterpart="有关审核单位", asked_on=TODAY)
        self.page.confirm("送请审核或征求意见")

    def _answer(self) -> None:
        self.page.desk.fill(answered_on=TODAY, opinion="必要、合法，说理充分。", person="李某")
        self.page.desk.fill(scan=str(self.page.desk.has_scan("审核意见.pdf")))
        self.page.confirm("登记审核或征求意见的结果")

    def _write(self) -> None:
        """The words of the letter, and on its paper what stands nowhere else."""
        if self._unit.endswith("人民政府"):
            self.page.desk.tick("is_government")
        self.page.desk.fill(**_WORDS)
        self.page.confirm("修改检察建议书")
        self._write_paper()
        self._send_up()

    def _write_paper(self) -> None:
        """Facts that only the paper asks for; typing on paper has its own stories."""
        papers = self.page.desk.services.papers
        lacks = papers.issuing.readiness(CLERK, self.page.key, LETTER).missing
        own = {spec.name: _OF_PAPER for spec in papers.template(LETTER, self.page.key).facts if spec.label in lacks}
        if own:
            papers.drafts.save(CLERK, self.page.key, LETTER, TypedPaper(own))
            self.page.acts.append("保存文书草稿")
            self.page.desk.settle()

    def _send_up(self) -> None:
        """The check, then 送审."""
        self.check(CheckMoment.FOR_REVIEW)
        self.page.choose("送审…")
        self.page.confirm("送审")

    def check(self, moment: CheckMoment) -> None:
        """制发前检查 in its dialog, each amber finding with a reason."""
        self.page.choose("制发前检查…")
        self.page.desk.settle()
        dialog = self.page.desk.dialog
        assert isinstance(dialog, CheckDialog)
        assert dialog.moment is moment
        assert dialog.confirm.isEnabled(), [card.finding.sentence for card in dialog.cards]
        for card in dialog.cards:
            assert card.reason is not None
            type_chinese(card.reason, "已核对")
        self.page.confirm("制发前检查")
        assert self.page.desk.says() == f"已通过{moment.label}检查"

    def issue(self) -> None:
        """Copies allotted, the check, and 登记制发 with the paper."""
        self.page.press_on(self.page.serving, "默认分配")
        self.page.acts.append("分配份数")
        self.check(CheckMoment.FOR_SIGNATURE)
        self.page.desk.click(ISSUE, self.page.record)
        dialog = self.page.desk.dialog
        assert isinstance(dialog, IssueDialog)
        series = dialog.ready.example.split("〔")[0]
        self.page.desk.fill(number=f"{series}〔2026〕12号", issued_on=TODAY)
        self.page.confirm("登记制发")

    @property
    def _steps(self) -> LetterSteps:
        return next(view for view in self.page.record.views if isinstance(view, LetterSteps))
