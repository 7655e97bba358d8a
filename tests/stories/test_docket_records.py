"""期限 on the records: what runs, how it came about, what is decided about it, and the calculator."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.models.dates import PartialDate
from app.models.terms import DeadlineAct
from app.services.documents.preview import text_of
from app.services.matters.rows import MatterDraft
from app.views.docket.calculator import Calculator
from app.views.docket.card_dialog import CardDialog
from app.views.docket.paper_dialog import PaperDialog
from app.views.docket.record_view import DeadlinesView
from app.views.shared.problem_label import ProblemLabel
from tests.stories.conftest import CLERK, ClerksDesk
from tests.stories.test_names_for_screen_readers import nameless


class Docket:
    """The tab 期限 as the clerk uses it."""

    def __init__(self, desk: ClerksDesk) -> None:
        self._desk = desk

    def of_matter(self, accepted: str = "2026-11-02") -> DeadlinesView:
        """The tab of a civil matter accepted on a day, at the three months of its review."""
        draft = MatterDraft(kind="民事生效裁判监督", unit="青山县人民法院", accepted_on=PartialDate(accepted))
        matter = self._desk.services.matters.register(CLERK, draft).id
        view = self._tab("监督事项", matter)
        self.choose(view, "审查")
        return view

    def of_letter(self, received: str = "2026-09-03") -> DeadlinesView:
        """The tab of a letter that has been received."""
        letter = self._desk.has_letter("青山县水利局", "青检建〔2026〕7号", "2026-09-01", received)
        return self._tab("检察建议", letter)

    def _tab(self, page: str, record: int) -> DeadlinesView:
        self._desk.settle()
        self._desk.go_to(page)
        self._desk.window.page.open_record(record)
        assert self._desk.record is not None
        view = self._desk.record.deadlines  # type: ignore[attr-defined]  # letters and matters have it
        assert isinstance(view, DeadlinesView)
        self._desk.record.tabs.setCurrentWidget(view)
        return view

    def shown(self, view: DeadlinesView, column: int) -> list[str]:
        """One column of the tab."""
        return [view.table.item(row, column).text() for row in range(view.table.rowCount())]

    def choose(self, view: DeadlinesView, name: str) -> None:
        """Make the deadline with this in its name current."""
        view.table.setCurrentCell(next(at for at, shown in enumerate(self.shown(view, 1)) if name in shown), 0)

    def decide(self, view: DeadlinesView, act: DeadlineAct, **fields: str) -> None:
        """Press a button and fill its dialog."""
        button = view.buttons[act]
        assert button.isEnabled()
        button.click()
        self._desk.fill(**fields)
        self._desk.confirm()


@pytest.fixture
def docket(desk: ClerksDesk) -> Docket:
    """The tab 期限."""
    return Docket(desk)


DECIDED = {"reason": "案情复杂", "decided_by": "检察长"}


def test_the_tab_counts_and_lists_what_runs_on_a_letter(desk: ClerksDesk, docket: Docket) -> None:
    view = docket.of_letter()
    assert desk.record is not None
    assert desk.record.tabs.tabText(desk.record.tabs.indexOf(view)) == "期限(2)"
    docket.choose(view, "回复")
    row = view.table.currentRow()
    assert [docket.shown(view, column)[row] for column in (0, 2, 3)] == ["逾期19天", "2026-11-03", "外单位"]


def test_only_what_can_be_decided_now_has_its_button(docket: Docket) -> None:
    view = docket.of_letter()
    docket.choose(view, "回复")
    assert [act for act, button in view.buttons.items() if button.isEnabled()] == [DeadlineAct.EXTENDED]
    view = docket.of_matter()
    enabled = {act for act, button in view.buttons.items() if button.isEnabled()}
    assert enabled == set(view.buttons) - {DeadlineAct.RESUMED}


def test_an_extension_moves_the_due_date_and_undo_brings_it_back(desk: ClerksDesk, docket: Docket) -> None:
    view = docket.of_matter()
    before = docket.shown(view, 2)
    docket.decide(view, DeadlineAct.EXTENDED, length="一个月", **DECIDED)
    assert docket.shown(view, 2) != before
    assert desk.says().startswith("延长：“")
    desk.window.said.undo.click()
    desk.settle()
    assert docket.shown(view, 2) == before


def test_a_sentence_the_user_must_read_stays_below_the_deadlines_until_the_next_act(
    desk: ClerksDesk, docket: Docket
) -> None:
    view = docket.of_matter()
    docket.decide(view, DeadlineAct.WAIVED, on="今天", **DECIDED)
    assert not view.notice.isVisible()
    docket.choose(view, "受理通知")
    docket.decide(view, DeadlineAct.WAIVED, on="今天", **DECIDED)
    assert view.notice.isVisible()
    assert view.notice.text().startswith("这是最后一个未完成的期限")
    assert "这是最后一个未完成的期限" in desk.says()
    desk.window.said.undo.click()
    desk.settle()
    assert not view.notice.isVisible()


def test_a_paused_deadline_is_resumed_and_ends_later(docket: Docket) -> None:
    view = docket.of_matter()
    before = view.table.item(view.table.currentRow(), 2).text()
    docket.decide(view, DeadlineAct.PAUSED, first="2026-11-10", **DECIDED)
    assert "2026-11-10 起中止" in docket.shown(view, 4)
    docket.decide(view, DeadlineAct.RESUMED, on="2026-11-18", reason="鉴定意见已收到")
    assert view.table.item(view.table.currentRow(), 2).text() > before


def test_a_resumption_before_the_pause_is_refused_beside_its_field(desk: ClerksDesk, docket: Docket) -> None:
    view = docket.of_matter()
    docket.decide(view, DeadlineAct.PAUSED, first="2026-11-10", **DECIDED)
    docket.decide(view, DeadlineAct.RESUMED, on="2026-11-05", reason="鉴定意见已收到")
    assert desk.problems() == ["恢复日期 2026-11-05 早于中止日期 2026-11-10，中止不能先结束后开始。请核对日期。"]


def test_a_decision_without_its_decider_is_refused_beside_the_field(desk: ClerksDesk, docket: Docket) -> None:
    view = docket.of_matter()
    docket.decide(view, DeadlineAct.EXTENDED, length="一个月", reason="案情复杂")
    assert [problem[:4] for problem in desk.problems()] == ["请填写决"]


def test_a_length_nobody_can_read_is_refused_beside_its_field(desk: ClerksDesk, docket: Docket) -> None:
    view = docket.of_matter()
    docket.decide(view, DeadlineAct.EXTENDED, length="很久", **DECIDED)
    assert len(desk.problems()) == 1
    assert desk.dialog.focusWidget().objectName() == "length"


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        (DeadlineAct.RESTARTED, {"on": "2026-11-16"}),
        (DeadlineAct.START_CORRECTED, {"start": "2026-11-09", "proof": "受理登记表"}),
    ],
)
def test_another_start_moves_the_due_date_and_is_kept_among_the_decisions(
    desk: ClerksDesk, docket: Docket, act: DeadlineAct, fields: dict[str, str]
) -> None:
    view = docket.of_matter()
    before = docket.shown(view, 2)
    docket.decide(view, act, **fields, reason="登记有误")
    assert docket.shown(view, 2) != before
    view.how.click()
    explained = desk.texts(explanation(desk))
    assert act.label in explained
    assert "登记有误" in explained


def test_a_met_deadline_is_told_in_its_state(docket: Docket) -> None:
    view = docket.of_matter()
    name = view.table.item(view.table.currentRow(), 1).text()
    docket.decide(view, DeadlineAct.MET, on="2026-11-19")
    states = dict(zip(docket.shown(view, 1), docket.shown(view, 4), strict=True))
    assert "2026-11-19" in states[name]


def explanation(desk: ClerksDesk) -> CardDialog:
    """The open 怎么算的."""
    return next(found for found in desk.window.findChildren(CardDialog) if found.isVisible())


def take_rule(desk: ClerksDesk, title: str) -> None:
    """Choose from the list below the field; the list itself needs a real screen."""
    field = desk.dialog.findChild(QLineEdit, "rule")
    assert field is not None
    field.setText(title)


def test_enter_on_a_deadline_tells_its_steps_and_basis(desk: ClerksDesk, docket: Docket) -> None:
    view = docket.of_letter()
    docket.choose(view, "回复")
    view.table.setFocus()
    desk.press(Qt.Key.Key_Return)
    explained = desk.texts(explanation(desk))
    assert "2026-11-03" in explained
    assert "检察建议工作规定" in explained


def test_the_explanation_is_written_as_one_page(desk: ClerksDesk, docket: Docket, tmp_path: Path) -> None:
    view = docket.of_letter()
    view.how.click()
    assert explanation(desk).save_to(tmp_path / "说明.pdf")
    from app.services.documents.preview import page_count

    assert page_count((tmp_path / "说明.pdf").read_bytes()) == 1


def test_an_explanation_that_cannot_be_written_says_so_in_its_window(
    desk: ClerksDesk, docket: Docket, tmp_path: Path
) -> None:
    view = docket.of_letter()
    view.how.click()
    dialog = explanation(desk)
    assert not dialog.save_to(tmp_path / "没有这个文件夹" / "说明.txt")
    assert dialog.problem.isVisible()


def test_a_deadline_is_added_by_the_code_of_its_rule(desk: ClerksDesk, docket: Docket) -> None:
    view = docket.of_letter()
    view.add_by_rule()
    take_rule(desk, "A25")
    desk.fill(start="2026-11-09", proof="受理登记表")
    desk.confirm()
    assert len(docket.shown(view, 1)) >= 2
    assert desk.says().startswith("按规则添加期限：")


def test_a_start_that_has_not_come_yet_is_refused_beside_its_field(desk: ClerksDesk, docket: Docket) -> None:
    view = docket.of_letter()
    view.add_by_rule()
    take_rule(desk, "A25")
    desk.fill(start="2026-12-09", proof="受理登记表")
    desk.confirm()
    assert [problem[:3] for problem in desk.problems()] == ["起算日"]


def test_an_unknown_rule_is_refused_beside_its_field(desk: ClerksDesk, docket: Docket) -> None:
    view = docket.of_letter()
    view.add_by_rule()
    desk.fill(rule="没有的规则", start="2026-11-09", proof="受理登记表")
    desk.confirm()
    assert desk.problems() == ["没有代码或名称含“没有的规则”的规则。请换一个词，或者按代码填写，如 F01。"]


def test_a_day_the_superior_office_named_is_added_as_it_stands(desk: ClerksDesk, docket: Docket) -> None:
    view = docket.of_matter()
    view.add_own_date()
    desk.fill(name="上级交办要求办结", due_on="2026-12-12", basis="青市检交〔2026〕3号")
    desk.confirm()
    rows = dict(zip(docket.shown(view, 1), docket.shown(view, 2), strict=True))
    assert rows["上级交办要求办结"] == "2026-12-12"


def calculator_of(desk: ClerksDesk) -> Calculator:
    """Press Ctrl+D in the window, once the window manager has brought it forward."""
    desk.window.activateWindow()
    QTest.qWaitForWindowActive(desk.window)
    desk.press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    found = desk.window.findChild(Calculator)
    assert found is not None
    return found


def reckon(calculator: Calculator, **fields: str) -> None:
    """Type into the calculator, without the list below the rule."""
    for name, text in fields.items():
        field = calculator.findChild(QWidget, name)
        assert field is not None
        if isinstance(field, QPlainTextEdit):
            field.setPlainText(text)
        elif isinstance(field, QLineEdit):
            field.setText(text)


def refusals(calculator: Calculator, qtbot: QtBot) -> list[str]:
    """What stands beside the fields once the typing has paused."""
    labels = calculator.findChildren(ProblemLabel)
    qtbot.waitUntil(lambda: any(label.isVisible() for label in labels))
    return [label.text() for label in labels if label.isVisible()]


def test_ctrl_d_opens_the_calculator_from_every_page(desk: ClerksDesk) -> None:
    for page in ("检察建议", "期限总览", "系统管理"):
        desk.go_to(page)
        calculator = calculator_of(desk)
        assert calculator.isVisible()
        assert not calculator.isModal()
        calculator.close()


def test_the_calculator_follows_what_is_typed_and_copies_its_steps(desk: ClerksDesk) -> None:
    calculator = calculator_of(desk)
    reckon(calculator, rule="F01", start="2026-8-31")
    assert calculator.due.text().startswith("届满日 2026-11-02")
    assert "2026-10-31" in calculator.steps.toPlainText()
    reckon(calculator, start="2026-9-3")
    assert calculator.due.text().startswith("届满日 2026-11-03")
    desk.click("复制", calculator)
    assert "2. 规则：F01" in QGuiApplication.clipboard().text()


def test_the_calculators_result_is_shown_as_one_page_for_printing(desk: ClerksDesk, qtbot: QtBot) -> None:
    calculator = calculator_of(desk)
    assert not calculator.print.isEnabled()
    reckon(calculator, rule="F01", start="2026-8-31")
    desk.click("打印…", calculator)
    paper = calculator.findChild(PaperDialog)
    assert paper is not None
    qtbot.waitUntil(lambda: paper.pages.page_count == 1)
    assert "期限计算器" in text_of(paper.pdf)
    assert "2026-11-02" in text_of(paper.pdf)
    paper.close()


def test_hours_are_counted_from_the_typed_moment(desk: ClerksDesk) -> None:
    calculator = calculator_of(desk)
    reckon(calculator, rule="A30", start="2026-03-02 10:30")
    assert calculator.due.text() == "届满日 2026-03-03 10:30 星期二"
    reckon(calculator, start="3.2", clock="22:15")
    assert calculator.due.text() == "届满日 2026-03-03 22:15 星期二"


def test_a_pause_makes_the_result_later(desk: ClerksDesk) -> None:
    calculator = calculator_of(desk)
    reckon(calculator, rule="A25", start="2026-08-31")
    before = calculator.due.text()
    reckon(calculator, pauses="2026-09-01至2026-09-03")
    assert calculator.due.text() > before


CANNOT_BE_RECKONED: tuple[tuple[dict[str, str], str], ...] = (
    ({"rule": "ZZ9"}, "没有代码或名称含“ZZ9”的规则。请换一个词，或者按代码填写，如 F01。"),
    ({"rule": "F01", "start": "2026-2-29"}, "2026年2月只有28天，没有2月29日。请核对日期。"),
    (
        {"rule": "A25", "start": "2026-08-31", "pauses": "2026-09-03..2026-09-01"},
        "第 1 行：中止期间写反了：止于 2026-09-01，早于起 2026-09-03。请改正起止日期。",
    ),
    ({"rule": "A30", "start": "2026-03-02"}, "规则 A30 按小时计算，起算要写到时分，如 2026-03-02 10:30。"),
    (
        {"rule": "A30", "start": "2026-03-02 10:30", "pauses": "2026-03-02..2026-03-03"},
        "规则 A30 的期限（24小时）不能中止。请去掉中止期间。",
    ),
)


def test_what_cannot_be_reckoned_is_said_beside_its_field(desk: ClerksDesk, qtbot: QtBot) -> None:
    calculator = calculator_of(desk)
    for fields, problem in CANNOT_BE_RECKONED:
        reckon(calculator, **{"rule": "", "start": "", "pauses": "", **fields})
        assert refusals(calculator, qtbot) == [problem]
        assert calculator.due.text() == ""


def test_a_day_to_come_is_reckoned_and_said_to_be_only_supposed(desk: ClerksDesk) -> None:
    calculator = calculator_of(desk)
    reckon(calculator, rule="F01", start="2026-12-01")
    assert calculator.due.text().startswith("届满日 2027-02-01")
    assert calculator.due.text().endswith("（暂定）")
    assert "晚于今天" in calculator.hint.text()


def test_a_rule_that_was_not_checked_says_so(desk: ClerksDesk) -> None:
    calculator = calculator_of(desk)
    reckon(calculator, rule="G05", start="2026-11-02")
    assert calculator.doubt.text().startswith("依据未核：只作提醒")


def test_everything_in_the_tab_and_the_calculator_has_a_name(desk: ClerksDesk, docket: Docket) -> None:
    docket.of_letter()
    calculator_of(desk)
    assert nameless(desk.window) == []
