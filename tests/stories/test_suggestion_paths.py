"""Letters taken by a clerk through the steps of their paths, each in the window, up to 登记制发."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit

from app.models.letter_terms import AddresseeRelation, CheckMoment
from app.models.terms import RecordType, SuggestionKind
from app.services.papers.rows import LETTER, RecordKey, TypedPaper
from app.services.suggestions.rows import LetterDraft
from app.views.suggestion_paths.dialogs import StepDialog
from app.views.suggestion_paths.record_view import LetterSteps
from app.views.suggestion_paths.switches_dialog import SwitchesDialog
from app.views.suggestions.issue_dialog import IssueDialog
from tests.services.casework import Casework
from tests.stories.conftest import CLERK, ClerksDesk, type_chinese

TEXT = {
    "case_source": "办案中发现",
    "facts": "河道内堆放垃圾。",
    "problem": "监管不到位。",
    "proposal": "清理河道。",
    "basis": "河道管理条例",
    "objection_period": "十五日",
}


@pytest.fixture
def work(desk: ClerksDesk, tmp_path: Path) -> Casework:
    """The people of the office."""
    return Casework(desk.services, tmp_path)


def begin(desk: ClerksDesk, **fields: str) -> None:
    """起草建议书."""
    desk.go_to("检察建议")
    desk.window.page.begin_letter()  # type: ignore[attr-defined]  # a SuggestionsPage
    desk.fill(addressee="青山县水利局", handler="张某", **fields)
    desk.confirm()
    assert desk.record is not None
    desk.record.tabs.setCurrentIndex(1)


def steps(desk: ClerksDesk) -> LetterSteps:
    """办理 of the letter on screen."""
    return next(view for view in desk.record.views if isinstance(view, LetterSteps))  # type: ignore[union-attr]  # a LetterRecord


def phases(desk: ClerksDesk) -> str:
    """The stage bar, what is done ticked and the present one marked."""
    marks = {"done": "✓", "now": "●", "ahead": "", "off": "×"}
    labels = desk.record.stages.findChildren(QLabel, "stage")  # type: ignore[union-attr]  # a record is open
    return " ".join(f"{label.text()}{marks[label.property('phase')]}" for label in labels if label.isVisible())


def sign(desk: ClerksDesk, decider: str = "钱某", authority: str = "") -> None:
    """The sheet came back, signed by the head and the decider."""
    decided = {"decide_person": decider, "decide_on": "今天", "decide_verdict": "同意", "authority": authority}
    desk.fill(review_person="王某", review_on="今天", review_verdict="同意", **decided, scan=str(desk.has_scan()))
    desk.confirm()


def key_of(desk: ClerksDesk) -> tuple[RecordType, int]:
    """The letter on screen."""
    assert desk.record is not None
    assert desk.record.record_id is not None
    return RecordType.SUGGESTION, desk.record.record_id


def pass_check(desk: ClerksDesk, moment: CheckMoment = CheckMoment.FOR_SIGNATURE) -> None:
    """制发前检查 before the signature, each amber finding with its reason; its own stories press the keys."""
    letter, pre_issue = key_of(desk)[1], desk.services.pre_issue
    ambers = pre_issue.look(letter, moment).ambers
    pre_issue.check(CLERK, letter, moment, {each.key: "已核对" for each in ambers})
    desk.settle()


def next_title(desk: ClerksDesk) -> str:
    """What the coloured button says."""
    assert desk.record is not None
    return desk.record.next.text()


@pytest.mark.usefixtures("work")
def test_a_social_governance_letter_goes_from_draft_to_issue_by_signed_approvals(desk: ClerksDesk) -> None:
    begin(desk, kind="社会治理", **TEXT)
    assert phases(desk).startswith("线索● 调查核实 审核决定 登记制发 送达备案 待回复 整改 评估 办结")
    desk.click("研判立项")
    desk.fill(on="今天")
    desk.confirm()
    assert phases(desk).startswith("线索✓ 调查核实● ")
    desk.click("提请：检察长批准调查核实")
    desk.fill(content="建议调查核实。", reviewer="王某")
    desk.confirm()
    desk.click("登记签批：检察长批准调查核实")
    sign(desk)
    desk.click("调查终结报告")
    desk.fill(on="今天", scan=str(desk.has_scan("调查终结报告.pdf")))
    desk.confirm()
    assert phases(desk).startswith("线索✓ 调查核实✓ 审核决定● ")
    pass_check(desk, CheckMoment.FOR_REVIEW)
    desk.click("送研究部门审核")
    desk.fill(counterpart="法律政策研究室", asked_on="今天")
    desk.confirm()
    desk.click("登记研究部门审核结果")
    desk.fill(answered_on="今天", opinion="必要、合法，说理充分。", person="李某")
    desk.confirm()
    assert steps(desk).steps.opinions.texts()[0][1:5] == ("法律政策研究室", "2026-11-22", "2026-11-22", "同意")
    desk.click("提请：检察长或检委会决定")
    desk.fill(content="建议制发。", reviewer="王某")
    desk.confirm()
    assert "待审" in desk.texts(desk.record.lamp)  # type: ignore[union-attr]  # a record is open
    desk.click("登记签批：检察长或检委会决定")
    sign(desk)
    assert "待签发" in desk.texts(desk.record.lamp)  # type: ignore[union-attr]  # a record is open
    assert phases(desk).startswith("线索✓ 调查核实✓ 审核决定✓ 登记制发● ")
    pass_check(desk)
    desk.click("登记制发")
    desk.fill(number="青检建〔2026〕12号", issued_on="今天")
    desk.confirm()
    assert desk.says() == "已登记制发"
    assert phases(desk).startswith("线索✓ 调查核实✓ 审核决定✓ 登记制发✓ 送达备案● ")
    assert next_title(desk) == "登记送达"


@pytest.mark.usefixtures("work")
def test_a_retrial_letter_is_issued_after_the_committee_decided(desk: ClerksDesk) -> None:
    begin(desk, kind="再审", **TEXT)
    view = steps(desk).steps
    assert "按“民事再审检察建议”办理" in view.summary.text()
    desk.click("研判立项")
    desk.fill(on="今天")
    desk.confirm()
    desk.click("审查终结报告")
    desk.fill(on="今天", scan=str(desk.has_scan("审查终结报告.pdf")))
    desk.confirm()
    desk.click("业务系统审批结果…", view)
    desk.fill(post="检察长", person="钱某", on="今天")
    desk.confirm()
    assert "由检察委员会决定" in desk.problems()[0]
    desk.fill(post="检察委员会")
    desk.fill(person="检察委员会", number="青检委〔2026〕3号")
    desk.confirm()
    assert desk.says() == "已登记业务系统审批结果"
    row = view.progress.row("decide")
    assert row is not None
    assert row.by == "业务系统审批结果：检察委员会"
    said = TypedPaper({"judgment": "青山县人民法院（2025）青民初12号民事判决"})
    desk.services.papers.drafts.save(CLERK, RecordKey(*key_of(desk)), LETTER, said)
    desk.settle()
    pass_check(desk)
    desk.click("登记制发")
    desk.fill(number="青检民监〔2026〕2号", issued_on="今天")
    desk.confirm()
    assert not desk.has_dialog
    assert next_title(desk) == "登记送达"
    codes = {card.rule_code for card in desk.services.docket.of(*key_of(desk))}
    assert {"G03", "F03"} <= codes


@pytest.mark.usefixtures("work")
def test_a_public_interest_letter_has_its_case_opened_and_the_agency_told(desk: ClerksDesk) -> None:
    begin(desk, kind="公益诉讼", **TEXT)
    desk.click("研判立项")
    desk.fill(on="今天")
    desk.confirm()
    desk.click("提请：立案决定")
    desk.fill(content="建议立案。", reviewer="王某")
    desk.confirm()
    desk.click("登记签批：立案决定")
    sign(desk)
    desk.click("立案决定书送达行政机关")
    desk.fill(on="今天")
    desk.confirm()
    assert "扫描件" in desk.problems()[0]
    desk.fill(scan=str(desk.has_scan("送达回证.pdf")))
    desk.confirm()
    card = desk.services.suggestions.card(key_of(desk)[1])
    assert (str(card.case_opened_on), str(card.case_notified_on)) == ("2026-11-22", "2026-11-22")
    assert next_title(desk) == "调查终结报告"


@pytest.mark.usefixtures("work")
def test_the_issue_dialog_names_what_is_missing_and_leads_there(desk: ClerksDesk) -> None:
    draft = LetterDraft(SuggestionKind.OTHER, "青山县水利局", path="other", addressee_relation=AddresseeRelation.LOCAL)
    letter = desk.services.suggestions.draft(CLERK, draft).id
    desk.go_to("检察建议")
    desk.window.page.act("登记制发", letter)  # type: ignore[attr-defined]  # a SuggestionsPage
    issue = desk.dialog
    assert isinstance(issue, IssueDialog)
    assert "检察长批准调查核实（人民检察院检察建议工作规定（2019）第十三条）" in issue.steps.text()
    desk.fill(number="青检建〔2026〕12号", issued_on="今天")
    desk.tick("is_number_only")
    desk.confirm()
    assert "还不能登记制发，先要办理" in issue.problem.text()
    issue.steps.linkActivated.emit("0")
    (step,) = (child for child in issue.findChildren(StepDialog) if child.isVisible())
    type_chinese(step.form.findChild(QLineEdit, "on"), "今天")
    step.confirm.click()
    desk.settle()
    assert "研判立项" not in issue.steps.text()


@pytest.mark.usefixtures("work")
def test_the_same_letter_is_begun_for_other_units(desk: ClerksDesk) -> None:
    begin(desk, kind="其他", **TEXT)
    desk.click("另发给其他单位…", steps(desk).steps)
    desk.fill(addressees="青山县林业局\n青山县教育局")
    desk.confirm()
    assert desk.says() == "已另行起草 JY2026-00002、JY2026-00003"
    desk.go_to("检察建议")
    assert set(desk.listed()) >= {"青山县林业局", "青山县教育局"}


def test_the_office_sets_which_further_steps_it_asks_for(desk: ClerksDesk) -> None:
    dialog = SwitchesDialog(desk.window.workplace, desk.window)
    dialog.open()
    dialog.grid.boxes["other/upper"].click()
    dialog.grid.boxes["other/open"].click()
    desk.confirm()
    on = {f"{row.path}/{row.step}" for row in desk.services.suggestion_paths.switches() if row.is_on}
    assert "other/upper" in on
    assert "other/open" not in on


def test_a_letter_without_a_path_says_so_and_goes_on(desk: ClerksDesk) -> None:
    letter = desk.has_letter("青山县水利局")
    desk.go_to("检察建议")
    desk.window.page.open_record(letter)
    desk.settle()
    assert "没有选择办理类别" in steps(desk).steps.summary.text()
    assert (phases(desk).split()[0], next_title(desk)) == ("起草✓", "登记制发")
